package weft.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weft.relay.RelayOptions;
import weft.relay.RelayServer;

/// A running relay as its configuration has it.
public final class TeamRelay implements AutoCloseable {
  private final RelayServer relay;
  private final @Nullable Metrics metrics;
  private final long stopAfter;

  private TeamRelay(RelayServer relay, @Nullable Metrics metrics, long stopAfter) {
    this.relay = relay;
    this.metrics = metrics;
    this.stopAfter = stopAfter;
  }

  /// @param options those of the configuration, with what this machine allows
  /// @throws IOException in one sentence that says what to do
  public static TeamRelay start(Config config, RelayOptions options) throws IOException {
    RelayServer relay = RelayServer.start(options);
    try {
      Optional<InetSocketAddress> at = config.address(Key.METRICS);
      Metrics metrics = at.isPresent() ? Metrics.start(at.get(), relay) : null;
      return new TeamRelay(relay, metrics, config.number(Key.STOP_AFTER));
    } catch (IOException failed) {
      relay.close();
      throw failed;
    }
  }

  /// What goes before `/s/ID` in links.
  public String address() {
    return relay.address();
  }

  /// Says that it is not ready any more, waits as long as it is configured to, then tells hosts
  /// and guests that it stops: they try again until another one answers.
  @Override
  public void close() {
    relay.retire();
    try {
      TimeUnit.SECONDS.sleep(stopAfter);
    } catch (InterruptedException now) {
      Thread.currentThread().interrupt();
    }
    relay.close();
    if (metrics != null) {
      metrics.close();
    }
  }
}
