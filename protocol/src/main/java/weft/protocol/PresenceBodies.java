package weft.protocol;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.StreamMessage.Control;
import weft.protocol.StreamMessage.Presence;
import weft.protocol.StreamMessage.Seen;

/// The bytes of what is said of where people are (PROTOCOL.md, "Presence").
final class PresenceBodies {
  private static final int NONE = 0;
  private static final int BLOCKS = 1;
  private static final int ROWS = 2;
  private static final int SCREEN = 3;

  private static final int APPROVES = 1;
  private static final int TAKEN_OVER = 2;
  private static final int OWNER_AWAY = 4;
  private static final int PEOPLE_HIDDEN = 8;
  private static final int ALL_FLAGS = APPROVES | TAKEN_OVER | OWNER_AWAY | PEOPLE_HIDDEN;

  private PresenceBodies() {}

  static FrameWriter write(FrameWriter writer, Selection selection) {
    return switch (selection) {
      case Selection.None _ -> writer.u8(NONE);
      case Selection.Blocks blocks -> writer.u8(BLOCKS).varint(blocks.from()).varint(blocks.to());
      case Selection.Rows rows ->
          writer
              .u8(ROWS)
              .varint(rows.generation())
              .varint(rows.row())
              .varint(rows.column())
              .varint(rows.endRow())
              .varint(rows.endColumn());
      case Selection.Screen screen ->
          writer
              .u8(SCREEN)
              .varint(screen.row())
              .varint(screen.column())
              .varint(screen.endRow())
              .varint(screen.endColumn());
    };
  }

  static Selection readSelection(FrameReader reader) {
    int at = reader.position();
    return switch (reader.u8()) {
      case NONE -> Selection.NONE;
      case BLOCKS -> new Selection.Blocks(reader.varint(), reader.varint());
      case ROWS ->
          new Selection.Rows(
              reader.varint(), reader.varint(), reader.count(), reader.varint(), reader.count());
      case SCREEN ->
          new Selection.Screen(reader.count(), reader.count(), reader.count(), reader.count());
      default -> {
        reader.fail(at, "unknown value");
        yield Selection.NONE;
      }
    };
  }

  static Bytes presence(Presence presence) {
    FrameWriter writer = new FrameWriter(32 * (1 + presence.people().size()));
    writer.varint(presence.people().size());
    for (Seen seen : presence.people()) {
      writer
          .varint(seen.person().number())
          .varint(seen.device())
          .bool(seen.away())
          .varint(seen.top());
      write(writer, seen.selection());
    }
    return writer.done();
  }

  static Presence readPresence(FrameReader body) {
    List<Seen> people = new ArrayList<>();
    for (long left = body.varint(); left > 0 && !body.failed(); left--) {
      people.add(
          new Seen(
              new PersonId(body.varint()),
              body.varint(),
              body.bool(),
              body.varint(),
              readSelection(body)));
    }
    return new Presence(people);
  }

  static Bytes control(Control control) {
    FrameWriter writer = new FrameWriter(32);
    writer
        .u8(
            (control.approves() ? APPROVES : 0)
                | (control.takenOver() ? TAKEN_OVER : 0)
                | (control.ownerAway() ? OWNER_AWAY : 0)
                | (control.peopleHidden() ? PEOPLE_HIDDEN : 0))
        .varint(control.secondsLeft())
        .varint(control.typing().size());
    control.typing().forEach(person -> writer.varint(person.number()));
    return writer.done();
  }

  static Control readControl(FrameReader body) {
    int flags = body.flags(ALL_FLAGS);
    int secondsLeft = body.count();
    List<PersonId> typing = new ArrayList<>();
    for (long left = body.varint(); left > 0 && !body.failed(); left--) {
      typing.add(new PersonId(body.varint()));
    }
    return new Control(
        (flags & APPROVES) != 0,
        (flags & TAKEN_OVER) != 0,
        (flags & OWNER_AWAY) != 0,
        (flags & PEOPLE_HIDDEN) != 0,
        secondsLeft,
        typing);
  }
}
