package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest.DraftNot.Why;
import weft.protocol.Limits;
import weft.protocol.PersonId;
import weft.protocol.StreamMessage;
import weft.protocol.TextChange;

class DraftTest {
  private static final Draft.Writer ADA = new Draft.Writer(new PersonId(1), 7);
  private static final Draft.Writer BO = new Draft.Writer(new PersonId(2), 7);

  private final Draft draft = new Draft();

  private Draft.Outcome edit(Draft.Writer writer, long version, TextChange... changes) {
    return draft.edit(
        writer, new GuestToHost.EditDraft(draft.id(), version, writer.device(), List.of(changes)));
  }

  @Test
  @DisplayName("D1 a state has the draft and its newest changes; the next one begins empty")
  void state() {
    for (int i = 0; i < 60; i++) {
      edit(ADA, i, TextChange.replace(i, i, i, "x"));
    }
    StreamMessage.Draft state = draft.message();
    assertThat(state.text()).isEqualTo("x".repeat(60));
    assertThat(state.recent())
        .extracting(StreamMessage.DraftChange::version)
        .hasSize(Limits.STATE_CHANGES)
        .startsWith(11L)
        .endsWith(60L);
    StreamMessage.Draft next = draft.next();
    assertThat(next.id()).isEqualTo(state.id() + 1);
    assertThat(next.version()).isZero();
    assertThat(next.text()).isEmpty();
    assertThat(next.recent()).isEmpty();
  }

  @Test
  @DisplayName("D2 edits of an earlier version are rebased, and the same for everybody")
  void rebase() {
    edit(ADA, 0, TextChange.replace(0, 0, 0, "ls"));
    edit(BO, 1, TextChange.replace(2, 2, 2, " -l"));
    edit(ADA, 1, TextChange.replace(2, 0, 2, "cat"));
    assertThat(draft.text()).isEqualTo("cat -l");
    assertThat(draft.version()).isEqualTo(3);
    assertThat(draft.message().recent())
        .extracting(StreamMessage.DraftChange::person)
        .containsExactly(ADA.person(), BO.person(), ADA.person());
  }

  @Test
  @DisplayName("D2 what comes a second time after a broken connection is taken once")
  void again() {
    TextChange one = TextChange.replace(0, 0, 0, "a");
    TextChange two = TextChange.replace(1, 1, 1, "b");
    edit(ADA, 0, one);
    edit(BO, 1, TextChange.replace(1, 0, 0, ">"));
    edit(ADA, 0, one, two);
    assertThat(draft.text()).isEqualTo(">ab");
    edit(ADA, 0, one, two);
    assertThat(draft.text()).isEqualTo(">ab");
  }

  @Test
  @DisplayName("D2 B30 B32 what is no edit of the draft is not taken")
  void refused() {
    assertThat(edit(ADA, 1)).isEqualTo(new Draft.Outcome.Not(Why.LOST));
    assertThat(edit(ADA, 0, TextChange.replace(5, 0, 0, "x")))
        .isEqualTo(new Draft.Outcome.Not(Why.LOST));
    assertThat(edit(ADA, 0, TextChange.replace(0, 0, 0, "\033[A")))
        .isEqualTo(new Draft.Outcome.Not(Why.LOST));
    assertThat(edit(ADA, 0, TextChange.replace(0, 0, 0, "x".repeat(Limits.DRAFT + 1))))
        .isEqualTo(new Draft.Outcome.Not(Why.TOO_LARGE));
    assertThat(draft.edit(ADA, new GuestToHost.EditDraft(9, 0, 7, List.of())))
        .isEqualTo(new Draft.Outcome.Not(Why.CHANGED));
    for (int i = 0; i <= Limits.DRAFT_MEMORY; i++) {
      edit(ADA, i, TextChange.replace(i % 2, 0, i % 2, i % 2 == 0 ? "x" : ""));
    }
    assertThat(edit(BO, 0, TextChange.replace(0, 0, 0, "y")))
        .isEqualTo(new Draft.Outcome.Not(Why.LOST));
    assertThat(draft.text()).isEqualTo("x");
  }

  @Test
  @DisplayName("D4 carets stay at their text")
  void carets() {
    edit(ADA, 0, TextChange.replace(0, 0, 0, "hello"));
    draft.move(BO, new GuestToHost.MoveCaret(draft.id(), 1, 2, 4));
    edit(ADA, 1, TextChange.replace(5, 0, 1, "sch"));
    StreamMessage.Caret caret = draft.message().carets().getFirst();
    assertThat(caret.anchor()).isEqualTo(4);
    assertThat(caret.head()).isEqualTo(6);
    draft.left(BO);
    assertThat(draft.message().carets()).isEmpty();
  }

  /// A page: types without waiting, one EDIT_DRAFT on its way at a time, over a line that delays
  /// and breaks.
  private static final class Page {
    final Draft.Writer writer;
    String text = "";
    long version;
    final Deque<TextChange> unconfirmed = new ArrayDeque<>();
    final Deque<StreamMessage.DraftChange> down = new ArrayDeque<>();
    final Deque<GuestToHost.EditDraft> up = new ArrayDeque<>();
    boolean asked;

    Page(int number) {
      writer = new Draft.Writer(new PersonId(1 + number / 2), number);
    }

    void types(Random random) {
      int from = random.nextInt(text.length() + 1);
      int to = Math.min(text.length(), from + random.nextInt(4));
      String word = "abcdefgh\\n".substring(random.nextInt(9)).substring(0, 1);
      TextChange change =
          TextChange.replace(text.length(), from, to, word.repeat(random.nextInt(3)));
      text = change.applyTo(text);
      unconfirmed.add(change);
    }

    void sends() {
      if (!asked && !unconfirmed.isEmpty()) {
        asked = true;
        List<TextChange> some = new ArrayList<>(unconfirmed);
        up.add(new GuestToHost.EditDraft(1, version, writer.device(), some));
      }
    }

    void hears() {
      StreamMessage.DraftChange change = down.removeFirst();
      version = change.version();
      if (change.person().equals(writer.person()) && change.writer() == writer.device()) {
        unconfirmed.removeFirst();
        asked = false;
        return;
      }
      TextChange other = change.change();
      for (int left = unconfirmed.size(); left > 0; left--) {
        TextChange mine = unconfirmed.removeFirst();
        unconfirmed.addLast(mine.over(other, false));
        other = other.over(mine, true);
      }
      text = other.applyTo(text);
    }

    /// What was on its way up may have arrived or not.
    void breaks() {
      up.clear();
      asked = false;
    }
  }

  @Test
  @DisplayName("D2 all have the same text in the end, whatever crosses or breaks")
  void converge() {
    for (int seed = 0; seed < 3_000; seed++) {
      converge(seed);
    }
  }

  static void converge(long seed) {
    Random random = new Random(seed);
    Draft host = new Draft();
    List<Page> pages = new ArrayList<>();
    for (int i = 2 + random.nextInt(9); i > 0; i--) {
      pages.add(new Page(i));
    }
    for (int step = 20 + random.nextInt(200); step > 0; step--) {
      Page page = pages.get(random.nextInt(pages.size()));
      switch (random.nextInt(8)) {
        case 0, 1 -> page.types(random);
        case 2, 3 -> page.sends();
        case 4, 5 -> takes(host, page, pages);
        case 6 -> {
          if (!page.down.isEmpty()) {
            page.hears();
          }
        }
        default -> {
          if (random.nextInt(5) == 0) {
            page.breaks();
          }
        }
      }
    }
    for (int round = 0; round < 20; round++) {
      for (Page page : pages) {
        while (!page.down.isEmpty()) {
          page.hears();
        }
        page.sends();
        takes(host, page, pages);
      }
    }
    for (Page page : pages) {
      assertThat(page.unconfirmed).as("seed %d", seed).isEmpty();
      assertThat(page.text).as("seed %d", seed).isEqualTo(host.text());
    }
  }

  private static void takes(Draft host, Page page, List<Page> all) {
    if (!page.up.isEmpty()) {
      Draft.Outcome outcome = host.edit(page.writer, page.up.removeFirst());
      assertThat(outcome).isInstanceOf(Draft.Outcome.Taken.class);
      if (outcome instanceof Draft.Outcome.Taken(List<StreamMessage.DraftChange> changes)) {
        all.forEach(each -> each.down.addAll(changes));
      }
    }
  }
}
