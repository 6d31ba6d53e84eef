package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.protocol.Block;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.StreamMessage;
import weft.protocol.TextChange;
import weft.testkit.OuterTerminal;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// People write one command line together, in real pages and at a real shell.
final class DraftPageTest {
  private static final Browser BROWSER = new Browser();

  @AfterAll
  static void end() {
    BROWSER.close();
  }

  static Page write(Page page, String keys) {
    page.run("await page.getByRole('textbox', { name: /^Draft/ }).focus()");
    page.run("await page.keyboard.type(" + Page.quoted(keys) + ")");
    return page;
  }

  private static void seeDraft(Page page, String text) {
    page.run(
        "await page.waitForFunction(text => (document.querySelector('.draft .cm-content') ??"
            + " document.querySelector('.draft-text'))?.innerText.replace(/\\u2060[^ ]*/g, '')"
            + ".includes(text), "
            + Page.quoted(text)
            + ")");
  }

  @Test
  void D1_D2_D4_people_write_one_line_and_it_runs_once() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit", "--", "/bin/bash");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada");
      Page bo = BROWSER.page().join(Weft.link(window), "Bo");
      write(ada, "echo one");
      seeDraft(bo, "echo one");
      bo.run("await page.getByRole('textbox', { name: /^Draft/ }).press('End')");
      write(bo, " two");
      seeDraft(ada, "echo one two");
      ada.see("2 editing together");
      Page late = BROWSER.page().join(Weft.link(window), "Cy");
      seeDraft(late, "echo one two");
      assertThat(window.text()).doesNotContain("# echo one two");
      assertThat(ada.axe()).isEmpty();

      bo.press("Enter");
      ada.seeOnScreen("one two");
      window.awaitText("\none two\n");
      ada.see("Write a command together");
      try (TestGuest guest = TestGuest.of(Weft.link(window), "Di", null).connect()) {
        guest.await("the command", g -> g.blocks().size() == 2);
        Block block = Objects.requireNonNull(guest.blocks().get(1L));
        assertThat(block.command()).isEqualTo("echo one two");
        assertThat(guest.roster()).isNotNull();
        StreamMessage.Person who =
            Objects.requireNonNull(guest.roster()).people().stream()
                .filter(person -> person.id().equals(block.person()))
                .findFirst()
                .orElseThrow();
        assertThat(who.name()).isEqualTo("Bo");
      }
      for (Page page : List.of(ada, bo, late)) {
        assertThat(page.thrown()).isEmpty();
      }
    }
  }

  @Test
  void D3_a_draft_runs_as_it_stood_or_not_at_all() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit", "--", "/bin/bash");
      try (TestGuest ada = TestGuest.of(Weft.link(window), "Ada", null).connect();
          TestGuest bo = TestGuest.of(Weft.link(window), "Bo", null).connect()) {
        ada.await("a prompt", g -> g.blocks().size() == 1);
        bo.await("a draft", g -> g.draft() != null);
        ada.say(
            new GuestToHost.EditDraft(1, 0, 7, List.of(TextChange.replace(0, 0, 0, "echo r''an"))));
        bo.await("the draft", g -> Objects.requireNonNull(g.draft()).text().equals("echo r''an"));
        bo.say(new GuestToHost.RunDraft(1, 0));
        bo.await("no", g -> g.heard().contains(not(1, HostToGuest.DraftNot.Why.CHANGED)));

        window.type("half");
        ada.await("half a line", g -> g.text().contains("half"));
        bo.say(new GuestToHost.RunDraft(1, 1));
        bo.await("no", g -> g.heard().contains(not(1, HostToGuest.DraftNot.Why.OWNER_TYPES)));
        window.type("\025");
        ada.await("an empty line", g -> !g.text().contains("half"));

        bo.say(new GuestToHost.RunDraft(1, 1));
        ada.say(new GuestToHost.RunDraft(1, 1));
        window.awaitText("\nran\n");
        bo.await("the next draft", g -> Objects.requireNonNull(g.draft()).id() == 2);
        // Whichever of the two was later; Bo has heard it once before.
        Patience.until("a no for the later one", () -> changed(ada) + changed(bo) == 2);
        assertThat(window.text().split("\nran\n", -1)).hasSize(2);

        window.type("sleep 100\r");
        bo.await("a command that runs", g -> g.blocks().lastKey() == 2 && running(g));
        bo.say(new GuestToHost.RunDraft(2, 0));
        bo.await("no", g -> g.heard().contains(not(2, HostToGuest.DraftNot.Why.NO_PROMPT)));
        window.type("\003");
      }
    }
  }

  private static long changed(TestGuest guest) {
    HostToGuest no = not(1, HostToGuest.DraftNot.Why.CHANGED);
    return guest.heard().stream().filter(no::equals).count();
  }

  private static boolean running(TestGuest guest) {
    Block newest = Objects.requireNonNull(guest.blocks().get(guest.blocks().lastKey()));
    return newest.state() == Block.State.RUNNING;
  }

  private static HostToGuest.DraftNot not(long draft, HostToGuest.DraftNot.Why why) {
    return new HostToGuest.DraftNot(draft, why);
  }

  @Test
  void D5_tab_goes_on_with_files_and_what_ran_is_found_again() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit", "--", "/bin/bash");
      window.type("touch alpha-one alpha-two; mkdir 'b c'\r");
      window.type("echo fo''und; ls\r").awaitText("\nfound\n");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").seeOnScreen("found");
      write(ada, "ls b").press("Tab");
      seeDraft(ada, "ls b\\ c/");
      write(ada, " alp").press("Tab");
      ada.run("await page.getByRole('option', { name: 'alpha-two' }).waitFor()");
      assertThat(ada.axe()).isEmpty();
      ada.press("ArrowDown").press("Enter");
      seeDraft(ada, "ls b\\ c/ alpha-two");
      ada.press("Control+c");
      write(ada, "found").press("Control+r");
      ada.run("await page.getByRole('option', { name: /^echo fo/ }).waitFor()");
      ada.press("Enter");
      seeDraft(ada, "echo fo''und; ls");
      ada.press("Enter").seeOnScreen("alpha-two");
      assertThat(ada.thrown()).isEmpty();
    }
  }

  @Test
  void D3_nothing_that_a_terminal_acts_on_comes_with_a_paste() throws Exception {
    try (Weft weft = new Weft()) {
      OuterTerminal window = weft.share("--anyone", "edit", "--", "/bin/bash");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada");
      write(ada, "cat ");
      ada.run(
          "await page.evaluate(() => { const data = new DataTransfer();"
              + " data.setData('text/plain', '<<X\\r\\nlin\\u001b[201~\\u0003e\\r\\nX');"
              + " document.querySelector('.draft .cm-content').dispatchEvent("
              + "new ClipboardEvent('paste', { clipboardData: data, bubbles: true })) })");
      seeDraft(ada, "lin[201~e");
      ada.see("2 control characters were left out of what you pasted.");
      ada.press("Enter").see("Run 3 lines?");
      assertThat(ada.axe()).isEmpty();
      ada.press("Escape");
      seeDraft(ada, "lin[201~e");
      ada.press("Enter").see("Run 3 lines?");
      ada.run("await page.getByRole('button', { name: 'Run', exact: true }).click()");
      window.awaitText("\nlin[201~e\n");
      assertThat(ada.thrown()).isEmpty();
    }
  }
}
