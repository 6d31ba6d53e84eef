package weft.simulation;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weft.crypto.SessionIdentity;
import weft.host.RelayLine;
import weft.host.RelayLink;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelayCodec;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHostCodec;
import weft.relay.SimulatedRelay;

/// The host's way to one relay: connects, breaks, and connects again, as a remote link does.
final class HostLine {
  /// Bytes not yet sent above which the line counts as congested.
  private static final int CONGESTED = 16 << 10;

  private static final int LATENCY_MS = 20;
  private static final int LONGEST_PAUSE_MS = 2000;

  private final Timeline time;
  private final Place place;
  private final SessionIdentity identity;
  private final RelayLink.Listener listener;
  private final Consumer<HostToRelay> sent;
  private final int bytesPerMs;
  private @Nullable Connection current;

  /// @param sent hears of every frame that the host sends
  HostLine(
      Timeline time,
      Place place,
      SessionIdentity identity,
      RelayLink.Listener listener,
      Consumer<HostToRelay> sent) {
    this.time = time;
    this.place = place;
    this.identity = identity;
    this.listener = listener;
    this.sent = sent;
    this.bytesPerMs = time.chance(0.3) ? 16 + time.below(64) : 4000;
  }

  void connect() {
    if (place.isDown()) {
      listener.down("refused");
      again();
      return;
    }
    Connection next = new Connection();
    current = next;
    time.after(time.below(LATENCY_MS), next::claim);
  }

  private void again() {
    time.after(50 + time.below(LONGEST_PAUSE_MS), this::connect);
  }

  /// The network between host and relay fails; both notice sooner or later.
  void breakOff(int noticedWithinMs) {
    Connection broken = current;
    if (broken != null) {
      broken.breakOff();
      time.after(time.below(noticedWithinMs + 1), broken::relayNotices);
      time.after(time.below(noticedWithinMs + 1), broken::hostNotices);
    }
  }

  private final class Connection implements RelayLine {
    private final Pipe up =
        new Pipe(time, 1, LATENCY_MS, bytesPerMs, frame -> sideOf().received(frame));
    private final Pipe down = new Pipe(time, 1, LATENCY_MS, 4000, this::heard);
    private SimulatedRelay.@Nullable HostSide side;

    private SimulatedRelay.HostSide sideOf() {
      return java.util.Objects.requireNonNull(side);
    }

    void claim() {
      if (place.isDown()) {
        breakOff();
        hostNotices();
      } else if (!up.isBroken()) {
        side = place.relay().claim(identity.signingKey(), identity.agreementKey(), down::push);
      }
    }

    private void heard(Bytes frame) {
      if (!(RelayToHostCodec.decode(frame) instanceof Decoded.Ok<RelayToHost>(var message))) {
        throw new Violation("a relay's frame does not decode");
      }
      time.tell(() -> "host <- " + place.name() + ": " + Timeline.brief(message));
      switch (message) {
        case RelayToHost.Claimed _ -> {
          up.onDrained(
              () -> {
                if (up.pending() < CONGESTED / 2) {
                  listener.writable();
                }
              });
          listener.up(this);
        }
        case RelayToHost.Close _ -> {
          breakOff();
          hostNotices();
        }
        default -> listener.received(message);
      }
    }

    void breakOff() {
      up.breakOff();
      down.breakOff();
    }

    void relayNotices() {
      if (side != null) {
        side.gone();
      }
    }

    void hostNotices() {
      if (current == this) {
        current = null;
        listener.down("broken");
        again();
      }
    }

    @Override
    public void send(HostToRelay frame) {
      time.tell(() -> "host -> " + place.name() + ": " + Timeline.brief(frame));
      sent.accept(frame);
      up.push(HostToRelayCodec.encode(frame));
    }

    @Override
    public boolean writable() {
      return !up.isBroken() && up.pending() < CONGESTED;
    }
  }
}
