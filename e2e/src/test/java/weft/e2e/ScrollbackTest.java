package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// Whoever joins late can scroll back to the first row, in the page, and nothing jumps on the way.
final class ScrollbackTest {
  private static final Browser BROWSER = new Browser();
  private static final int LINES = 20_000;
  private static final String PHONE =
      "{\"viewport\":{\"width\":390,\"height\":844},\"phone\":true,\"isMobile\":true,"
          + "\"hasTouch\":true,\"deviceScaleFactor\":2}";

  /// Waits until what is looked at has arrived and been painted.
  private static final String SETTLED =
      """
      const settled = () => page.waitForFunction(() => {
        const at = window.weftScrolling.position;
        const past = document.querySelector('.past.on') !== null;
        return at.loading === 'no' && past === (window.weftScrolling.seen !== window.weftTerminal);
      });
      const shown = () => page.evaluate(() =>
        ({ top: window.weftScrolling.position.top, lines: window.weftScrolling.shown() }));
      /** The number that the line of a row says, less the row's own: the same for all of them. */
      const offsets = ({ top, lines }) => lines
        .map((line, y) => [/^line (\\d+) of the session$/.exec(line), top + y])
        .filter(([said]) => said !== null).map(([said, row]) => Number(said[1]) - row);
      """;

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  private static OuterTerminal printed(Weft weft, String... more) throws IOException {
    OuterTerminal window = weft.share(more);
    window.type("seq -f 'line %.0f of the session' " + LINES + "\r");
    return window.awaitText("line " + LINES + " of the session");
  }

  private static Page late(OuterTerminal window, Page page) {
    return page.join(Weft.link(window), "Ada").seeOnScreen("line " + LINES + " of the session");
  }

  @Test
  void P1_P4_every_row_is_there_once_from_the_first_to_the_live_end() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      ada.press("Home").see("Back to live");
      ada.run(SETTLED + "await settled()");
      assertThat(shown(ada)).contains("\nline 1 of the session\nline 2 of the session\n");

      String walked =
          ada.run(
              SETTLED
                  + """
                  const seen = new Map();
                  const found = new Set();
                  const look = async () => {
                    await settled();
                    const now = await shown();
                    for (const offset of offsets(now)) found.add(offset);
                    now.lines.forEach((line, y) => {
                      const row = now.top + y;
                      if (seen.has(row) && seen.get(row) !== line)
                        throw new Error(`row ${row}: ${seen.get(row)} and then ${line}`);
                      seen.set(row, line);
                    });
                  };
                  const walk = async (key, steps) => {
                    for (let step = 0; step < steps; step++) { await page.keyboard.press(key); await look(); }
                  };
                  await look();
                  await walk('PageDown', 40);
                  for (const part of [0.25, 0.5, 0.75, 0.97]) {
                    await page.evaluate(part => window.weftScrolling.to(Math.round(part * 20000)), part);
                    await look();
                    await walk('PageDown', 15);
                    await walk('PageUp', 25);
                  }
                  await page.evaluate(() => window.weftScrolling.to(19600));
                  await walk('PageDown', 25);
                  return JSON.stringify([...found]) + ' ' + seen.size;
                  """);
      // One offset: every line stands at its own row.
      assertThat(walked).matches("\\[-?\\d+] [2-9]\\d{3}");
      ada.seeGone("Back to live").seeOnScreen("line " + LINES + " of the session");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  /// Looks at what is painted, in each frame: phones are drawn by the DOM, which can be read.
  @Test
  void nothing_jumps_where_the_live_terminal_and_the_past_meet() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page(PHONE));
      ada.run(
          """
          await page.evaluate(() => {
            window.frames = [];
            const look = () => {
              const seen = document.querySelector('.past.on') ?? document.querySelector('.stage > .xterm');
              window.frames.push([...seen.querySelectorAll('.xterm-rows > div')]
                .map((row, y) => [/^line (\\d+) of the session/.exec(row.textContent), y])
                .filter(([said]) => said !== null).map(([said, y]) => Number(said[1]) - y));
              requestAnimationFrame(look);
            };
            look();
          });
          """);
      String walk =
          SETTLED
              + """
              const bad = await page.evaluate(async ([to, lines]) => {
                window.frames.length = 0;
                const scrolling = window.weftScrolling;
                const frame = () => new Promise(requestAnimationFrame);
                while (lines < 0 ? scrolling.position.top > to : scrolling.position.reading) {
                  scrolling.by(lines);
                  await frame();
                }
                await frame();
                await frame();
                let last;
                const bad = [];
                for (const tops of window.frames) {
                  if (new Set(tops).size > 1) bad.push(`torn: ${[...new Set(tops)]}`);
                  if (tops.length > 0 && (tops[0] - last) * lines < 0) bad.push(`${last}, then ${tops[0]}`);
                  last = tops[0] ?? last;
                }
                return bad;
              }, [%s]);
              await settled();
              return bad.join('\\n');
              """;
      assertThat(ada.run(walk.formatted("18500, -7"))).isEmpty();
      assertThat(ada.run("return await page.locator('.past.on').count()")).isEqualTo("1");
      assertThat(ada.run(walk.formatted("0, 7"))).isEmpty();
      ada.seeGone("Back to live");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void a_wheel_goes_up_and_down() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      String wheel =
          SETTLED
              + """
              await page.locator('.stage').hover();
              for (let notch = 0; notch < 20; notch++) {
                await page.mouse.wheel(0, %d);
                await settled();
              }
              return await page.locator('.past.on').count();
              """;
      assertThat(ada.run(wheel.formatted(-600))).isEqualTo("1");
      ada.see("Back to live").run(wheel.formatted(900));
      ada.seeGone("Back to live").seeOnScreen("line " + LINES + " of the session");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void output_and_keyframes_never_move_what_is_being_read() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "edit");
      Page ada = late(window, BROWSER.page()).see("You can type.");
      ada.press("Shift+PageUp").press("Shift+PageUp").see("Back to live");
      ada.run(SETTLED + "await settled()");
      String before = shown(ada);
      window.type("seq -f 'more %.0f' 30000\r").awaitText("more 30000");
      ada.seeOnScreen("more 30000");
      ada.run(SETTLED + "await settled()");
      assertThat(shown(ada)).isEqualTo(before);
      ada.press("Shift+Home");
      ada.run(SETTLED + "await settled()");
      assertThat(shown(ada)).contains("\nline 1 of the session\n");
      // Whoever types sees what it does.
      ada.type("printf 'he%s\\n' re\n").seeGone("Back to live").seeOnScreen("here");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void a_line_that_wraps_is_copied_as_one() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "view");
      window.type("clear; printf '%0250d\\n' 7; seq 2000\r").awaitText("\n2000\n");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("2000");
      ada.press("Home");
      String copied =
          ada.run(
              SETTLED
                  + """
                  await settled();
                  await page.evaluate(() => window.weftScrolling.seen.selectAll());
                  return await page.evaluate(() => {
                    const event = new ClipboardEvent('copy',
                      { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
                    document.activeElement.dispatchEvent(event);
                    return event.clipboardData.getData('text/plain');
                  });
                  """);
      assertThat(copied).containsPattern("(?m)^0{249}7\\n1\\n2\\n3$");
      ada.run(
          """
          const grid = await page.locator('.past .xterm-screen').boundingBox();
          await page.mouse.move(grid.x + 5, grid.y + 30);
          await page.mouse.down();
          await page.mouse.move(grid.x + 300, grid.y + 30, { steps: 3 });
          await page.mouse.up();
          """);
      String selected =
          "return await page.evaluate(() => window.weftScrolling.seen.getSelection())";
      assertThat(ada.run(selected)).matches("0+");
    }
  }

  @Test
  void what_a_program_cleared_is_gone_and_what_follows_is_there() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      window
          .type("printf '\\e[H\\e[2J\\e[3J'; printf 'af%s\\n' ter; seq 3000\r")
          .awaitText("\n3000\n");
      ada.seeOnScreen("3000").press("Home");
      ada.run(SETTLED + "await settled()");
      assertThat(shown(ada)).contains("after\n1\n2\n3\n").doesNotContain("of the session\n");
      Page bob = BROWSER.page().join(Weft.link(window), "Bob").seeOnScreen("3000");
      bob.press("Home");
      bob.run(SETTLED + "await settled()");
      assertThat(shown(bob)).contains("after\n1\n2\n3\n");
      ada.press("PageDown").press("PageDown").press("PageDown").press("PageDown");
      bob.press("PageDown").press("PageDown").press("PageDown").press("PageDown");
      ada.run(SETTLED + "await settled()");
      bob.run(SETTLED + "await settled()");
      assertThat(shown(ada)).isEqualTo(shown(bob));
      assertThat(ada.thrown()).isEmpty();
    }
  }

  /// A keyframe waits until what is read has been taken over from the live terminal; keys do not.
  @Test
  void whoever_scrolls_while_a_keyframe_waits_does_not_end_up_live() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page());
      window.type("seq -f 'row %.0f' 400\r").awaitText("row 400");
      ada.seeOnScreen("row 400").press("PageUp").press("PageUp").press("PageUp").press("PageUp");
      String moved =
          ada.run(
              """
              return page.evaluate(async () => {
                const scrolling = window.weftScrolling;
                const { top } = scrolling.position;
                const held = scrolling.hold(scrolling.position.oldest);
                scrolling.by(3);
                await held;
                const past = scrolling.seen !== window.weftTerminal;
                return `${past} ${scrolling.position.top - top}`;
              });
              """);
      assertThat(moved).isEqualTo("true 3");
      window.resize(100, 28);
      ada.run(SETTLED + "await settled()");
      assertThat(shown(ada)).containsPattern("\nrow 2\\d\\d\n");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void rows_from_before_a_resize_are_laid_out_anew() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      window.resize(60, 20);
      window.type("printf 'nar%s\\n' row\r").awaitText("narrow");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("narrow");
      ada.press("Home");
      ada.run(SETTLED + "await settled()");
      assertThat(shown(ada)).contains("\nline 1 of the session\nline 2 of the session\n");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void a_finger_and_the_bar_go_everywhere_on_a_phone() throws IOException {
    try (Weft weft = new Weft()) {
      OuterTerminal window = printed(weft, "--anyone", "view");
      Page ada = late(window, BROWSER.page(PHONE));
      ada.run(
          """
          const touch = await page.context().newCDPSession(page);
          const send = (type, y) => touch.send('Input.dispatchTouchEvent',
            { type, touchPoints: y === undefined ? [] : [{ x: 150, y }] });
          await send('touchStart', 150);
          for (let y = 160; y <= 400; y += 20) await send('touchMove', y);
          await send('touchEnd');
          """);
      ada.see("Back to live");
      ada.run(
          SETTLED
              + """
              const bar = await page.getByRole('scrollbar').boundingBox();
              const x = bar.x + bar.width / 2;
              await page.mouse.move(x, bar.y + bar.height - 20);
              await page.mouse.down();
              await page.mouse.move(x, bar.y, { steps: 10 });
              await page.mouse.up();
              await settled();
              """);
      assertThat(shown(ada)).contains("\nline 1 of the session\n");
      assertThat(ada.axe()).isEmpty();
      ada.click("Back to live").seeGone("Back to live");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  private static String shown(Page page) {
    return page.run(
        "return await page.evaluate(() => window.weftScrolling.shown().join('\\n') + '\\n')");
  }
}
