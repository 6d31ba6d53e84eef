package weft.relay;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import weft.protocol.HostToRelay;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHost.Close;
import weft.protocol.SessionId;

/// A host in the relay's own process (rule R2).
///
/// Frames for it are queued under the room's lock and handed over without, on a thread of the
/// relay's: so the host may call back as it likes.
final class AttachedHost implements HostLink, HostPort {
  /// Frames not handed over yet, from which on guests that send wait, one by one.
  static final int CONGESTED = 1_000;

  private final Rooms rooms;
  private final SessionId session;
  private final Executor relay;
  private final ConnectionLog log;
  private final Consumer<RelayToHost> toHost;
  private final ArrayDeque<RelayToHost> queue = new ArrayDeque<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile @Nullable Room room;
  private volatile boolean writable = true;
  private volatile Runnable onWritable = () -> {};
  private boolean congested;

  /// @param relay runs tasks one at a time and in order
  AttachedHost(
      Rooms rooms,
      SessionId session,
      Executor relay,
      ConnectionLog log,
      Consumer<RelayToHost> toHost) {
    this.rooms = rooms;
    this.session = session;
    this.relay = relay;
    this.log = log;
    this.toHost = toHost;
  }

  void attach(HostKeys keys, String address) {
    switch (rooms.claim(keys, this, address, null)) {
      case Entry.Given(Room given) -> room = given;
      case Entry.Refused(Reason reason) -> deliver(new Close(reason));
      case Entry.Seated _ -> throw new IllegalStateException("a host was given a seat");
    }
  }

  @Override
  public void send(HostToRelay frame) {
    Room in = room;
    if (in == null) {
      return;
    }
    in.fromHost(this, frame);
    if (frame instanceof HostToRelay.End) {
      rooms.settle(session);
    }
  }

  @Override
  public boolean writable() {
    return writable;
  }

  @Override
  public void onWritable(Runnable callback) {
    onWritable = callback;
  }

  @Override
  public void close() {
    Room in = room;
    if (in != null) {
      in.hostGone(this);
    }
  }

  @Override
  public void deliver(RelayToHost frame) {
    synchronized (queue) {
      queue.add(frame);
      congested |= queue.size() > CONGESTED;
    }
    if (scheduled.compareAndSet(false, true)) {
      run(this::handOver);
    }
  }

  @Override
  public boolean isCongested() {
    synchronized (queue) {
      return congested;
    }
  }

  @Override
  public void writable(boolean now) {
    writable = now;
    if (now) {
      run(onWritable);
    }
  }

  private void run(Runnable task) {
    try {
      relay.execute(task);
    } catch (RejectedExecutionException _) {
      // The relay has stopped, and said so before.
    }
  }

  private void handOver() {
    scheduled.set(false);
    for (RelayToHost frame = poll(); frame != null; frame = poll()) {
      try {
        toHost.accept(frame);
      } catch (RuntimeException e) {
        log.fault("the host in this process failed on a frame", e);
      }
    }
    Room in = room;
    if (in != null && relieved()) {
      in.hostDrained(this);
    }
  }

  private @Nullable RelayToHost poll() {
    synchronized (queue) {
      return queue.poll();
    }
  }

  private boolean relieved() {
    synchronized (queue) {
      boolean relieved = congested && queue.isEmpty();
      congested &= !relieved;
      return relieved;
    }
  }
}
