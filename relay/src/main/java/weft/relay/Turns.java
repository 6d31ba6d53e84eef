package weft.relay;

import io.netty.channel.EventLoop;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/// Gathers the sockets of one event loop that have something to send: a frame for a thousand
/// guests wakes the loop once, and what came meanwhile goes out in the same write.
final class Turns {
  private final EventLoop loop;
  private final Queue<Socket> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  Turns(EventLoop loop) {
    this.loop = loop;
  }

  /// Each socket is in the queue at most once: it sees to that itself.
  void add(Socket socket) {
    waiting.add(socket);
    if (scheduled.compareAndSet(false, true)) {
      loop.execute(this::run);
    }
  }

  private void run() {
    scheduled.set(false);
    for (Socket next = waiting.poll(); next != null; next = waiting.poll()) {
      next.turn();
    }
  }
}
