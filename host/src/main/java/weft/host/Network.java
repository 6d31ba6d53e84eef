package weft.host;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.pty.ShellFirst;

/// Everything of a session that must not hold up the prompt: the control socket and, while the
/// session is shared, the ways to its relays.
final class Network implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger("weft.host");

  private final Inbox inbox;
  private List<Hop> hops = List.of();
  private @Nullable ControlSocket control;
  private boolean closed;

  Network(Inbox inbox) {
    this.inbox = inbox;
  }

  /// @param controlSocket where the `weft` commands find this session, or null
  void start(@Nullable Path controlSocket) {
    Thread.ofPlatform()
        .daemon()
        .name("weft-network")
        .start(
            () -> {
              listen(controlSocket);
              hops().forEach(Hop::connect);
              ShellFirst.yieldCompilers();
            });
  }

  /// What is connected when [#start]ed.
  synchronized void prepare(List<Hop> first) {
    hops = first;
  }

  /// Connects these in place of those before.
  void connect(List<Hop> next) {
    List<Hop> before = hops();
    prepare(closed() ? List.of() : next);
    before.forEach(Hop::close);
    hops().forEach(Hop::connect);
  }

  private synchronized boolean closed() {
    return closed;
  }

  private synchronized List<Hop> hops() {
    return hops;
  }

  private synchronized void listen(@Nullable Path controlSocket) {
    if (controlSocket == null || closed) {
      return;
    }
    try {
      control =
          ControlSocket.open(
              controlSocket, (request, reply) -> inbox.put(new SessionEvent.Asked(request, reply)));
    } catch (IOException failed) {
      LOG.log(System.Logger.Level.ERROR, "no control socket: {0}", failed.getMessage());
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    hops.forEach(Hop::close);
    if (control != null) {
      control.close();
    }
  }
}
