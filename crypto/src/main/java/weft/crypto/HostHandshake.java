package weft.crypto;

import java.util.Optional;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuestCodec;
import weft.protocol.Reason;

/// A host's side of the handshake (rules H1, H2, H4), for all its guests. One owner thread.
public final class HostHandshake {
  /// What came of a HELLO.
  public sealed interface Outcome permits Greeted, Refused {}

  /// To be answered with REFUSED and nothing else.
  public record Refused(Reason reason) implements Outcome {}

  /// A guest who holds one of the session's secrets. Whether it is there at all, and not a
  /// replayed HELLO, shows with its first sealed frame (rule H6).
  public static final class Greeted implements Outcome {
    private final SessionSecrets.Kind secret;
    private final GuestToHost.Join join;
    private final HpkeContext hpke;

    private Greeted(SessionSecrets.Kind secret, GuestToHost.Join join, HpkeContext hpke) {
      this.secret = secret;
      this.join = join;
      this.hpke = hpke;
    }

    /// Which of the session's secrets the guest holds: the owner's, the link's, or that of a link
    /// that was replaced.
    public SessionSecrets.Kind secret() {
      return secret;
    }

    public GuestToHost.Join join() {
      return join;
    }

    /// Answers; once per HELLO is enough, each answer is a channel of its own.
    public Welcomed welcome(HostToGuest first) {
      return welcome(first, Randomness.bytes(NONCE));
    }

    /// As above with a given nonce: for test vectors.
    Welcomed welcome(HostToGuest first, Bytes nonce) {
      PairwiseKeys keys = PairwiseKeys.of(hpke, nonce);
      return new Welcomed(keys.welcome(nonce, HostToGuestCodec.encode(first)), keys.hostEnd());
    }
  }

  /// @param envelope for the guest
  /// @param channel for everything after it
  public record Welcomed(Envelope.Welcome envelope, PairwiseChannel channel) {}

  private static final int NONCE = 32;

  private final SessionIdentity identity;
  private final SessionSecrets secrets;
  private final Bytes info;

  public HostHandshake(SessionIdentity identity, SessionSecrets secrets) {
    this.identity = identity;
    this.secrets = secrets;
    this.info = PairwiseKeys.info(identity.sessionId());
  }

  public Outcome open(Envelope.Hello hello) {
    return secrets
        .withId(hello.secretId())
        .map(secret -> open(hello, secret))
        .orElse(new Refused(Reason.WRONG_SECRET));
  }

  private Outcome open(Envelope.Hello hello, Secret secret) {
    Hpke.Psk psk = new Hpke.Psk(secret.psk(), hello.secretId());
    Optional<HpkeContext> hpke = Hpke.receive(hello.enc(), identity.agreement(), info, psk);
    Optional<Bytes> plaintext =
        hpke.flatMap(context -> context.open(EnvelopeCodec.associatedData(hello), hello.sealed()));
    return plaintext.isPresent()
            && GuestToHostCodec.decode(plaintext.get())
                instanceof Decoded.Ok<GuestToHost>(GuestToHost.Join join)
        ? new Greeted(secrets.kindOf(hello.secretId()), join, hpke.orElseThrow())
        : new Refused(Reason.BAD_HELLO);
  }
}
