package weft.crypto;

import java.util.Optional;
import weft.protocol.Bytes;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;
import weft.protocol.SessionId;

/// What both sides of a handshake derive (rules H1, H2).
///
/// @param guestToHost 32 bytes
/// @param hostToGuest 32 bytes
record PairwiseKeys(Bytes guestToHost, Bytes hostToGuest) {
  private static final int KEY = Aead.KEY;

  /// WELCOME is counter 0 of host → guest.
  private static final long WELCOME = 0;

  /// `info` of the handshake's HPKE.
  static Bytes info(SessionId id) {
    return Concat.of(Concat.ascii("weft/1 join"), id.bytes());
  }

  static PairwiseKeys of(HpkeContext hpke, Bytes nonce) {
    Bytes prk = Hkdf.extract(nonce, hpke.export(Concat.ascii("weft/1 pairwise"), KEY));
    return new PairwiseKeys(
        Hkdf.expand(prk, Concat.ascii("guest to host"), KEY),
        Hkdf.expand(prk, Concat.ascii("host to guest"), KEY));
  }

  PairwiseChannel guestEnd() {
    return new PairwiseChannel(new Aead(guestToHost), 0, new Aead(hostToGuest), WELCOME + 1);
  }

  PairwiseChannel hostEnd() {
    return new PairwiseChannel(new Aead(hostToGuest), WELCOME + 1, new Aead(guestToHost), 0);
  }

  Envelope.Welcome welcome(Bytes nonce, Bytes first) {
    Bytes head = head(nonce);
    Bytes frame = new Aead(hostToGuest).seal(Aead.nonce(WELCOME), Bytes.EMPTY, head, first);
    return new Envelope.Welcome(nonce, frame.from(head.length()));
  }

  Optional<Bytes> open(Envelope.Welcome welcome) {
    return new Aead(hostToGuest)
        .open(Aead.nonce(WELCOME), Bytes.EMPTY, head(welcome.nonce()), welcome.sealed());
  }

  private static Bytes head(Bytes nonce) {
    return EnvelopeCodec.associatedData(new Envelope.Welcome(nonce, Bytes.EMPTY));
  }
}
