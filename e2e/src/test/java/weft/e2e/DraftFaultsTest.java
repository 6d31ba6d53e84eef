package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import weft.testkit.Certificates;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// People in real pages who write one draft over lines that are far and lossy.
@EnabledIfSystemProperty(named = "weft.faults", matches = "yes")
final class DraftFaultsTest {
  private static final int ROUNDS = 30;

  /// What has been started, the latest first.
  private final Deque<AutoCloseable> running = new ArrayDeque<>();

  @AfterEach
  void end() throws Exception {
    while (!running.isEmpty()) {
      running.pop().close();
    }
  }

  @Test
  @DisplayName("D1 D2 D3 one draft through 200 ms and 5 % loss, and a line that is cut meanwhile")
  void far_and_lossy() throws Exception {
    FaultyNet.isNeeded();
    FaultyNet net = new FaultyNet(11);
    running.push(net);
    Weft weft = new Weft(net.place("host").prefix());
    running.push(weft);
    Place relayPlace = net.place("relay");
    Certificates certificates = Certificates.in(weft.home(), List.of(relayPlace.address()));
    Path log = weft.home().resolve("relay.log");
    RelayProcess relay = new RelayProcess(relayPlace, certificates, List.of(), log);
    running.push(relay);
    OuterTerminal window =
        weft.share(
            "--anyone",
            "edit",
            "--ca",
            certificates.certificate(),
            "--relay",
            relay.address(),
            "--",
            "/bin/bash");
    String link = Weft.link(window);
    List<Place> places = new ArrayList<>();
    List<Page> pages = new ArrayList<>();
    for (String name : List.of("ada", "bo", "cy")) {
      Place place = net.place(name);
      Browser browser = new Browser(place.prefix(), "--ignore-certificate-errors");
      running.push(browser);
      places.add(place);
      pages.add(browser.page().join(link, name));
      DraftPageTest.write(pages.getLast(), "");
    }
    places.get(0).line(Quality.bad());
    places.get(1).line(Quality.bad());
    for (int round = 0; round < ROUNDS; round++) {
      for (int who = 0; who < pages.size(); who++) {
        pages.get(who).type("" + (char) ('a' + who));
      }
      if (round == ROUNDS / 2) {
        places.get(1).line(Quality.CUT);
        pages.get(1).type("!");
        places.get(1).line(Quality.bad());
      }
    }
    for (Page page : pages) {
      Patience.until(
          Patience.BAD_LINES, "all that was written", () -> draft(page).length() == 3 * ROUNDS + 1);
    }
    String text = draft(pages.getFirst());
    assertThat(pages).allSatisfy(page -> assertThat(draft(page)).isEqualTo(text));
    for (char letter : new char[] {'a', 'b', 'c', '!'}) {
      long there = text.chars().filter(each -> each == letter).count();
      assertThat(there).as("'%s' in %s", letter, text).isEqualTo(letter == '!' ? 1 : ROUNDS);
    }
    // Who may not edit any more writes nothing more, and goes on where that stands when allowed to.
    assertThat(weft.run("allow", "cy", "--view").status()).isZero();
    pages.get(2).see("You are viewing.");
    pages.get(2).type("no");
    pages.get(0).press("End").type("1");
    assertThat(weft.run("allow", "cy", "--edit").status()).isZero();
    pages.get(2).see("You can type");
    DraftPageTest.write(pages.get(2), "");
    Patience.until(
        Patience.BAD_LINES, "what the others wrote", () -> draft(pages.get(2)).equals(text + "1"));
    pages.get(2).press("End").type("2");
    for (Page page : pages) {
      Patience.until(
          Patience.BAD_LINES, "what was written then", () -> draft(page).equals(text + "12"));
    }
    // It runs once, as all have seen it: over the far line, as a comment of the shell.
    pages.getFirst().press("Home").type("echo ran-it #").press("Enter");
    window.await("the command", shown -> shown.text().contains("\nran-it\n"));
    for (Page page : pages) {
      Patience.until(Patience.BAD_LINES, "the next draft", () -> draft(page).isEmpty());
    }
    assertThat(window.text().split("\nran-it\n", -1)).hasSize(2);
  }

  private static String draft(Page page) {
    return page.run(
        "return await page.evaluate(() => [...document.querySelectorAll('.draft .cm-line')]"
            + ".map(line => [...line.childNodes].filter(node => !node.classList?.contains("
            + "'draft-caret') && !node.classList?.contains('cm-placeholder'))"
            + ".map(node => node.textContent).join('')).join(''))");
  }
}
