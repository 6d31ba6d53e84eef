package weft.host;

import java.util.LinkedHashMap;
import java.util.List;
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

  /// Guests are numbered by each relay for itself.
  private record Place(Outlet outlet, GuestId guest) {}

  private final HostHandshake handshake;
  private final Authority authority;
  private final Delivery delivery;
  private final Map<Place, Connection> connections = new LinkedHashMap<>();

  Door(HostHandshake handshake, Authority authority, Delivery delivery) {
    this.handshake = handshake;
    this.authority = authority;
    this.delivery = delivery;
  }

  void arrived(Outlet outlet, GuestId guest) {
    departed(outlet, guest);
    Connection newcomer = new Connection(outlet, guest);
    if (connections.size() >= Limits.GUESTS) {
      LOG.log(System.Logger.Level.WARNING, "guest {0}: the session is full", guest.number());
      delivery.dismiss(newcomer, Reason.FULL); // the relay's own limit is no promise
      return;
    }
    connections.put(new Place(outlet, guest), newcomer);
  }

  /// Says who has just arrived.
  void known(Outlet outlet, GuestId guest, Identity who) {
    Connection connection = connections.get(new Place(outlet, guest));
    if (connection != null) {
      connection.known(who);
    }
  }

  void departed(Outlet outlet, GuestId guest) {
    Connection connection = connections.remove(new Place(outlet, guest));
    if (connection != null) {
      authority.departed(connection);
    }
  }

  /// A relay was lost and with it all its connections; their guests will come again.
  void allDeparted(Outlet outlet) {
    List.copyOf(connections.values()).stream()
        .filter(connection -> connection.outlet() == outlet)
        .forEach(this::departed);
  }

  private void departed(Connection connection) {
    departed(connection.outlet(), connection.guest());
  }

  int connected() {
    return connections.size();
  }

  void received(Outlet outlet, GuestId guest, Bytes body) {
    Connection connection = connections.get(new Place(outlet, guest));
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
        connection.types(greeted.join().inputStream());
        Authority.Entry entry =
            switch (greeted.secret()) {
              case OWNER -> authority.cameWithOwnerSecret();
              case LINK -> authority.cameByLink(connection, greeted.join());
              case OLD, UNKNOWN -> authority.cameByOldLink(connection, greeted.join());
            };
        if (entry instanceof Authority.Entry.Not(Reason reason) && reason == Reason.OLD_SECRET) {
          refuse(connection, reason);
          return;
        }
        HostHandshake.Welcomed welcomed = greeted.welcome(authority.greeting(connection, entry));
        delivery.send(connection, welcomed.envelope());
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
    delivery.send(connection, new Envelope.Refused(reason));
    delivery.dismiss(connection, reason);
    departed(connection);
  }

  /// A frame that is not what an honest guest sends through an honest relay (rule H3).
  private void bad(Connection connection, String what) {
    LOG.log(System.Logger.Level.WARNING, "guest {0}: {1}", connection.guest().number(), what);
    delivery.dismiss(connection, Reason.BAD_FRAME);
    departed(connection);
  }
}
