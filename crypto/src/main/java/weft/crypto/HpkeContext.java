package weft.crypto;

import java.util.Optional;
import weft.protocol.Bytes;

/// One side of an HPKE exchange once the keys are agreed. A context either seals or opens.
final class HpkeContext {
  private final Aead aead;
  private final Bytes baseNonce;
  private final Bytes exporterSecret;
  private long seq;

  HpkeContext(Bytes key, Bytes baseNonce, Bytes exporterSecret) {
    this.aead = new Aead(key);
    this.baseNonce = baseNonce;
    this.exporterSecret = exporterSecret;
  }

  Bytes seal(Bytes aad, Bytes plaintext) {
    return aead.seal(nonce(seq++), aad, Bytes.EMPTY, plaintext);
  }

  /// The plaintext of the next message in order; empty if it is not that.
  Optional<Bytes> open(Bytes aad, Bytes sealed) {
    Optional<Bytes> plaintext = aead.open(nonce(seq), aad, Bytes.EMPTY, sealed);
    plaintext.ifPresent(_ -> seq++);
    return plaintext;
  }

  Bytes export(Bytes context, int length) {
    return Hpke.export(exporterSecret, context, length);
  }

  private byte[] nonce(long number) {
    byte[] nonce = Aead.nonce(number);
    for (int i = 0; i < nonce.length; i++) {
      nonce[i] ^= baseNonce.at(i);
    }
    return nonce;
  }
}
