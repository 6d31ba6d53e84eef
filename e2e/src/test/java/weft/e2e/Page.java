package weft.e2e;

/// One person's page in the [Browser].
final class Page implements AutoCloseable {
  private final Browser browser;
  private final String name;
  private final String options;

  Page(Browser browser, String name, String options) {
    this.browser = browser;
    this.name = name;
    this.options = options;
  }

  /// Runs Playwright code, in which `page` is this page; what it returns, as text. Playwright
  /// itself waits for what the code needs, and fails after half a minute.
  String run(String code) {
    return browser.ask(name, code, options);
  }

  /// @param address put into the address bar, whole
  Page open(String address) {
    // The same address with another fragment would not load anything.
    run("await page.goto('about:blank'); await page.goto(" + quoted(address) + ")");
    return this;
  }

  /// Opens a link so that its terminal can be dumped, and fills in the form that asks for a name.
  Page join(String link, String person) {
    open(link + "&debug");
    run("await page.getByLabel('Your name').fill(" + quoted(person) + ")");
    click("Join");
    return this;
  }

  /// By what is written on it or what it is labelled.
  Page click(String button) {
    run("await page.getByRole('button', { name: " + quoted(button) + " }).first().click()");
    return this;
  }

  /// Waits until `sentence` stands in the page.
  Page see(String sentence) {
    run("await page.getByText(" + quoted(sentence) + ").first().waitFor()");
    return this;
  }

  /// Waits until there is no visible `sentence` in the page any more.
  Page seeGone(String sentence) {
    run(
        "await page.getByText("
            + quoted(sentence)
            + ").filter({ visible: true }).first().waitFor({ state: 'hidden' })");
    return this;
  }

  /// Waits until `text` stands on the terminal's screen.
  Page seeOnScreen(String text) {
    run(
        "await page.waitForFunction(text => { const t = window.weftTerminal; if (!t) return false;"
            + " const b = t.buffer.active; for (let y = 0; y < t.rows; y++)"
            + " if (b.getLine(b.baseY + y)?.translateToString(true).includes(text)) return true;"
            + " return false; }, "
            + quoted(text)
            + ")");
    return this;
  }

  /// Keys into whatever has the focus.
  Page type(String keys) {
    run("await page.keyboard.type(" + quoted(keys) + ")");
    return this;
  }

  /// One key by its name, as `Enter` or `Shift+Tab`.
  Page press(String key) {
    run("await page.keyboard.press(" + quoted(key) + ")");
    return this;
  }

  /// Everything that can be read in the page, the terminal's canvas aside.
  String text() {
    return run("return await page.locator('body').innerText()");
  }

  /// The visible screen and rows of history, cell by cell, as `Terminal.dump` has it: once it is
  /// what is expected, or after two seconds whatever it is then.
  String dump(int historyRows, String expected) {
    return run("return await tools.settled(page, " + historyRows + ", " + quoted(expected) + ")");
  }

  /// What axe-core finds, one line each; nothing is right.
  String axe() {
    return run("return await tools.axe(page)");
  }

  /// What the page threw.
  String thrown() {
    return run("return page.noted.filter(line => line.startsWith('thrown')).join('\\n')");
  }

  /// What it wrote to the console, one line each, behind the kind of line.
  String noted() {
    return run("return page.noted.join('\\n')");
  }

  /// Bytes that its scripts hold, buffers included, garbage not.
  long memory() {
    return Long.parseLong(run("return await tools.memory(page)"));
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c == '"' || c == '\\' || c > '~') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  /// The person closes the window.
  @Override
  public void close() {
    run("await page.context().close()");
  }
}
