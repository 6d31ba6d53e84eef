package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;

class HandshakeTest {
  private static final GuestToHost.Join JOIN =
      new GuestToHost.Join(
          "Ada", FrameExamples.counting(16, 0), FrameExamples.counting(16, 16), "test");

  private final SessionIdentity identity = new SessionIdentity();
  private final SessionSecrets secrets = new SessionSecrets();
  private final HostHandshake host = new HostHandshake(identity, secrets);

  @Test
  @DisplayName("H1, H2: guest and host agree, and each reads what the other says")
  void agrees() {
    GuestHandshake guest = guest(secrets.link());
    HostHandshake.Greeted greeted = greet(guest.hello(JOIN));
    assertThat(greeted.join()).isEqualTo(JOIN);
    assertThat(greeted.secret()).isEqualTo(SessionSecrets.Kind.LINK);
    HostHandshake.Welcomed welcomed = greeted.welcome(new HostToGuest.Waiting());
    var accepted = (GuestHandshake.Outcome.Welcomed) guest.accept(welcomed.envelope());
    assertThat(accepted.first()).isEqualTo(new HostToGuest.Waiting());
    assertThat(welcomed.channel().open(accepted.channel().seal(Concat.ascii("up"))))
        .isEqualTo(new PairwiseChannel.Outcome.Opened(Concat.ascii("up")));
    assertThat(accepted.channel().open(welcomed.channel().seal(Concat.ascii("down"))))
        .isEqualTo(new PairwiseChannel.Outcome.Opened(Concat.ascii("down")));
  }

  @Test
  @DisplayName("L3: the host learns from the secretId which secret a guest holds")
  void owner() {
    assertThat(greet(guest(secrets.owner()).hello(JOIN)).secret())
        .isEqualTo(SessionSecrets.Kind.OWNER);
  }

  @Test
  @DisplayName("G1: a guest does not begin with a host whose keys do not make the link's ID")
  void otherHost() {
    SessionIdentity other = new SessionIdentity();
    var mixed = new RelayToGuest.Host(1, true, identity.signingKey(), other.agreementKey());
    assertThat(GuestHandshake.begin(identity.sessionId(), hostFrame(other), secrets.link()))
        .isEmpty();
    assertThat(GuestHandshake.begin(identity.sessionId(), mixed, secrets.link())).isEmpty();
  }

  @Test
  @DisplayName(
      "H4: an unknown secret is refused; a replaced link's opens HELLO, and is told from the new"
          + " one")
  void refused() {
    assertRefused(guest(Secret.fresh()).hello(JOIN), Reason.WRONG_SECRET);
    Envelope.Hello hello = guest(secrets.link()).hello(JOIN);
    Secret old = secrets.link();
    secrets.replaceLink();
    assertThat(greet(hello).secret()).isEqualTo(SessionSecrets.Kind.OLD);
    assertThat(greet(guest(old).hello(JOIN)).secret()).isEqualTo(SessionSecrets.Kind.OLD);
    assertThat(greet(guest(secrets.link()).hello(JOIN)).secret())
        .isEqualTo(SessionSecrets.Kind.LINK);
  }

  @Test
  @DisplayName("H4: a HELLO with any bit flipped or cut short is refused, and never throws")
  void altered() {
    Bytes hello = EnvelopeCodec.encode(guest(secrets.link()).hello(JOIN));
    for (int at = 9; at < hello.length(); at += 3) {
      assertRefused(decode(SealedStreamVectors.flipped(hello, at)), Reason.BAD_HELLO);
    }
    for (int length = 41; length < hello.length(); length += 7) {
      assertRefused(decode(hello.slice(0, length)), Reason.BAD_HELLO);
    }
    Envelope.Hello lowOrder =
        new Envelope.Hello(secrets.link().secretId(), Bytes.owned(new byte[32]), hello.from(41));
    assertRefused(lowOrder, Reason.BAD_HELLO);
  }

  @Test
  @DisplayName("H1: a HELLO for another session, or sealed with another secret, does not open")
  void bound() {
    SessionIdentity other = new SessionIdentity();
    HostHandshake otherHost = new HostHandshake(other, secrets);
    assertThat(otherHost.open(guest(secrets.link()).hello(JOIN)))
        .isEqualTo(new HostHandshake.Refused(Reason.BAD_HELLO));
    Envelope.Hello hello = guest(Secret.fresh()).hello(JOIN);
    assertRefused(
        new Envelope.Hello(secrets.link().secretId(), hello.enc(), hello.sealed()),
        Reason.BAD_HELLO);
  }

  @Test
  @DisplayName("H2: a replayed HELLO is answered under other keys, which its replayer cannot have")
  void replayedHello() {
    GuestHandshake guest = guest(secrets.link());
    Envelope.Hello hello = guest.hello(JOIN);
    HostHandshake.Welcomed first = greet(hello).welcome(new HostToGuest.Waiting());
    HostHandshake.Welcomed second = greet(hello).welcome(new HostToGuest.Waiting());
    assertThat(first.envelope().nonce()).isNotEqualTo(second.envelope().nonce());
    assertThat(first.envelope().sealed()).isNotEqualTo(second.envelope().sealed());
    PairwiseChannel mine =
        ((GuestHandshake.Outcome.Welcomed) guest.accept(first.envelope())).channel();
    assertThat(second.channel().open(mine.seal(Bytes.EMPTY)))
        .isEqualTo(new PairwiseChannel.Outcome.Altered());
  }

  @Test
  @DisplayName("H3: a WELCOME with any bit flipped or cut short is altered")
  void alteredWelcome() {
    GuestHandshake guest = guest(secrets.link());
    Bytes welcome =
        EnvelopeCodec.encode(
            greet(guest.hello(JOIN)).welcome(new HostToGuest.Waiting()).envelope());
    for (int at = 1; at < welcome.length(); at++) {
      assertAltered(guest, SealedStreamVectors.flipped(welcome, at));
    }
    assertAltered(guest, welcome.slice(0, welcome.length() - 1));
    assertAltered(guest, welcome.slice(0, 33));
  }

  @Test
  @DisplayName("H1: one handshake says HELLO once, so that no nonce seals twice")
  void once() {
    GuestHandshake guest = guest(secrets.link());
    guest.hello(JOIN);
    assertThatThrownBy(() -> guest.hello(JOIN)).isInstanceOf(IllegalStateException.class);
  }

  private void assertRefused(Envelope.Hello hello, Reason reason) {
    assertThat(host.open(hello)).isEqualTo(new HostHandshake.Refused(reason));
  }

  private static void assertAltered(GuestHandshake guest, Bytes welcome) {
    var decoded = (Decoded.Ok<Envelope>) EnvelopeCodec.decode(welcome);
    assertThat(guest.accept((Envelope.Welcome) decoded.value()))
        .isEqualTo(new GuestHandshake.Outcome.Altered());
  }

  private static Envelope.Hello decode(Bytes bytes) {
    return (Envelope.Hello) ((Decoded.Ok<Envelope>) EnvelopeCodec.decode(bytes)).value();
  }

  private HostHandshake.Greeted greet(Envelope.Hello hello) {
    return (HostHandshake.Greeted) host.open(hello);
  }

  private GuestHandshake guest(Secret secret) {
    return GuestHandshake.begin(identity.sessionId(), hostFrame(identity), secret).orElseThrow();
  }

  private static RelayToGuest.Host hostFrame(SessionIdentity identity) {
    return new RelayToGuest.Host(1, true, identity.signingKey(), identity.agreementKey());
  }
}
