package weft.host;

import org.jspecify.annotations.Nullable;
import weft.crypto.PairwiseChannel;
import weft.protocol.Bytes;
import weft.protocol.GuestId;
import weft.protocol.RequestId;

/// One guest's connection through one relay, from ARRIVED to DEPARTED. Owned by the session's
/// thread.
final class Connection {
  /// What the connection has come to; each state carries only its own data.
  sealed interface State {
    /// Nothing heard yet: only HELLO is acceptable.
    record Greeting() implements State {}

    /// The owner has been asked.
    record Waiting(RequestId request, PairwiseChannel channel) implements State {}

    record Admitted(Person person, PairwiseChannel channel) implements State {}
  }

  private final Outlet outlet;
  private final GuestId guest;
  private State state = new State.Greeting();
  private Bytes inputStream = Bytes.EMPTY;
  private boolean ready;
  private @Nullable Identity identity;

  /// @param guest its number at that relay
  Connection(Outlet outlet, GuestId guest) {
    this.outlet = outlet;
    this.guest = guest;
  }

  /// Who this is, as the relay says; null for whoever has not signed in there.
  @Nullable Identity identity() {
    return identity;
  }

  void known(Identity who) {
    identity = who;
  }

  Outlet outlet() {
    return outlet;
  }

  GuestId guest() {
    return guest;
  }

  State state() {
    return state;
  }

  void become(State next) {
    state = next;
  }

  /// True once the guest has shown that it holds the pairwise key (rule H6).
  boolean ready() {
    return ready;
  }

  void proved() {
    ready = true;
  }

  /// What the guest types over this connection belongs to (rule I1); empty before its HELLO.
  Bytes inputStream() {
    return inputStream;
  }

  void types(Bytes stream) {
    inputStream = Bytes.owned(stream.toArray()); // not a part of a longer frame
  }

  @Nullable PairwiseChannel channel() {
    return switch (state) {
      case State.Greeting _ -> null;
      case State.Waiting waiting -> waiting.channel();
      case State.Admitted admitted -> admitted.channel();
    };
  }

  /// Whether the connection is one of a person's, and still here.
  boolean seated() {
    Person person = person();
    return person != null && person.devices().contains(this);
  }

  @Nullable Person person() {
    return state instanceof State.Admitted admitted ? admitted.person() : null;
  }
}
