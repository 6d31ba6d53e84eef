package weft.protocol;

import java.util.ArrayList;
import java.util.List;

/// The bytes of [Block]s, wherever they come.
final class BlockBodies {
  private static final int NESTED = 1;
  private static final int HAS_STATUS = 2;
  private static final int ALL_FLAGS = NESTED | HAS_STATUS;

  /// What a block takes, bytes, if command and directory are of usual length.
  static final int USUAL = 80;

  private BlockBodies() {}

  static FrameWriter write(FrameWriter writer, Block block) {
    int flags = (block.nested() ? NESTED : 0) | (block.exit().known() ? HAS_STATUS : 0);
    return writer
        .varint(block.id())
        .u8(block.state().code())
        .u8(flags)
        .varint(block.firstRow())
        .varint(block.outputRow())
        .varint(block.endRow())
        .varint(block.exit().status())
        .varint(block.started())
        .varint(block.took())
        .varint(block.person().number())
        .text(block.command())
        .text(block.directory());
  }

  static Block read(FrameReader reader) {
    long id = reader.varint();
    Block.State state = Choices.blockState(reader);
    int flags = reader.flags(ALL_FLAGS);
    return new Block(
        id,
        state,
        (flags & NESTED) != 0,
        reader.varint(),
        reader.varint(),
        reader.varint(),
        new Block.Exit((flags & HAS_STATUS) != 0, reader.count()),
        reader.varint(),
        reader.varint(),
        new PersonId(reader.varint()),
        reader.text(),
        reader.text());
  }

  /// With their count before them.
  static FrameWriter writeAll(FrameWriter writer, List<Block> blocks) {
    writer.varint(blocks.size());
    blocks.forEach(block -> write(writer, block));
    return writer;
  }

  static List<Block> readAll(FrameReader reader) {
    List<Block> blocks = new ArrayList<>();
    long count = reader.varint();
    for (long i = 0; i < count && !reader.failed(); i++) {
      blocks.add(read(reader));
    }
    return blocks;
  }
}
