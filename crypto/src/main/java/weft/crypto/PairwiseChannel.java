package weft.crypto;

import java.util.Optional;
import weft.protocol.Bytes;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;

/// One end of the sealed conversation between one guest and the host (rule H3). One owner thread.
public final class PairwiseChannel {
  /// What came of opening a frame. Everything but [Opened] ends the connection.
  public sealed interface Outcome {
    record Opened(Bytes plaintext) implements Outcome {}

    /// The frame's counter was seen before.
    record Replayed() implements Outcome {}

    /// Frames before this one never arrived.
    record MissingFrames() implements Outcome {}

    record Altered() implements Outcome {}
  }

  private final Aead out;
  private final Aead in;
  private long nextOut;
  private long nextIn;

  /// @param nextOut counter of the first frame sealed here
  /// @param nextIn counter of the first frame expected
  PairwiseChannel(Aead out, long nextOut, Aead in, long nextIn) {
    this.out = out;
    this.nextOut = nextOut;
    this.in = in;
    this.nextIn = nextIn;
  }

  /// @param plaintext one encoded message of section 7
  public Envelope.Sealed seal(Bytes plaintext) {
    long counter = nextOut++;
    Bytes head = head(counter);
    Bytes frame = out.seal(Aead.nonce(counter), Bytes.EMPTY, head, plaintext);
    return new Envelope.Sealed(counter, frame.from(head.length()));
  }

  public Outcome open(Envelope.Sealed frame) {
    if (frame.counter() < nextIn) {
      return new Outcome.Replayed();
    }
    if (frame.counter() > nextIn) {
      return new Outcome.MissingFrames();
    }
    Optional<Bytes> plaintext =
        in.open(Aead.nonce(nextIn), Bytes.EMPTY, head(nextIn), frame.sealed());
    if (plaintext.isEmpty()) {
      return new Outcome.Altered();
    }
    nextIn++;
    return new Outcome.Opened(plaintext.get());
  }

  private static Bytes head(long counter) {
    return EnvelopeCodec.associatedData(new Envelope.Sealed(counter, Bytes.EMPTY));
  }
}
