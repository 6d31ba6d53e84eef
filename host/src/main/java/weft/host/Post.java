package weft.host;

import weft.crypto.PairwiseChannel;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuestCodec;
import weft.protocol.Reason;

/// What the host says to one guest, sealed. Owned by the session's thread.
final class Post {
  private final Delivery delivery;

  Post(Delivery delivery) {
    this.delivery = delivery;
  }

  void send(Connection connection, HostToGuest message) {
    PairwiseChannel channel = connection.channel();
    if (channel != null) {
      delivery.send(connection, channel.seal(HostToGuestCodec.encode(message)));
    }
  }

  /// Says why and closes; the connection has no part in the session from here on.
  void goodbye(Connection connection, Reason reason) {
    send(connection, new HostToGuest.Goodbye(reason));
    delivery.dismiss(connection, reason);
    Person person = connection.person();
    if (person != null) {
      person.devices().remove(connection);
    }
    connection.become(new Connection.State.Greeting());
  }
}
