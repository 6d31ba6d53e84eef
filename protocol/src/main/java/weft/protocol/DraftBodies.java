package weft.protocol;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.StreamMessage.Caret;
import weft.protocol.StreamMessage.Draft;
import weft.protocol.StreamMessage.DraftChange;

/// The bodies of what is said of the draft (PROTOCOL.md, "Draft").
final class DraftBodies {
  private static final int KEEP = 0;
  private static final int REPLACE = 1;

  private DraftBodies() {}

  static FrameWriter write(FrameWriter writer, TextChange change) {
    writer.varint(change.parts().size());
    for (TextChange.Part part : change.parts()) {
      String text = part.text();
      writer.u8(text == null ? KEEP : REPLACE).varint(part.length());
      if (text != null) {
        writer.text(text);
      }
    }
    return writer;
  }

  private static TextChange change(FrameReader reader) {
    long count = reader.varint();
    List<TextChange.Part> parts = new ArrayList<>();
    for (long i = 0; i < count && !reader.failed(); i++) {
      boolean replaced = reader.bool();
      parts.add(new TextChange.Part(reader.count(), replaced ? reader.text() : null));
    }
    return new TextChange(parts);
  }

  static List<TextChange> changes(FrameReader reader) {
    long count = reader.varint();
    List<TextChange> changes = new ArrayList<>();
    for (long i = 0; i < count && !reader.failed(); i++) {
      changes.add(change(reader));
    }
    return changes;
  }

  static Bytes draft(Draft draft) {
    FrameWriter writer = new FrameWriter(64 + draft.text().length());
    writer.varint(draft.id()).varint(draft.version()).text(draft.text());
    writer.varint(draft.carets().size());
    draft.carets().forEach(caret -> write(writer, caret));
    writer.varint(draft.recent().size());
    draft.recent().forEach(change -> write(writer, change));
    return writer.done();
  }

  static Draft readDraft(FrameReader body) {
    long id = body.varint();
    long version = body.varint();
    String text = body.text();
    List<Caret> carets = new ArrayList<>();
    for (long left = body.varint(); left > 0 && !body.failed(); left--) {
      carets.add(readCaret(body));
    }
    List<DraftChange> recent = new ArrayList<>();
    for (long left = body.varint(); left > 0 && !body.failed(); left--) {
      recent.add(readChange(body));
    }
    return new Draft(id, version, text, carets, recent);
  }

  static Bytes change(DraftChange change) {
    return write(new FrameWriter(64), change).done();
  }

  private static FrameWriter write(FrameWriter writer, DraftChange change) {
    writer.varint(change.draft()).varint(change.version());
    writer.varint(change.person().number()).varint(change.writer());
    return write(writer, change.change());
  }

  static DraftChange readChange(FrameReader body) {
    return new DraftChange(
        body.varint(), body.varint(), new PersonId(body.varint()), body.varint(), change(body));
  }

  static Bytes caret(Caret caret) {
    return write(new FrameWriter(64), caret).done();
  }

  private static FrameWriter write(FrameWriter writer, Caret caret) {
    writer.varint(caret.draft()).varint(caret.version());
    writer.varint(caret.person().number()).varint(caret.writer());
    return writer.varint(caret.anchor()).varint(caret.head());
  }

  static Caret readCaret(FrameReader body) {
    return new Caret(
        body.varint(),
        body.varint(),
        new PersonId(body.varint()),
        body.varint(),
        body.count(),
        body.count());
  }
}
