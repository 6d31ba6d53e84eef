package weft.crypto;

import java.util.Optional;
import weft.protocol.Bytes;

/// HPKE (RFC 9180) for the one suite weft uses: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
/// AES-256-GCM; modes base and psk.
final class Hpke {
  private static final Bytes KEM_SUITE = Concat.of(Concat.ascii("KEM"), Concat.u16(0x0020));
  private static final Bytes SUITE =
      Concat.of(Concat.ascii("HPKE"), Concat.u16(0x0020), Concat.u16(0x0001), Concat.u16(0x0002));
  private static final Bytes VERSION = Concat.ascii("HPKE-v1");

  /// A key both sides know already, and its name.
  record Psk(Bytes key, Bytes id) {
    /// Makes it mode base.
    static final Psk NONE = new Psk(Bytes.EMPTY, Bytes.EMPTY);

    private int mode() {
      return key.length() == 0 ? 0 : 1;
    }
  }

  /// What a sender starts with.
  ///
  /// @param enc for the receiver, 32 bytes
  record Sender(Bytes enc, HpkeContext context) {}

  private Hpke() {}

  /// @param receiver raw X25519 public key
  /// @return empty if `receiver` is a point of low order
  static Optional<Sender> send(Bytes receiver, Bytes info, Psk psk) {
    return send(AgreementKey.generate(), receiver, info, psk);
  }

  /// As above with a given ephemeral key: for test vectors.
  static Optional<Sender> send(AgreementKey ephemeral, Bytes receiver, Bytes info, Psk psk) {
    Bytes enc = ephemeral.raw();
    return ephemeral
        .agree(receiver)
        .map(dh -> new Sender(enc, schedule(sharedSecret(dh, enc, receiver), info, psk)));
  }

  /// @return empty if `enc` is a point of low order
  static Optional<HpkeContext> receive(Bytes enc, AgreementKey receiver, Bytes info, Psk psk) {
    return receiver
        .agree(enc)
        .map(dh -> schedule(sharedSecret(dh, enc, receiver.raw()), info, psk));
  }

  static Bytes sharedSecret(Bytes dh, Bytes enc, Bytes receiver) {
    Bytes prk = labeledExtract(KEM_SUITE, Bytes.EMPTY, "eae_prk", dh);
    return labeledExpand(KEM_SUITE, prk, "shared_secret", Concat.of(enc, receiver), Hkdf.HASH);
  }

  private static HpkeContext schedule(Bytes sharedSecret, Bytes info, Psk psk) {
    Bytes context =
        Concat.of(
            Bytes.owned(new byte[] {(byte) psk.mode()}),
            labeledExtract(SUITE, Bytes.EMPTY, "psk_id_hash", psk.id()),
            labeledExtract(SUITE, Bytes.EMPTY, "info_hash", info));
    Bytes secret = labeledExtract(SUITE, sharedSecret, "secret", psk.key());
    return new HpkeContext(
        labeledExpand(SUITE, secret, "key", context, Aead.KEY),
        labeledExpand(SUITE, secret, "base_nonce", context, Aead.NONCE),
        labeledExpand(SUITE, secret, "exp", context, Hkdf.HASH));
  }

  static Bytes export(Bytes exporterSecret, Bytes context, int length) {
    return labeledExpand(SUITE, exporterSecret, "sec", context, length);
  }

  private static Bytes labeledExtract(Bytes suite, Bytes salt, String label, Bytes material) {
    return Hkdf.extract(salt, Concat.of(VERSION, suite, Concat.ascii(label), material));
  }

  private static Bytes labeledExpand(Bytes suite, Bytes prk, String label, Bytes info, int length) {
    Bytes labeled = Concat.of(Concat.u16(length), VERSION, suite, Concat.ascii(label), info);
    return Hkdf.expand(prk, labeled, length);
  }
}
