package weft.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay.Page;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.SessionId;
import weft.protocol.StreamCodec;
import weft.protocol.StreamHeader;
import weft.protocol.StreamMessage;

/// A guest's end of the stream (rules S1, S3, S4, S6, S7). One owner thread.
///
/// Nothing in a header is believed before its tag has been checked, so what a frame is called
/// after opening is what the host made it.
public final class StreamOpener {
  /// What came of a frame. Everything but [Opened] is dropped; after [MissingFrames] and
  /// [Altered] the guest asks for a keyframe.
  public sealed interface Outcome {
    /// To be applied: after `messages` the terminal is at the frame's position.
    record Opened(StreamHeader header, List<StreamMessage> messages) implements Outcome {
      public Opened {
        messages = List.copyOf(messages);
      }
    }

    record Replayed() implements Outcome {}

    record MissingFrames() implements Outcome {}

    record Altered() implements Outcome {}

    /// Of an epoch whose key is not here, or not any more: dropped in silence.
    record OtherEpoch() implements Outcome {}
  }

  /// Keys held at once: the current epoch's and the next one's.
  private static final int EPOCHS = 2;

  /// The position before any keyframe.
  private static final long NOWHERE = -1;

  private final SessionId id;
  private final TreeMap<Long, Aead> epochs = new TreeMap<>();
  private long position = NOWHERE;

  public StreamOpener(SessionId id) {
    this.id = id;
  }

  /// Takes a key from ADMITTED or EPOCH. Frames of the epoch before still open until one of the
  /// new epoch has come.
  public void learn(EpochKey key) {
    epochs.put(key.epoch(), new Aead(key.key()));
    if (epochs.size() > EPOCHS) {
      epochs.pollFirstEntry();
    }
  }

  public Outcome open(Stream frame) {
    StreamHeader header = frame.header();
    Aead aead = epochs.get(header.epoch());
    if (aead == null) {
      return new Outcome.OtherEpoch();
    }
    Bytes head = frame.frame().slice(0, frame.frame().length() - frame.sealed().length());
    Optional<Bytes> plaintext =
        aead.open(Aead.nonce(header.seq()), id.bytes(), head, frame.sealed());
    if (plaintext.isEmpty()) {
      return new Outcome.Altered();
    }
    Optional<Outcome> misplaced = misplaced(header);
    if (misplaced.isPresent()) {
      return misplaced.get();
    }
    return StreamCodec.decode(plaintext.get())
                instanceof Decoded.Ok<List<StreamMessage>>(List<StreamMessage> messages)
            && wellFormed(header.kind(), messages)
        ? apply(header, messages)
        : new Outcome.Altered();
  }

  /// The rows of a page that was asked for (rules P2, P4); empty if it does not open, or holds
  /// anything else.
  public Optional<List<StreamMessage.Rows>> open(Page page) {
    Aead aead = epochs.get(page.header().epoch());
    if (aead == null) {
      return Optional.empty();
    }
    Bytes head = page.frame().slice(0, page.frame().length() - page.sealed().length());
    return aead.open(Aead.pageNonce(page.header().number()), id.bytes(), head, page.sealed())
        .flatMap(StreamOpener::rows);
  }

  private static Optional<List<StreamMessage.Rows>> rows(Bytes plaintext) {
    if (!(StreamCodec.decode(plaintext)
        instanceof Decoded.Ok<List<StreamMessage>>(List<StreamMessage> messages))) {
      return Optional.empty();
    }
    List<StreamMessage.Rows> rows = new ArrayList<>();
    for (StreamMessage message : messages) {
      if (!(message instanceof StreamMessage.Rows some)) {
        return Optional.empty();
      }
      rows.add(some);
    }
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows);
  }

  /// What is wrong with the frame's place in the stream (rule S3).
  private Optional<Outcome> misplaced(StreamHeader header) {
    boolean old =
        switch (header.kind()) {
          case KEYFRAME -> header.position() < position;
          case DELTA, RESET -> header.position() <= position;
        };
    if (old) {
      return Optional.of(new Outcome.Replayed());
    }
    boolean gap =
        header.kind() == StreamHeader.Kind.DELTA
            && (position == NOWHERE || header.position() > position + 1);
    return gap ? Optional.of(new Outcome.MissingFrames()) : Optional.empty();
  }

  /// A state starts with the screen's size, a delta never changes it (rule S6).
  private static boolean wellFormed(StreamHeader.Kind kind, List<StreamMessage> messages) {
    boolean state = kind != StreamHeader.Kind.DELTA;
    for (int i = 0; i < messages.size(); i++) {
      boolean screen = messages.get(i) instanceof StreamMessage.Screen;
      if (screen != (state && i == 0) || messages.get(i) instanceof StreamMessage.Rows) {
        return false;
      }
    }
    return !state || !messages.isEmpty();
  }

  private Outcome apply(StreamHeader header, List<StreamMessage> messages) {
    position = header.position();
    epochs.headMap(header.epoch()).clear();
    return new Outcome.Opened(header, messages);
  }
}
