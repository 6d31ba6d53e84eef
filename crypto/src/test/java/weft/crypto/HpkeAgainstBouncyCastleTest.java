package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContext;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import weft.protocol.Bytes;

class HpkeAgainstBouncyCastleTest {
  private static final byte[] INFO = Concat.ascii("weft/1 join 0123456789abcdef").toArray();
  private static final byte[] AAD = Concat.ascii("aad").toArray();

  private final HPKE theirs =
      new HPKE(HPKE.mode_psk, HPKE.kem_X25519_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);

  @RepeatedTest(8)
  @DisplayName("H1: BouncyCastle reads what we send")
  void weSend(RepetitionInfo repetition) throws InvalidCipherTextException {
    Random random = new Random(repetition.getCurrentRepetition());
    Hpke.Psk psk = psk(random);
    byte[] plaintext = bytes(random, random.nextInt(200));
    AsymmetricCipherKeyPair receiver = theirs.generatePrivateKey();

    Bytes key = Bytes.owned(theirs.serializePublicKey(receiver.getPublic()));
    Hpke.Sender sender = Hpke.send(key, Bytes.owned(INFO), psk).orElseThrow();
    Bytes sealed = sender.context().seal(Bytes.owned(AAD), Bytes.owned(plaintext));

    HPKEContext context =
        theirs.setupPSKR(
            sender.enc().toArray(), receiver, INFO, psk.key().toArray(), psk.id().toArray());
    assertThat(context.open(AAD, sealed.toArray())).isEqualTo(plaintext);
    assertThat(Bytes.owned(context.export(AAD, 32)))
        .isEqualTo(sender.context().export(Bytes.owned(AAD), 32));
  }

  @RepeatedTest(8)
  @DisplayName("H1: we read what BouncyCastle sends")
  void theySend(RepetitionInfo repetition) throws InvalidCipherTextException {
    Random random = new Random(100 + repetition.getCurrentRepetition());
    Hpke.Psk psk = psk(random);
    byte[] plaintext = bytes(random, random.nextInt(200));
    AgreementKey receiver = AgreementKey.generate();

    HPKEContextWithEncapsulation sender =
        theirs.SetupPSKS(
            theirs.deserializePublicKey(receiver.raw().toArray()),
            INFO,
            psk.key().toArray(),
            psk.id().toArray());
    byte[] sealed = sender.seal(AAD, plaintext);

    HpkeContext context =
        Hpke.receive(Bytes.owned(sender.getEncapsulation()), receiver, Bytes.owned(INFO), psk)
            .orElseThrow();
    assertThat(context.open(Bytes.owned(AAD), Bytes.owned(sealed)))
        .contains(Bytes.owned(plaintext));
    assertThat(context.export(Bytes.owned(AAD), 32)).isEqualTo(Bytes.owned(sender.export(AAD, 32)));
  }

  private static Hpke.Psk psk(Random random) {
    return new Hpke.Psk(Bytes.owned(bytes(random, 32)), Bytes.owned(bytes(random, 8)));
  }

  private static byte[] bytes(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
