package weft.host;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weft.crypto.HostHandshake;
import weft.crypto.PairwiseChannel;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.Envelope;
import weft.protocol.EnvelopeCodec;
import weft.protocol.GuestId;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.Limits;
import weft.protocol.Reason;

/// Where guests' frames come in: opens what is genuine and hands it to the [Authority], names and
/// closes what is not. Owned by the session's thread.
final class Door {
  private static final System.Logger LOG = System.getLogger("weft.host");

  private final HostHandshake handshake;
  private final Authority authority;
  private final Delivery delivery;
  private final Map<GuestId, Connection> connections = new HashMap<>();

  Door(HostHandshake handshake, Authority authority, Delivery delivery) {
    this.handshake = handshake;
    this.authority = authority;
    this.delivery = delivery;
  }

  void arrived(GuestId guest) {
    departed(guest);
    if (connections.size() >= Limits.GUESTS) {
      LOG.log(System.Logger.Level.WARNING, "guest {0}: the session is full", guest.number());
      delivery.dismiss(guest, Reason.FULL); // the relay's own limit is no promise
      return;
    }
    connections.put(guest, new Connection(guest));
  }

  void departed(GuestId guest) {
    Connection connection = connections.remove(guest);
    if (connection != null) {
      authority.departed(connection);
    }
  }

  /// The relay was lost and with it all its connections; their guests will come again.
  void allDeparted() {
    connections.keySet().stream().toList().forEach(this::departed);
  }

  int connected() {
    return connections.size();
  }

  void received(GuestId guest, Bytes body) {
    Connection connection = connections.get(guest);
    if (connection == null) {
      return; // dismissed a moment ago, or a relay that makes things up
    }
    switch (EnvelopeCodec.decode(body)) {
      case Decoded.Malformed<Envelope>(int offset, String what) ->
          bad(connection, "malformed at byte " + offset + ": " + what);
      case Decoded.Ok<Envelope>(Envelope envelope) -> {
        switch (envelope) {
          case Envelope.Hello hello -> greeted(connection, hello);
          case Envelope.Sealed sealed -> sealed(connection, sealed);
          case Envelope.Welcome _, Envelope.Refused _ -> bad(connection, "not a guest's message");
        }
      }
    }
  }

  private void greeted(Connection connection, Envelope.Hello hello) {
    if (!(connection.state() instanceof Connection.State.Greeting)) {
      bad(connection, "a second HELLO");
      return;
    }
    switch (handshake.open(hello)) {
      case HostHandshake.Refused(Reason reason) -> refuse(connection, reason);
      case HostHandshake.Greeted greeted -> {
        Authority.Entry entry =
            greeted.holdsOwnerSecret()
                ? authority.cameWithOwnerSecret()
                : authority.cameByLink(connection, greeted.join());
        HostHandshake.Welcomed welcomed = greeted.welcome(authority.greeting(entry));
        delivery.send(connection.guest(), welcomed.envelope());
        authority.entered(connection, entry, welcomed.channel());
      }
    }
  }

  private void sealed(Connection connection, Envelope.Sealed sealed) {
    @Nullable PairwiseChannel channel = connection.channel();
    if (channel == null) {
      bad(connection, "sealed before HELLO");
      return;
    }
    switch (channel.open(sealed)) {
      case PairwiseChannel.Outcome.Replayed _ -> bad(connection, "replayed");
      case PairwiseChannel.Outcome.MissingFrames _ -> bad(connection, "missing frames");
      case PairwiseChannel.Outcome.Altered _ -> bad(connection, "altered");
      case PairwiseChannel.Outcome.Opened(Bytes plaintext) -> {
        switch (GuestToHostCodec.decode(plaintext)) {
          case Decoded.Malformed<GuestToHost>(int offset, String what) ->
              bad(connection, "malformed inside the seal at byte " + offset + ": " + what);
          case Decoded.Ok<GuestToHost>(GuestToHost message) ->
              authority.received(connection, message);
        }
      }
    }
  }

  private void refuse(Connection connection, Reason reason) {
    LOG.log(System.Logger.Level.INFO, "guest {0}: {1}", connection.guest().number(), reason);
    delivery.send(connection.guest(), new Envelope.Refused(reason));
    delivery.dismiss(connection.guest(), reason);
    departed(connection.guest());
  }

  /// A frame that is not what an honest guest sends through an honest relay (rule H3).
  private void bad(Connection connection, String what) {
    LOG.log(System.Logger.Level.WARNING, "guest {0}: {1}", connection.guest().number(), what);
    delivery.dismiss(connection.guest(), Reason.BAD_FRAME);
    departed(connection.guest());
  }
}
