package weft.crypto;

import java.util.List;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay.Page;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.PageHeader;
import weft.protocol.PageHeaderCodec;
import weft.protocol.PageId;
import weft.protocol.SessionId;
import weft.protocol.StreamCodec;
import weft.protocol.StreamHeader;
import weft.protocol.StreamHeader.Kind;
import weft.protocol.StreamHeaderCodec;
import weft.protocol.StreamMessage;

/// Seals a session's stream and numbers it (rules S1, S2, S7). One owner thread, one for a
/// session's life: a second one would use nonces again.
public final class StreamSealer {
  private final SessionId id;
  private EpochKey epoch;
  private Aead aead;
  private long seq;
  private long position;
  private long pages;

  public StreamSealer(SessionId id, EpochKey first) {
    this.id = id;
    this.epoch = first;
    this.aead = new Aead(first.key());
  }

  public EpochKey epoch() {
    return epoch;
  }

  /// Number of the newest delta or RESET; 0 before any.
  public long position() {
    return position;
  }

  /// What follows the newest position.
  public Stream delta(List<StreamMessage> messages) {
    position++;
    return seal(Kind.DELTA, messages);
  }

  /// The whole state as of the newest position, for whoever lacks it.
  ///
  /// @param messages a Screen first (rule S6)
  public Stream keyframe(List<StreamMessage> messages) {
    return seal(Kind.KEYFRAME, messages);
  }

  /// The whole state, for everybody.
  ///
  /// @param messages a Screen first (rule S6)
  public Stream reset(List<StreamMessage> messages) {
    position++;
    return seal(Kind.RESET, messages);
  }

  /// The RESET that begins the epoch of `next`; guests must have been sent that key before.
  public Stream reset(EpochKey next, List<StreamMessage> messages) {
    if (next.epoch() <= epoch.epoch()) {
      throw new IllegalArgumentException("epochs go up");
    }
    epoch = next;
    aead = new Aead(next.key());
    return reset(messages);
  }

  /// Rows of history, for whoever asks for `page` (rule P2).
  public Page page(PageId page, List<StreamMessage.Rows> rows) {
    PageHeader header = new PageHeader(epoch.epoch(), pages++, page);
    Bytes head = PageHeaderCodec.encode(header);
    Bytes frame =
        aead.seal(
            Aead.pageNonce(header.number()),
            id.bytes(),
            head,
            StreamCodec.encode(List.copyOf(rows)));
    return new Page(header, frame.from(head.length()), frame);
  }

  private Stream seal(Kind kind, List<StreamMessage> messages) {
    StreamHeader header = new StreamHeader(kind, epoch.epoch(), seq++, position);
    Bytes head = StreamHeaderCodec.encode(header);
    Bytes frame =
        aead.seal(Aead.nonce(header.seq()), id.bytes(), head, StreamCodec.encode(messages));
    return new Stream(header, frame.from(head.length()), frame);
  }
}
