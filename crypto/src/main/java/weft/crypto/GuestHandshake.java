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
import weft.protocol.RelayToGuest;
import weft.protocol.SessionId;

/// A guest's side of the handshake (rules G1, H1, H2): one HELLO, one WELCOME.
public final class GuestHandshake {
  /// What came of a WELCOME.
  public sealed interface Outcome {
    /// @param first what the host says first: ADMITTED, WAITING or GOODBYE
    record Welcomed(PairwiseChannel channel, HostToGuest first) implements Outcome {}

    record Altered() implements Outcome {}
  }

  private final Bytes secretId;
  private final Hpke.Sender sender;
  private boolean greeted;

  private GuestHandshake(Bytes secretId, Hpke.Sender sender) {
    this.secretId = secretId;
    this.sender = sender;
  }

  /// Starts towards the host that a relay names.
  ///
  /// @return empty if that is not the host of this link (rule G1)
  public static Optional<GuestHandshake> begin(
      SessionId id, RelayToGuest.Host host, Secret secret) {
    return begin(AgreementKey.generate(), id, host, secret);
  }

  /// As above with a given ephemeral key: for test vectors.
  static Optional<GuestHandshake> begin(
      AgreementKey ephemeral, SessionId id, RelayToGuest.Host host, Secret secret) {
    if (!SessionId.of(host.signingKey(), host.agreementKey()).equals(id)) {
      return Optional.empty();
    }
    Bytes secretId = secret.secretId();
    Hpke.Psk psk = new Hpke.Psk(secret.psk(), secretId);
    return Hpke.send(ephemeral, host.agreementKey(), PairwiseKeys.info(id), psk)
        .map(sender -> new GuestHandshake(secretId, sender));
  }

  public Envelope.Hello hello(GuestToHost.Join join) {
    if (greeted) {
      throw new IllegalStateException("a second HELLO needs a handshake of its own");
    }
    greeted = true;
    Envelope.Hello bare = new Envelope.Hello(secretId, sender.enc(), Bytes.EMPTY);
    Bytes sealed =
        sender.context().seal(EnvelopeCodec.associatedData(bare), GuestToHostCodec.encode(join));
    return new Envelope.Hello(secretId, sender.enc(), sealed);
  }

  public Outcome accept(Envelope.Welcome welcome) {
    PairwiseKeys keys = PairwiseKeys.of(sender.context(), welcome.nonce());
    return keys.open(welcome).map(HostToGuestCodec::decode).orElse(NOTHING)
            instanceof Decoded.Ok<HostToGuest>(HostToGuest first)
        ? new Outcome.Welcomed(keys.guestEnd(), first)
        : new Outcome.Altered();
  }

  private static final Decoded<HostToGuest> NOTHING = new Decoded.Malformed<>(0, "does not open");
}
