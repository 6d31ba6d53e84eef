package weft.simulation;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import weft.crypto.Link;
import weft.host.WrappedHost;
import weft.protocol.Bytes;
import weft.protocol.GuestId;
import weft.protocol.GuestToRelay;
import weft.protocol.GuestToRelayCodec;
import weft.protocol.HostToGuest;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelayCodec;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.RelayToHost;
import weft.testkit.GuestCore;

/// A guest of a [LeakRun], of whom nothing good is expected; the relay between is a perfect one.
final class Onlooker {
  private final WrappedHost host;
  private final GuestCore core;
  private GuestId id;
  private int read;

  /// Epochs whose key it was ever given.
  private final Set<Long> epochs = new HashSet<>();

  Onlooker(WrappedHost host, Link link, int number, Timeline time) {
    this.host = host;
    this.id = new GuestId(number);
    Bytes key = Bytes.owned(time.sixteen());
    core = new GuestCore(link, "guest-" + number, key, Bytes.owned(time.sixteen()), () -> 0);
  }

  GuestCore core() {
    return core;
  }

  GuestId id() {
    return id;
  }

  void connect(long number) {
    id = new GuestId(number);
    host.received(new RelayToHost.Arrived(id));
    core.connected(this::up, (_, _) -> {});
    core.received(RelayToGuestCodec.encode(host.asSeenByGuests()));
  }

  void leave() {
    core.disconnected();
    host.received(new RelayToHost.Departed(id));
  }

  private void up(Bytes frame) {
    if (GuestToRelayCodec.decode(frame)
        instanceof weft.protocol.Decoded.Ok<GuestToRelay>(GuestToRelay.ToHost(Bytes body))) {
      host.received(new RelayToHost.FromGuest(id, body));
    }
  }

  /// What the relay passes on.
  void down(HostToRelay frame) {
    switch (frame) {
      case HostToRelay.ToGuest(GuestId to, Bytes body) when to.equals(id) ->
          core.received(RelayToGuestCodec.encode(new RelayToGuest.FromHost(body)));
      case HostToRelay.Stream _, HostToRelay.Page _ -> {
        if (core.isAdmitted()) {
          core.received(HostToRelayCodec.encode(frame));
        }
      }
      default -> {}
    }
  }

  /// Everything that only this guest was told, since it was asked last.
  String told() {
    StringBuilder all = new StringBuilder();
    var heard = core.heard();
    for (; read < heard.size(); read++) {
      HostToGuest message = heard.get(read);
      switch (message) {
        case HostToGuest.Admitted admitted -> epochs.add(admitted.epoch());
        case HostToGuest.Epoch epoch -> epochs.add(epoch.epoch());
        case HostToGuest.Found found when !found.matches().isEmpty() -> all.append(found);
        default -> all.append(message);
      }
    }
    return all.toString();
  }

  Set<Long> epochs() {
    return epochs;
  }

  @Nullable Long generation() {
    return core.past() == null ? null : core.past().generation();
  }
}
