package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
