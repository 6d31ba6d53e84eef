package weft.protocol;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.StreamMessage.BlockNow;
import weft.protocol.StreamMessage.Blocks;
import weft.protocol.StreamMessage.Excerpt;
import weft.protocol.StreamMessage.Finished;
import weft.protocol.StreamMessage.Output;
import weft.protocol.StreamMessage.Past;
import weft.protocol.StreamMessage.Person;
import weft.protocol.StreamMessage.Roster;
import weft.protocol.StreamMessage.Rows;
import weft.protocol.StreamMessage.Screen;

/// The bodies of [StreamMessage]s, one pair of functions each.
final class StreamBodies {
  private static final int PRESENT = 1;
  private static final int VERIFIED = 2;
  private static final int HOST_TERMINAL = 4;
  private static final int ALL_FLAGS = PRESENT | VERIFIED | HOST_TERMINAL;

  /// What a person takes in a roster, bytes, if the name is of usual length.
  private static final int USUAL_PERSON = 32;

  private StreamBodies() {}

  /// At least the body's length for [Output] and [Screen], near it for the others.
  static int sizeHint(StreamMessage message) {
    return switch (message) {
      case Output output -> output.bytes().length();
      case Screen screen -> 4 * FrameWriter.VARINT + screen.text().length();
      case Roster roster -> 2 * FrameWriter.VARINT + USUAL_PERSON * roster.people().size();
      case Rows rows -> 4 * FrameWriter.VARINT + rows.text().length();
      case Past _ -> 2 * FrameWriter.VARINT;
      case BlockNow _ -> BlockBodies.USUAL;
      case Blocks blocks ->
          3 * FrameWriter.VARINT
              + blocks.home().length()
              + BlockBodies.USUAL * blocks.newest().size();
      case Excerpt _ -> 1;
      case StreamMessage.Draft draft -> 64 + draft.text().length();
      case StreamMessage.DraftChange _, StreamMessage.Caret _, StreamMessage.Control _ -> 64;
      case StreamMessage.Presence presence -> 32 * (1 + presence.people().size());
      case Finished _ -> 1 + FrameWriter.VARINT;
    };
  }

  /// With the blob's length before it, as the text may be large.
  static void writeScreen(FrameWriter writer, Screen screen) {
    if (screen.widthTable() != Screen.GRAPHEMES) {
      throw new IllegalArgumentException("unknown width table: " + screen.widthTable());
    }
    int length =
        FrameWriter.varintLength(screen.columns())
            + FrameWriter.varintLength(screen.rows())
            + FrameWriter.varintLength(screen.firstRow())
            + 1
            + screen.text().length();
    writer
        .varint(length)
        .varint(screen.columns())
        .varint(screen.rows())
        .varint(screen.firstRow())
        .u8(screen.widthTable())
        .rest(screen.text());
  }

  static Screen readScreen(FrameReader body) {
    int columns = body.count();
    int rows = body.count();
    long firstRow = body.varint();
    int tableAt = body.position();
    int widthTable = body.u8();
    if (widthTable != Screen.GRAPHEMES) {
      body.fail(tableAt, "unknown value");
    }
    return new Screen(columns, rows, firstRow, widthTable, body.rest());
  }

  static Bytes past(Past past) {
    return new FrameWriter(sizeHint(past))
        .varint(past.oldestRow())
        .varint(past.generation())
        .done();
  }

  static Past readPast(FrameReader body) {
    return new Past(body.varint(), body.varint());
  }

  static Bytes excerpt(Excerpt excerpt) {
    return new FrameWriter(sizeHint(excerpt)).bool(excerpt.complete()).done();
  }

  static Excerpt readExcerpt(FrameReader body) {
    return new Excerpt(body.bool());
  }

  static Bytes rows(Rows rows) {
    return new FrameWriter(sizeHint(rows))
        .varint(rows.firstRow())
        .varint(rows.count())
        .varint(rows.columns())
        .bool(rows.continued())
        .rest(rows.text())
        .done();
  }

  static Rows readRows(FrameReader body) {
    return new Rows(body.varint(), body.count(), body.count(), body.bool(), body.rest());
  }

  static Bytes roster(Roster roster) {
    FrameWriter writer = new FrameWriter(sizeHint(roster));
    writer.varint(roster.total()).varint(roster.people().size());
    for (Person person : roster.people()) {
      writer
          .varint(person.id().number())
          .text(person.name())
          .u8(person.role().code())
          .u8(person.colour())
          .u8(flags(person));
    }
    return writer.done();
  }

  static Roster readRoster(FrameReader body) {
    int total = body.count();
    long count = body.varint();
    List<Person> people = new ArrayList<>();
    for (long i = 0; i < count && !body.failed(); i++) {
      PersonId id = new PersonId(body.varint());
      String name = body.text();
      Role role = Choices.role(body);
      int colour = body.u8();
      int flags = body.flags(ALL_FLAGS);
      people.add(
          new Person(
              id,
              name,
              role,
              colour,
              (flags & PRESENT) != 0,
              (flags & VERIFIED) != 0,
              (flags & HOST_TERMINAL) != 0));
    }
    return new Roster(total, people);
  }

  static Bytes block(BlockNow now) {
    return BlockBodies.write(new FrameWriter(BlockBodies.USUAL), now.block()).done();
  }

  static Bytes blocks(Blocks blocks) {
    FrameWriter writer = new FrameWriter(sizeHint(blocks));
    writer.varint(blocks.total()).text(blocks.home());
    return BlockBodies.writeAll(writer, blocks.newest()).done();
  }

  static Blocks readBlocks(FrameReader body) {
    return new Blocks(body.varint(), body.text(), BlockBodies.readAll(body));
  }

  static Bytes finished(Finished finished) {
    return new FrameWriter(1 + FrameWriter.VARINT)
        .u8(finished.reason().code())
        .varint(finished.exitStatus())
        .done();
  }

  static Finished readFinished(FrameReader body) {
    return new Finished(Choices.reason(body), body.count());
  }

  private static int flags(Person person) {
    return (person.present() ? PRESENT : 0)
        | (person.verified() ? VERIFIED : 0)
        | (person.hostTerminal() ? HOST_TERMINAL : 0);
  }
}
