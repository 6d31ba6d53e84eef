package weft.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import weft.pty.ShellCommand;

/// tty-share with its own client as the guest. Nothing of it is encrypted.
final class TtyShareTool implements Tool {
  @Override
  public String name() {
    return "tty-share";
  }

  @Override
  public String missing() {
    return Workplace.isInstalled("tty-share") ? "" : "apt-get install tty-share";
  }

  @Override
  public Shared open(Workplace at) throws IOException, InterruptedException {
    int port = freePort();
    Window window = Window.open(at.ttyShare(port));
    window.await(Workplace.PROMPT);
    return new Server(at, port, window, new ArrayList<>());
  }

  private static int freePort() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return taken.getLocalPort();
    }
  }

  private record Server(Workplace at, int port, Window window, List<AutoCloseable> opened)
      implements Shared {
    @Override
    public Onlooker guest(String name) throws IOException, InterruptedException {
      return seeing(at.ttyShareClient(port));
    }

    @Override
    public Onlooker slowGuest(String name, int bytesPerSecond)
        throws IOException, InterruptedException {
      PacedLine line = PacedLine.to(port, bytesPerSecond);
      opened.add(line);
      return seeing(at.ttyShareClient(line.port()));
    }

    /// It gets nothing of the past: not even the prompt that stands there.
    private Onlooker seeing(ShellCommand client) throws IOException, InterruptedException {
      Onlooker guest = client(client);
      for (int tries = 0; guest.await(Workplace.PROMPT, 1) == Long.MAX_VALUE; tries++) {
        if (tries > Onlooker.PATIENCE_S) {
          throw new IllegalStateException("tty-share's client shows nothing");
        }
        window.type("\r");
      }
      return guest;
    }

    private Onlooker client(ShellCommand client) throws IOException {
      Onlooker guest = WindowOnlooker.open(client, true);
      opened.add(guest);
      return guest;
    }

    @Override
    public Onlooker stranger(String name) throws IOException {
      return client(at.ttyShareClient(port));
    }

    @Override
    public Processes host() {
      return Processes.of(List.of(window.program()));
    }

    @Override
    public Processes relay() {
      return host();
    }

    @Override
    public String past(Onlooker late) throws InterruptedException {
      return late.everything();
    }

    @Override
    public void close() throws IOException {
      try {
        for (AutoCloseable each : opened) {
          each.close();
        }
      } catch (Exception e) {
        throw new IOException(e);
      }
      window.close();
    }
  }
}
