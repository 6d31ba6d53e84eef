package weft.crypto;

import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import weft.protocol.Bytes;

/// AES-256-GCM under one key. Keeps its cipher between messages, so it has one owner thread;
/// whoever owns it sees to it that no nonce seals twice.
final class Aead {
  /// Bytes of authentication after each ciphertext.
  static final int TAG = 16;

  static final int KEY = 32;
  static final int NONCE = 12;

  private static final int TAG_BITS = 8 * TAG;

  private final SecretKey key;
  private final Cipher cipher;

  Aead(Bytes key) {
    if (key.length() != KEY) {
      throw new IllegalArgumentException("a key is 32 bytes, not " + key.length());
    }
    this.key = new SecretKeySpec(key.toArray(), "AES");
    try {
      cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has AES-GCM", e);
    }
  }

  /// The nonce of rules H3 and S1: 4 zero bytes, then the counter, big-endian.
  static byte[] nonce(long counter) {
    byte[] nonce = new byte[NONCE];
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[NONCE - 1 - i] = (byte) (counter >>> (8 * i));
    }
    return nonce;
  }

  /// The nonce of rule P2: a domain of its own under the same key.
  static byte[] pageNonce(long counter) {
    byte[] nonce = nonce(counter);
    nonce[NONCE - Long.BYTES - 1] = 1;
    return nonce;
  }

  /// `head` and then the ciphertext, in one array; `context` and `head` are authenticated.
  Bytes seal(byte[] nonce, Bytes context, Bytes head, Bytes plaintext) {
    byte[] frame = new byte[head.length() + plaintext.length() + TAG];
    head.copyTo(frame, 0);
    try {
      start(Cipher.ENCRYPT_MODE, nonce, context);
      cipher.updateAAD(frame, 0, head.length());
      plaintext.lend(
          (array, at, length) -> cipher.doFinal(array, at, length, frame, head.length()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing cannot fail", e);
    }
    return Bytes.owned(frame);
  }

  /// The plaintext; empty if anything was altered.
  Optional<Bytes> open(byte[] nonce, Bytes context, Bytes head, Bytes sealed) {
    if (sealed.length() < TAG) {
      return Optional.empty();
    }
    try {
      start(Cipher.DECRYPT_MODE, nonce, context);
      authenticate(head);
      return Optional.of(Bytes.owned(sealed.lend(cipher::doFinal)));
    } catch (AEADBadTagException _) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("opening fails by its tag only", e);
    }
  }

  private void start(int mode, byte[] nonce, Bytes context) throws GeneralSecurityException {
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    authenticate(context);
  }

  private void authenticate(Bytes bytes) {
    cipher.updateAAD(bytes.buffer());
  }
}
