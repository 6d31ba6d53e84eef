package weft.cli;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import weft.relay.RelayOptions;
import weft.relay.RelayServer;

/// `weft relay`: a relay for many sessions, until it is told to stop.
final class RelayCommand {
  private static final String[] FLAGS = {"insecure"};
  private static final String[] VALUES = {"listen", "tls-cert", "tls-key", "public"};

  private RelayCommand() {}

  static int run(String[] given) {
    Arguments arguments = Arguments.parse(given, FLAGS, VALUES);
    if (arguments.rest().length > 0) {
      throw Complaint.usage("'" + arguments.rest()[0] + "' is not expected", "weft help");
    }
    RelayOptions options = RelaySettings.of(arguments, "127.0.0.1:7681");
    int connections = OpenFiles.connections(options.maxConnections());
    boolean fewer = connections < options.maxConnections();
    if (fewer) {
      options = options.withLimits(options.maxRooms(), connections);
    }
    Logs.toStandardError();
    try {
      RelayServer server = RelayServer.start(options);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(server::close, "weft-relay-stop"));
      System.out.println("relay at " + server.address());
      if (fewer) {
        System.err.println(
            "weft relay: the limit of open files allows " + connections + " connections at once");
        System.err.println("hint: raise it with ulimit -n, or LimitNOFILE= in a systemd unit");
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
