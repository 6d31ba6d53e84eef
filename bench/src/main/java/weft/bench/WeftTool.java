package weft.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import weft.testkit.Certificates;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// weft: with the relay inside the host, or with one of its own that speaks TLS.
final class WeftTool implements Tool {
  private final boolean apart;

  WeftTool(boolean apart) {
    this.apart = apart;
  }

  @Override
  public String name() {
    return apart ? "weft+relay" : "weft";
  }

  @Override
  public String missing() {
    return "";
  }

  @Override
  public Shared open(Workplace at) throws Exception {
    List<AutoCloseable> opened = new ArrayList<>();
    if (!apart) {
      return new Session(SharedWindow.open(at, "--anyone", "edit"), null, opened);
    }
    Weft elsewhere = new Weft();
    opened.add(elsewhere);
    Certificates ours = Certificates.in(elsewhere.home());
    SSLContext trust = ours.trusting();
    String relay = elsewhere.relay("--tls-cert", ours.certificate(), "--tls-key", ours.key());
    SharedWindow shared =
        SharedWindow.open(
            at, trust, "--anyone", "edit", "--relay", relay, "--ca", ours.certificate());
    Processes process = Processes.of(List.of(elsewhere.relays().getFirst().toHandle()));
    return new Session(shared, process, opened);
  }

  private record Session(
      SharedWindow shared, @Nullable Processes relayProcess, List<AutoCloseable> opened)
      implements Shared {
    @Override
    public Window window() {
      return shared.window();
    }

    @Override
    public Onlooker guest(String name) {
      return with(shared.guest(name));
    }

    @Override
    public Onlooker slowGuest(String name, int bytesPerSecond) throws IOException {
      PacedLine line = PacedLine.to(shared.relayPort(), bytesPerSecond);
      opened.add(line);
      return with(shared.guest(name, line));
    }

    @Override
    public Onlooker stranger(String name) {
      return with(shared.stranger(name).connect());
    }

    private Onlooker with(TestGuest guest) {
      opened.addFirst(guest);
      return new GuestOnlooker(guest);
    }

    @Override
    public Processes host() {
      return shared.window().java();
    }

    @Override
    public Processes relay() {
      return relayProcess == null ? host() : relayProcess;
    }

    /// All of it, by a few guests side by side: a relay slows one that pulls faster than a person
    /// scrolls.
    @Override
    public String past(Onlooker late) throws InterruptedException {
      List<TestGuest> guests =
          opened.stream()
              .filter(TestGuest.class::isInstance)
              .map(TestGuest.class::cast)
              .filter(guest -> guest.over() == null)
              .toList();
      StringBuilder all = new StringBuilder();
      List<Thread> threads = new ArrayList<>();
      for (int part = 0; part < guests.size(); part++) {
        int mine = part;
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      StringBuilder some = new StringBuilder();
                      GuestOnlooker.pull(guests.get(mine), mine, guests.size(), some);
                      synchronized (all) {
                        all.append(some);
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      return all.append(GuestOnlooker.shown(((GuestOnlooker) late).guest())).toString();
    }

    @Override
    public void close() throws IOException {
      try {
        shared.close();
        for (AutoCloseable each : opened) {
          each.close();
        }
      } catch (Exception e) {
        throw new IOException(e);
      }
    }
  }
}
