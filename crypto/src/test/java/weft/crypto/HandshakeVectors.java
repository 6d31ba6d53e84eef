package weft.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weft.protocol.Bytes;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuestCodec;
import weft.protocol.PersonId;
import weft.protocol.RelayToGuest;
import weft.protocol.Role;

/// `vectors/handshake.json`: whole handshakes from fixed keys (rules L1–L3, R1, H1–H3).
final class HandshakeVectors {
  private static final String ADDRESS = "https://weft.example.org";

  private HandshakeVectors() {}

  static List<Map<String, Object>> rows() {
    return List.of(
        row(
            1,
            new GuestToHost.Join(
                "Ada",
                FrameExamples.counting(16, 0),
                FrameExamples.counting(16, 16),
                "weft page 0.1.0"),
            new HostToGuest.Waiting()),
        row(
            101,
            new GuestToHost.Join(
                "Zoë 李", FrameExamples.counting(16, 80), FrameExamples.counting(16, 96), ""),
            new HostToGuest.Admitted(
                new PersonId(2),
                Role.EDITOR,
                3,
                FrameExamples.counting(32, 9),
                new HostToGuest.Taken(300, 7),
                "bash — ~")));
  }

  /// @param seed where the keys start counting
  private static Map<String, Object> row(int seed, GuestToHost.Join join, HostToGuest first) {
    Bytes ed25519Seed = FrameExamples.counting(32, seed);
    Bytes x25519Secret = FrameExamples.counting(32, seed + 32);
    Bytes secretBytes = FrameExamples.counting(16, seed + 64);
    Bytes ikmE = FrameExamples.counting(32, seed + 80);
    Bytes nonce = FrameExamples.counting(32, seed + 112);
    Bytes claimNonce = FrameExamples.counting(32, seed + 144);

    SessionIdentity identity = FixedKeys.identity(ed25519Seed, x25519Secret);
    Secret secret = Secret.of(secretBytes);
    RelayToGuest.Host host =
        new RelayToGuest.Host(1, true, identity.signingKey(), identity.agreementKey());
    Bytes skE = FixedKeys.derive(ikmE);
    GuestHandshake guest =
        GuestHandshake.begin(AgreementKey.of(skE), identity.sessionId(), host, secret)
            .orElseThrow();
    var hello = guest.hello(join);
    HostHandshake.Greeted greeted =
        (HostHandshake.Greeted)
            new HostHandshake(identity, new SessionSecrets(Secret.fresh(), secret)).open(hello);
    HostHandshake.Welcomed welcomed = greeted.welcome(first, nonce);
    Hpke.Psk psk = new Hpke.Psk(secret.psk(), secret.secretId());
    HpkeContext hpke =
        Hpke.receive(
                hello.enc(), identity.agreement(), PairwiseKeys.info(identity.sessionId()), psk)
            .orElseThrow();
    PairwiseKeys keys = PairwiseKeys.of(hpke, nonce);

    Map<String, Object> row =
        Row.of("link", new Link(ADDRESS, identity.sessionId(), secret).text());
    row.putAll(
        Row.of(
            "sessionId", identity.sessionId().bytes(),
            "ed25519Seed", ed25519Seed,
            "ed25519", identity.signingKey(),
            "x25519Secret", x25519Secret,
            "x25519", identity.agreementKey(),
            "claimNonce", claimNonce,
            "claimSignature", identity.claimSignature(claimNonce),
            "secret", secretBytes,
            "psk", secret.psk(),
            "secretId", secret.secretId(),
            "ikmE", ikmE,
            "skE", skE,
            "join", GuestToHostCodec.encode(join),
            "hello", EnvelopeCodec.encode(hello),
            "exported", hpke.export(Concat.ascii("weft/1 pairwise"), 32),
            "nonce", nonce,
            "guestToHost", keys.guestToHost(),
            "hostToGuest", keys.hostToGuest(),
            "first", HostToGuestCodec.encode(first),
            "welcome", EnvelopeCodec.encode(welcomed.envelope()),
            "frames", frames(keys)));
    return row;
  }

  private static List<Map<String, Object>> frames(PairwiseKeys keys) {
    PairwiseChannel guest = keys.guestEnd();
    PairwiseChannel host = keys.hostEnd();
    List<Map<String, Object>> frames = new ArrayList<>();
    frames.add(frame("guest", guest, GuestToHostCodec.encode(new GuestToHost.Ready())));
    frames.add(
        frame(
            "guest",
            guest,
            GuestToHostCodec.encode(new GuestToHost.Type(0, 0, Concat.ascii("ls\r")))));
    frames.add(frame("host", host, HostToGuestCodec.encode(new HostToGuest.RoleNow(Role.EDITOR))));
    frames.add(frame("guest", guest, GuestToHostCodec.encode(new GuestToHost.Ping(300))));
    frames.add(frame("host", host, HostToGuestCodec.encode(new HostToGuest.Pong(300))));
    return frames;
  }

  private static Map<String, Object> frame(String from, PairwiseChannel channel, Bytes plaintext) {
    return Row.of(
        "from", from, "plaintext", plaintext, "hex", EnvelopeCodec.encode(channel.seal(plaintext)));
  }
}
