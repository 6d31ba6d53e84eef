package weft.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// tmux with further clients attached.
final class TmuxTool implements Tool {
  private int servers;

  @Override
  public String name() {
    return "tmux";
  }

  @Override
  public String missing() {
    return Workplace.isInstalled("tmux") ? "" : "apt-get install tmux";
  }

  @Override
  public Shared open(Workplace at) throws IOException, InterruptedException {
    String server = "share" + servers++;
    Window window = Window.open(at.tmux(server));
    window.await(Workplace.PROMPT);
    return new Server(at, server, window, new ArrayList<>());
  }

  private record Server(Workplace at, String server, Window window, List<Onlooker> guests)
      implements Shared {
    @Override
    public Onlooker guest(String name) throws IOException, InterruptedException {
      Onlooker guest = stranger(name);
      guest.await(Workplace.PROMPT, Onlooker.PATIENCE_S);
      return guest;
    }

    @Override
    public Onlooker slowGuest(String name, int bytesPerSecond)
        throws IOException, InterruptedException {
      WindowOnlooker guest = WindowOnlooker.open(at.tmuxClient(server), true);
      guest.await(Workplace.PROMPT, Onlooker.PATIENCE_S);
      guest.window().pace(bytesPerSecond);
      guests.add(guest);
      return guest;
    }

    @Override
    public Onlooker stranger(String name) throws IOException {
      Onlooker guest = WindowOnlooker.open(at.tmuxClient(server), true);
      guests.add(guest);
      return guest;
    }

    @Override
    public Processes host() throws IOException, InterruptedException {
      return new Processes(List.of(Long.valueOf(ask("display", "-p", "#{pid}").strip())));
    }

    @Override
    public Processes relay() throws IOException, InterruptedException {
      return host();
    }

    @Override
    public String past(Onlooker late) throws IOException, InterruptedException {
      return ask("capture-pane", "-p", "-S", "-", "-t", "bench");
    }

    private String ask(String... words) throws IOException, InterruptedException {
      List<String> command =
          Stream.concat(Stream.of("tmux", "-L", server), Stream.of(words)).toList();
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("TMUX_TMPDIR", at.home().toString());
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      return said;
    }

    @Override
    public void close() throws IOException {
      try {
        ask("kill-server");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      guests.forEach(Onlooker::close);
      window.close();
    }
  }
}
