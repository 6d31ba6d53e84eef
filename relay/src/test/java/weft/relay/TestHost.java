package weft.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay.Claim;
import weft.protocol.Protocol;
import weft.protocol.SessionId;

/// The keys of a host, and claims signed with them.
record TestHost(KeyPair pair, Bytes signingKey, Bytes agreementKey) {
  static TestHost fresh() throws GeneralSecurityException {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    byte[] encoded = pair.getPublic().getEncoded();
    return new TestHost(
        pair, Bytes.owned(encoded, encoded.length - 32, 32), Bytes.owned(new byte[32]));
  }

  SessionId session() {
    return SessionId.of(signingKey, agreementKey);
  }

  Claim claim(Bytes nonce) throws GeneralSecurityException {
    Signature signature = Signature.getInstance("Ed25519");
    signature.initSign(pair.getPrivate());
    signature.update("weft/1 claim".getBytes(US_ASCII));
    signature.update(nonce.toArray());
    signature.update(session().bytes().toArray());
    return new Claim(Protocol.VERSION, signingKey, agreementKey, Bytes.owned(signature.sign()));
  }
}
