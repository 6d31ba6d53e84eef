package weft.terminal;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What operating system commands do to a [Screen]: title, colours, links, working directory.
final class OscOps implements Osc.Colours {
  private final Screen screen;
  private @Nullable String workingDirectory;

  OscOps(Screen screen) {
    this.screen = screen;
  }

  Optional<String> workingDirectory() {
    return Optional.ofNullable(workingDirectory);
  }

  void run(Osc osc) {
    switch (osc.number()) {
      case 0, 2 -> screen.titles.set(osc.text());
      case 7 -> directory(osc.text());
      case 8 -> link(osc.text());
      default -> osc.colours(this);
    }
  }

  @Override
  public void set(int index, int rgb) {
    screen.palette.set(index, rgb);
  }

  @Override
  public void restore(int index) {
    screen.palette.restore(index);
  }

  @Override
  public void restoreIndexed() {
    screen.palette.restoreIndexed();
  }

  private void directory(String text) {
    try {
      URI uri = new URI(text);
      if ("file".equals(uri.getScheme()) && uri.getPath() != null && !uri.getPath().isEmpty()) {
        workingDirectory = uri.getPath();
      }
    } catch (URISyntaxException e) {
      // A shell that doesn't escape its paths says nothing we can rely on.
    }
  }

  private void link(String text) {
    int semicolon = text.indexOf(';');
    if (semicolon < 0) {
      return;
    }
    String params = text.substring(0, semicolon).strip();
    String uri = text.substring(semicolon + 1);
    if (!uri.isEmpty()) {
      String id = "";
      for (String param : params.split(":", -1)) {
        if (param.startsWith("id=")) {
          id = param.substring(3);
          break;
        }
      }
      screen.pen.link(screen.links.open(id, uri));
    } else if (params.isEmpty()) {
      screen.pen.link(0);
    }
  }
}
