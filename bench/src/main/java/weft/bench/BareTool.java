package weft.bench;

import java.io.IOException;

/// A shell in a pseudo-terminal and nobody else: the limit.
final class BareTool implements Tool {
  @Override
  public String name() {
    return "bare";
  }

  @Override
  public String missing() {
    return "";
  }

  @Override
  public Shared open(Workplace at) throws IOException, InterruptedException {
    Window window = Window.open(at.bare());
    window.await(Workplace.PROMPT);
    return new Alone(window);
  }

  private record Alone(Window window) implements Shared {
    @Override
    public Onlooker guest(String name) {
      return WindowOnlooker.at(window);
    }

    @Override
    public Onlooker slowGuest(String name, int bytesPerSecond) {
      return guest(name);
    }

    @Override
    public Onlooker stranger(String name) {
      return guest(name);
    }

    @Override
    public Processes host() {
      return Processes.NONE;
    }

    @Override
    public Processes relay() {
      return Processes.NONE;
    }

    @Override
    public String past(Onlooker late) {
      return "";
    }

    @Override
    public void close() {
      window.close();
    }
  }
}
