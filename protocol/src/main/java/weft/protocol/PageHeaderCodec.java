package weft.protocol;

/// The bytes of a page before its ciphertext, type byte included (rule P2).
public final class PageHeaderCodec {
  static final int PAGE = 0x17;

  private PageHeaderCodec() {}

  public static Bytes encode(PageHeader header) {
    return new FrameWriter(1 + 4 * FrameWriter.VARINT)
        .u8(PAGE)
        .varint(header.epoch())
        .varint(header.number())
        .varint(header.page().generation())
        .varint(header.page().index())
        .done();
  }

  /// Reads the rest of `frame` after its type byte.
  static HostToRelay.Page read(FrameReader reader, Bytes frame) {
    PageHeader header = new PageHeader(reader.varint(), reader.varint(), readId(reader));
    return new HostToRelay.Page(header, reader.rest(), frame);
  }

  static PageId readId(FrameReader reader) {
    return new PageId(reader.varint(), reader.varint());
  }

  static Bytes ask(int type, PageId page) {
    return new FrameWriter(1 + 2 * FrameWriter.VARINT)
        .u8(type)
        .varint(page.generation())
        .varint(page.index())
        .done();
  }
}
