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
  private final @Nullable Directory directory;
  private final @Nullable Metrics metrics;
  private final long stopAfter;

  private TeamRelay(
      RelayServer relay, @Nullable Directory directory, @Nullable Metrics metrics, long stopAfter) {
    this.relay = relay;
    this.directory = directory;
    this.metrics = metrics;
    this.stopAfter = stopAfter;
  }

  /// @param options those of the configuration, with what this machine allows
  /// @throws IOException in one sentence that says what to do
  public static TeamRelay start(Config config, RelayOptions options) throws IOException {
    Directory directory = config.is(Key.ACCOUNTS) ? Directory.open(config) : null;
    RelayServer relay = null;
    try {
      if (directory == null) {
        relay = RelayServer.start(options);
      } else {
        relay = RelayServer.start(options, directory::accounts);
        directory.attach(relay);
      }
      Optional<InetSocketAddress> at = config.address(Key.METRICS);
      Metrics metrics = at.isPresent() ? Metrics.start(at.get(), relay) : null;
      return new TeamRelay(relay, directory, metrics, config.number(Key.STOP_AFTER));
    } catch (IOException failed) {
      if (relay != null) {
        relay.close();
      }
      if (directory != null) {
        directory.close();
      }
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
    if (directory != null) {
      directory.close();
    }
    if (metrics != null) {
      metrics.close();
    }
  }
}
