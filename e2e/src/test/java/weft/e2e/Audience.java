package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import weft.protocol.Bytes;
import weft.pty.TerminalSize;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// A shared program in a window, one guest's page from the start and others that come in the
/// middle, and xterm.js fed with the window's own bytes: all of them must show the same.
final class Audience implements AutoCloseable {
  private static final TerminalSize FIRST = new TerminalSize(100, 30);

  /// Comparisons, two seconds each, before what differs counts as different.
  private static final int TRIES = 15;

  private final Browser browser;
  private final XtermHeadless headless;
  private final Weft weft;
  private final OuterTerminal window;
  private final List<Page> pages = new ArrayList<>();
  private final List<XtermHeadless.ResizedAt> resizes = new ArrayList<>();

  Audience(Browser browser, XtermHeadless headless, Weft weft, String... command)
      throws IOException {
    this.browser = browser;
    this.headless = headless;
    this.weft = weft;
    String[] arguments = new String[command.length + 3];
    arguments[0] = "--anyone";
    arguments[1] = "edit";
    arguments[2] = "--";
    System.arraycopy(command, 0, arguments, 3, command.length);
    window = weft.share(arguments);
    joins();
  }

  OuterTerminal window() {
    return window;
  }

  /// One more guest, from now on.
  Audience joins() {
    Page page = browser.page();
    pages.add(page.join(Weft.link(window), "Guest " + pages.size()));
    page.run("await page.waitForFunction(() => window.weftTerminal !== undefined)");
    return this;
  }

  Audience types(String keys) {
    window.type(keys);
    return this;
  }

  /// Waits for something in the dump of the host's screen.
  Audience sees(String part) {
    window.await("'" + part + "' in the dump", shown -> shown.dump().contains(part));
    return this;
  }

  /// Waits for `text` on the host's screen, then for everybody to show exactly what stands there.
  Audience agree(String text) {
    return agree(text, 0);
  }

  /// @param historyRows compared besides the screen
  Audience agree(String text, int historyRows) {
    window.awaitText(text);
    Screen host = screen(historyRows);
    for (int tries = 0; tries < TRIES && !(shownByAll(host) && sameNow(host)); tries++) {
      host = screen(historyRows);
    }
    for (Page page : pages) {
      assertThat(page.dump(historyRows, host.dump()))
          .as("a guest at '%s'", text)
          .isEqualTo(host.dump());
      assertThat(page.thrown()).isEmpty();
    }
    assertThat(headless.dump(FIRST, host.bytes().toArray(), resizes, historyRows))
        .as("xterm.js of the same bytes at '%s'", text)
        .isEqualTo(host.dump());
    return this;
  }

  /// What the host's terminal shows at one moment, and all bytes that made it so.
  private record Screen(String dump, int historyRows, Bytes bytes) {}

  private Screen screen(int historyRows) {
    synchronized (window) {
      return new Screen(window.dump(historyRows), historyRows, Bytes.owned(window.output()));
    }
  }

  private boolean shownByAll(Screen host) {
    return pages.stream()
        .allMatch(page -> page.dump(host.historyRows(), host.dump()).equals(host.dump()));
  }

  private boolean sameNow(Screen host) {
    return window.written() == host.bytes().length();
  }

  /// While nothing is being printed: after [#agree].
  Audience resize(int columns, int rows) throws IOException {
    synchronized (window) {
      resizes.add(new XtermHeadless.ResizedAt(window.written(), new TerminalSize(columns, rows)));
      window.resize(columns, rows);
    }
    // What is printed before the shell knows of it is for the old size still.
    for (Page page : pages) {
      page.run("await page.waitForFunction(() => window.weftTerminal.cols === " + columns + ")");
    }
    return this;
  }

  @Override
  public void close() throws IOException {
    pages.forEach(Page::close);
    weft.close();
  }
}
