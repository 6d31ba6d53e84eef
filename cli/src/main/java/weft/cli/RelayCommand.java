package weft.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import weft.relay.RelayOptions;
import weft.server.Config;
import weft.server.ConfigException;
import weft.server.Directory;
import weft.server.Key;
import weft.server.TeamRelay;

/// `weft relay`: a relay for many sessions, until it is told to stop.
final class RelayCommand {
  private static final String[] FLAGS = {"insecure"};
  private static final String[] VALUES = {"config", "listen", "tls-cert", "tls-key", "public"};

  private static final Map<String, Key> KEYS =
      Map.of(
          "listen", Key.LISTEN,
          "tls-cert", Key.TLS_CERTIFICATE,
          "tls-key", Key.TLS_KEY,
          "public", Key.PUBLIC);

  private RelayCommand() {}

  static int run(String[] given) {
    Arguments arguments = Arguments.parse(given, FLAGS, VALUES);
    String[] rest = arguments.rest();
    boolean print = rest.length == 1 && rest[0].equals("config");
    boolean backUp = rest.length == 2 && rest[0].equals("backup");
    if (rest.length > 0 && !print && !backUp) {
      throw Complaint.usage("'" + rest[rest.length - 1] + "' is not expected", "weft help");
    }
    try {
      Config config = config(arguments);
      if (print) {
        System.out.print(config.text());
        return 0;
      }
      return backUp ? backUp(config, Path.of(rest[1])) : run(config);
    } catch (ConfigException wrong) {
      throw Complaint.usage(String.valueOf(wrong.getMessage()), wrong.hint());
    }
  }

  private static Config config(Arguments arguments) {
    Map<Key, Object> flags = new EnumMap<>(Key.class);
    KEYS.forEach(
        (flag, key) -> {
          String value = arguments.value(flag);
          if (value != null) {
            flags.put(key, value);
          }
        });
    if (arguments.has("insecure")) {
      flags.put(Key.INSECURE, true);
    }
    String file = arguments.value("config");
    return Config.of(file == null ? null : Path.of(file), flags);
  }

  private static int backUp(Config config, Path to) {
    try {
      Directory.backUp(config, to);
      System.out.println("copied to " + to);
      return 0;
    } catch (IOException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    }
  }

  private static int run(Config config) {
    RelayOptions options = config.relay();
    int connections = OpenFiles.connections(options.limits().connections());
    boolean fewer = connections < options.limits().connections();
    if (fewer) {
      options = options.withLimits(options.limits().withConnections(connections));
    }
    Logs.toStandardError(config.string(Key.LOG_FORMAT).equals("json"));
    try {
      TeamRelay relay = TeamRelay.start(config, options);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(relay::close, "weft-relay-stop"));
      System.out.println("relay at " + relay.address());
      if (fewer) {
        System.getLogger("weft.relay")
            .log(
                System.Logger.Level.WARNING,
                "the limit of open files allows "
                    + connections
                    + " connections at once: raise it with ulimit -n, or LimitNOFILE= in a systemd"
                    + " unit");
      }
      stopped.await();
      return 0;
    } catch (IOException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
