package weft.protocol;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.StreamMessage.BlockNow;
import weft.protocol.StreamMessage.Blocks;
import weft.protocol.StreamMessage.Caret;
import weft.protocol.StreamMessage.Control;
import weft.protocol.StreamMessage.Draft;
import weft.protocol.StreamMessage.DraftChange;
import weft.protocol.StreamMessage.Excerpt;
import weft.protocol.StreamMessage.Finished;
import weft.protocol.StreamMessage.Output;
import weft.protocol.StreamMessage.Past;
import weft.protocol.StreamMessage.Presence;
import weft.protocol.StreamMessage.Roster;
import weft.protocol.StreamMessage.Rows;
import weft.protocol.StreamMessage.Screen;

/// The plaintext of a stream frame (rule S5): an encoding byte, then messages, compressed where
/// that pays.
public final class StreamCodec {
  private static final int OUTPUT = 1;
  private static final int SCREEN = 2;
  private static final int ROSTER = 3;
  private static final int FINISHED = 4;
  private static final int ROWS = 5;
  private static final int PAST = 6;
  private static final int BLOCK = 7;
  private static final int BLOCKS = 8;
  private static final int EXCERPT = 9;
  private static final int DRAFT = 10;
  private static final int DRAFT_CHANGE = 11;
  private static final int CARET = 12;
  private static final int PRESENCE = 13;
  private static final int CONTROL = 14;

  private static final int PLAIN = 0;
  private static final int DEFLATED = 1;

  /// Bytes of plaintext from which on compressing is tried: below, a keystroke's echo would pay
  /// for nothing.
  private static final int WORTH_COMPRESSING = 512;

  private StreamCodec() {}

  public static Bytes encode(List<StreamMessage> messages) {
    Bytes plain = encodePlain(messages);
    if (plain.length() < WORTH_COMPRESSING) {
      return plain;
    }
    return Deflation.deflate(plain, DEFLATED);
  }

  /// As [#encode], never compressed.
  static Bytes encodePlain(List<StreamMessage> messages) {
    int size = 1;
    for (StreamMessage message : messages) {
      size += 1 + FrameWriter.VARINT + StreamBodies.sizeHint(message);
    }
    FrameWriter writer = new FrameWriter(size).u8(PLAIN);
    for (StreamMessage message : messages) {
      switch (message) {
        // The two that can be large have no body of their own to copy from.
        case Output output -> writer.u8(OUTPUT).blob(output.bytes());
        case Screen screen -> StreamBodies.writeScreen(writer.u8(SCREEN), screen);
        case Roster roster -> writer.u8(ROSTER).blob(StreamBodies.roster(roster));
        case Past past -> writer.u8(PAST).blob(StreamBodies.past(past));
        case Rows rows -> writer.u8(ROWS).blob(StreamBodies.rows(rows));
        case BlockNow now -> writer.u8(BLOCK).blob(StreamBodies.block(now));
        case Blocks blocks -> writer.u8(BLOCKS).blob(StreamBodies.blocks(blocks));
        case Draft draft -> writer.u8(DRAFT).blob(DraftBodies.draft(draft));
        case DraftChange change -> writer.u8(DRAFT_CHANGE).blob(DraftBodies.change(change));
        case Caret caret -> writer.u8(CARET).blob(DraftBodies.caret(caret));
        case Presence presence -> writer.u8(PRESENCE).blob(PresenceBodies.presence(presence));
        case Control control -> writer.u8(CONTROL).blob(PresenceBodies.control(control));
        case Excerpt excerpt -> writer.u8(EXCERPT).blob(StreamBodies.excerpt(excerpt));
        case Finished finished -> writer.u8(FINISHED).blob(StreamBodies.finished(finished));
      }
    }
    return writer.done();
  }

  /// Offsets within messages count from the first message's first byte, inflated if need be;
  /// whatever is wrong with the compression itself is reported at the inflated size, offset 1.
  public static Decoded<List<StreamMessage>> decode(Bytes plaintext) {
    FrameReader reader = new FrameReader(plaintext);
    return switch (reader.u8()) {
      case PLAIN -> reader.failed() ? reader.finish(List.of()) : messages(reader.rest());
      case DEFLATED -> {
        int sizeAt = reader.position();
        long size = reader.varint();
        Bytes deflated = reader.rest();
        if (reader.failed()) {
          yield reader.finish(List.of());
        }
        yield switch (Deflation.inflate(deflated, size)) {
          case Decoded.Ok<Bytes>(Bytes inflated) -> messages(inflated);
          case Decoded.Malformed<Bytes>(_, String what) -> new Decoded.Malformed<>(sizeAt, what);
        };
      }
      default -> {
        reader.fail(0, "unknown value");
        yield reader.finish(List.of());
      }
    };
  }

  private static Decoded<List<StreamMessage>> messages(Bytes plain) {
    FrameReader reader = new FrameReader(plain);
    List<StreamMessage> messages = new ArrayList<>();
    while (!reader.failed() && !reader.atEnd()) {
      int typeAt = reader.position();
      int type = reader.u8();
      if (type < OUTPUT || type > CONTROL) {
        reader.fail(typeAt, "unknown type");
        break;
      }
      FrameReader body = reader.nested();
      if (reader.failed()) {
        break;
      }
      switch (type) {
        case OUTPUT -> messages.add(new Output(body.rest()));
        case SCREEN -> messages.add(StreamBodies.readScreen(body));
        case ROSTER -> messages.add(StreamBodies.readRoster(body));
        case FINISHED -> messages.add(StreamBodies.readFinished(body));
        case ROWS -> messages.add(StreamBodies.readRows(body));
        case PAST -> messages.add(StreamBodies.readPast(body));
        case BLOCK -> messages.add(new BlockNow(BlockBodies.read(body)));
        case BLOCKS -> messages.add(StreamBodies.readBlocks(body));
        case EXCERPT -> messages.add(StreamBodies.readExcerpt(body));
        case DRAFT -> messages.add(DraftBodies.readDraft(body));
        case DRAFT_CHANGE -> messages.add(DraftBodies.readChange(body));
        case CARET -> messages.add(DraftBodies.readCaret(body));
        case PRESENCE -> messages.add(PresenceBodies.readPresence(body));
        case CONTROL -> messages.add(PresenceBodies.readControl(body));
        default -> throw new AssertionError("checked above");
      }
      reader.endNested(body);
    }
    return reader.finish(List.copyOf(messages));
  }
}
