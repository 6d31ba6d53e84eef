package weft.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Level;
import weft.protocol.PersonId;
import weft.protocol.Role;
import weft.protocol.Selection;
import weft.protocol.StreamMessage;
import weft.protocol.TextChange;
import weft.terminal.CellRange;

class ControlTest {
  private final Stage stage = new Stage(Level.EDIT);
  private final Stage.Guest ada = stage.join("Ada", Stage.ADA);
  private final Stage.Guest ken = stage.join("Ken", Stage.KEN);
  private final Stage.Guest owner = stage.owner();

  private void ownerPresses(String keys) {
    byte[] bytes = keys.getBytes(StandardCharsets.UTF_8);
    stage.typists.ownerTyped(bytes, bytes.length);
  }

  private Role roleOf(String name) {
    return stage.roster.called(name).getFirst().role();
  }

  private void adaTypes(String keys) {
    ada.type(keys);
    stage.control.typed(
        stage.roster.called("Ada").getFirst(), keys.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @DisplayName("M11 the owner's keys between somebody else's are the only ones for a moment")
  void takeOver() {
    ownerPresses("a");
    adaTypes("b");
    assertThat(stage.typed).containsExactly("Ada:b");
    assertThat(stage.control.message().typing()).contains(PersonId.OWNER, new PersonId(1));
    ownerPresses("c");
    assertThat(stage.control.message().takenOver()).isTrue();
    ada.type("d");
    assertThat(stage.typed).containsExactly("Ada:b");
    assertThat(ada.last(HostToGuest.Taken.class)).isEqualTo(new HostToGuest.Taken(2, 1));
    stage.now += Typists.MOMENT_MS;
    assertThat(stage.control.message().takenOver()).isFalse();
    adaTypes("e\r");
    assertThat(stage.typed).containsExactly("Ada:b", "Ada:e\r");
    ownerPresses("c");
    assertThat(stage.control.message().takenOver()).as("nobody was in the middle").isFalse();
  }

  @Test
  @DisplayName("M11 what a terminal says by itself is not the owner's typing")
  void replies() {
    adaTypes("b");
    ownerPresses("\033[2;5R");
    ownerPresses("\033[I");
    ownerPresses("\033P1$r0m\033\\");
    ownerPresses("\033[<35;10;10M");
    assertThat(stage.control.message().takenOver()).isFalse();
    stage.now += 500;
    ownerPresses("\033[?62;22c");
    assertThat(stage.typists.ownerIdle()).isEqualTo(500);
    ownerPresses("\033[A");
    assertThat(stage.control.message().takenOver()).isTrue();
  }

  @Test
  @DisplayName("M12 without the owner editors become viewers, then sharing ends; a key ends it all")
  void idle() {
    stage.now += 599;
    stage.control.turn();
    assertThat(roleOf("Ada")).isEqualTo(Role.EDITOR);
    stage.now += 1;
    stage.control.turn();
    assertThat(roleOf("Ada")).isEqualTo(Role.VIEWER);
    assertThat(stage.control.message().ownerAway()).isTrue();
    assertThat(ada.heard(new HostToGuest.RoleNow(Role.VIEWER))).isTrue();
    stage.join("Late", Stage.LATE);
    assertThat(roleOf("Late")).as("nobody begins to edit meanwhile").isEqualTo(Role.VIEWER);
    stage.now += 900;
    stage.control.turn();
    assertThat(stage.control.message().secondsLeft()).isPositive();
    assertThat(stage.line.notice()).isInstanceOf(NoticeLine.Notice.Lasting.class);
    ownerPresses("x");
    stage.control.turn();
    assertThat(stage.control.message())
        .isEqualTo(
            new StreamMessage.Control(false, false, false, false, 0, List.of(PersonId.OWNER)));
    assertThat(List.of(roleOf("Ada"), roleOf("Ken"), roleOf("Late"))).containsOnly(Role.EDITOR);
    stage.now += 1800;
    stage.control.turn();
    assertThat(stage.stopped).isTrue();
  }

  @Test
  @DisplayName("M12 whom the owner makes a viewer while away stays one; a page of the owner counts")
  void idleAndRoles() {
    stage.now += 600;
    stage.control.turn();
    stage.authority.orders().obey(new GuestToHost.SetRole(new PersonId(2), Role.VIEWER));
    owner.say(new GuestToHost.Ping(1));
    stage.control.turn();
    assertThat(roleOf("Ada")).as("pages ping by themselves").isEqualTo(Role.VIEWER);
    owner.say(new GuestToHost.Show(false, 0, Selection.NONE));
    stage.control.turn();
    assertThat(roleOf("Ada")).isEqualTo(Role.EDITOR);
    assertThat(roleOf("Ken")).isEqualTo(Role.VIEWER);
  }

  @Test
  @DisplayName("M12 a step that is left out does nothing to roles")
  void leftOut() {
    Control control =
        new Control(
            stage.typists,
            new IdleTimes(0, 500, 1000),
            new Notices(stage.line, (_, _) -> {}),
            (_, _) -> {},
            new Control.Effects() {
              @Override
              public void say(StreamMessage.Control now) {}

              @Override
              public boolean peopleHidden() {
                return false;
              }

              @Override
              public void ownerAway(boolean away) {
                throw new AssertionError("nobody is made a viewer");
              }

              @Override
              public void end() {
                stage.stop();
              }
            });
    stage.now += 500;
    control.turn();
    assertThat(control.message().secondsLeft()).isEqualTo(1);
    assertThat(control.ownerAway()).isFalse();
    stage.now += 500;
    control.turn();
    assertThat(stage.stopped).isTrue();
  }

  @Test
  @DisplayName("M12 times can be chosen, and left out")
  void times() {
    assertThat(IdleTimes.parse("10,25m,1h"))
        .isEqualTo(new IdleTimes(600_000, 1_500_000, 3_600_000));
    assertThat(IdleTimes.parse("0,0,0")).isEqualTo(IdleTimes.UNATTENDED);
    assertThat(IdleTimes.UNATTENDED.step(Long.MAX_VALUE)).isEqualTo(IdleTimes.Step.HERE);
    assertThat(IdleTimes.parse("0,0,5s").step(5_000)).isEqualTo(IdleTimes.Step.END);
    for (String wrong : List.of("", "1,2", "1,2,3,4", "3,2,1", "-1,2,3", "1d,2d,3d", "1,1,1")) {
      assertThatIllegalArgumentException().isThrownBy(() -> IdleTimes.parse(wrong));
    }
  }

  @Test
  @DisplayName("M9 everyone is a viewer, also who comes by the link")
  void everyoneViews() {
    ada.say(new GuestToHost.EveryoneViews());
    assertThat(ada.last(HostToGuest.NotAllowed.class).type()).isEqualTo(24);
    owner.say(new GuestToHost.EveryoneViews());
    stage.join("Late", Stage.LATE);
    assertThat(List.of(roleOf("Ada"), roleOf("Ken"), roleOf("Late"))).containsOnly(Role.VIEWER);
    assertThat(owner.last(HostToGuest.Access.class).anyone()).isEqualTo(Level.VIEW);
    ada.type("x");
    assertThat(stage.typed).isEmpty();
  }

  @Test
  @DisplayName("M10 guests are told only of who can edit, owners of everybody")
  void hiddenPeople() {
    stage.authority.orders().obey(new GuestToHost.SetRole(new PersonId(2), Role.VIEWER));
    owner.say(new GuestToHost.ListPeople(false));
    stage.authority.orders().tellOwners();
    assertThat(stage.roster.message().people())
        .extracting(StreamMessage.Person::name)
        .containsExactly("mo", "Ada");
    assertThat(stage.roster.message().total()).isEqualTo(2);
    assertThat(owner.last(HostToGuest.People.class).roster().people())
        .extracting(StreamMessage.Person::name)
        .containsExactlyInAnyOrder("mo", "Ada", "Ken");
    assertThat(stage.control.message().peopleHidden()).isTrue();
    ken.say(new GuestToHost.Show(false, 5, Selection.NONE));
    assertThat(stage.presence.message().people()).isEmpty();
    assertThat(ken.listen()).noneMatch(HostToGuest.People.class::isInstance);
  }

  @Test
  @DisplayName("D6 the owner approves each command of an editor, as it was asked for")
  void approve() {
    stage.prompt();
    owner.say(new GuestToHost.Approve(true));
    ada.type("ls\r");
    assertThat(stage.typed).as("keys go nowhere").isEmpty();
    ada.say(new GuestToHost.EditDraft(1, 0, 7, List.of(TextChange.replace(0, 0, 0, "ls"))));
    ada.say(new GuestToHost.RunDraft(1, 1));
    assertThat(ada.last(HostToGuest.DraftNot.class).why())
        .isEqualTo(HostToGuest.DraftNot.Why.ASKED);
    assertThat(stage.typed).isEmpty();
    HostToGuest.Request asked = owner.last(HostToGuest.Requests.class).open().getFirst();
    assertThat(asked.command()).isEqualTo("ls");
    ada.say(new GuestToHost.Answer(asked.id(), Level.EDIT));
    assertThat(stage.typed).as("nobody approves themselves").isEmpty();
    ken.say(new GuestToHost.EditDraft(1, 1, 7, List.of(TextChange.replace(2, 2, 2, "; rm x"))));
    owner.say(new GuestToHost.Answer(asked.id(), Level.EDIT));
    assertThat(stage.typed).containsExactly("Ada:ls\r");
    assertThat(stage.drafting.text()).as("what others wrote meanwhile").isEqualTo("ls; rm x");
    owner.say(new GuestToHost.Answer(asked.id(), Level.EDIT));
    assertThat(stage.typed).as("once").hasSize(1);

    ken.say(new GuestToHost.RunDraft(1, 2));
    owner.say(
        new GuestToHost.Answer(
            owner.last(HostToGuest.Requests.class).open().getFirst().id(), Level.NOTHING));
    assertThat(ken.last(HostToGuest.DraftNot.class).why())
        .isEqualTo(HostToGuest.DraftNot.Why.DENIED);
    ken.say(new GuestToHost.RunDraft(1, 2));
    HostToGuest.Request late = owner.last(HostToGuest.Requests.class).open().getFirst();
    stage.authority.orders().obey(new GuestToHost.SetRole(new PersonId(2), Role.VIEWER));
    owner.say(new GuestToHost.Answer(late.id(), Level.EDIT));
    assertThat(stage.typed).as("a viewer's command").hasSize(1);
    owner.say(new GuestToHost.RunDraft(1, 2));
    assertThat(stage.typed)
        .as("the owner asks nobody")
        .containsExactly("Ada:ls\r", "mo:ls; rm x\r");
  }

  @Test
  @DisplayName("W1 W2 where people are, and what they have selected, on its text")
  void presence() {
    stage.terminal.feed(
        ("0123456789".repeat(5) + "\r\nnext\r\n").getBytes(StandardCharsets.US_ASCII));
    long generation = stage.shown.generation();
    var cells = new Selection.Rows(generation, 0, 35, 1, 5);
    ada.say(new GuestToHost.Show(false, 0, cells));
    ken.say(new GuestToHost.Show(true, 0, Selection.NONE));
    assertThat(stage.presence.message().people())
        .extracting(StreamMessage.Seen::person, StreamMessage.Seen::away)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(new PersonId(1), false),
            org.assertj.core.groups.Tuple.tuple(new PersonId(2), true));
    stage.terminal.resize(20, 10);
    assertThat(selectionOfAda())
        .isEqualTo(new Selection.Rows(stage.shown.generation(), 1, 15, 2, 5));
    stage.terminal.resize(40, 10);
    assertThat(selectionOfAda())
        .isEqualTo(new Selection.Rows(stage.shown.generation(), 0, 35, 1, 5));
    var before = new Selection.Rows(generation + 7, 0, 35, 1, 5);
    ada.say(new GuestToHost.Show(false, 3, before));
    assertThat(selectionOfAda()).as("of other numbers").isEqualTo(Selection.NONE);
    ada.say(
        new GuestToHost.Show(false, 3, new Selection.Rows(stage.shown.generation(), 5, 0, 900, 1)));
    assertThat(selectionOfAda()).as("beyond the end").isEqualTo(Selection.NONE);
    ada.leave();
    assertThat(stage.presence.message().people())
        .extracting(StreamMessage.Seen::person)
        .containsExactly(new PersonId(2));
  }

  @Test
  @DisplayName("W2 a selection stays on wide characters that an edge pushes to the next row")
  void presenceOnWideText() {
    String text = "ab日本語cd漢字ef日本語の文字列gh";
    stage.terminal.feed((text + "\r\nnext\r\n").getBytes(StandardCharsets.UTF_8));
    ada.say(
        new GuestToHost.Show(false, 0, new Selection.Rows(stage.shown.generation(), 0, 10, 0, 22)));
    for (int columns : new int[] {7, 40, 9, 5, 12, 3, 11, 40}) {
      stage.terminal.resize(columns, 20);
      assertThat(selectionOfAda())
          .isInstanceOfSatisfying(
              Selection.Rows.class,
              rows ->
                  assertThat(
                          stage
                              .terminal
                              .sharedTranscript()
                              .text(
                                  new CellRange(
                                      rows.row(), rows.column(), rows.endRow(), rows.endColumn())))
                      .as("%d columns: %s", columns, rows)
                      .isEqualTo("漢字ef日本語"));
    }
  }

  @Test
  @DisplayName("B33 with many people those who may edit are told of first")
  void presenceOfMany() {
    stage.authority.orders().obey(new GuestToHost.SetAnyone(Level.VIEW));
    for (int i = 0; i < 80; i++) {
      stage
          .join("Viewer " + i, Stage.key(100 + i))
          .say(new GuestToHost.Show(false, 7, Selection.NONE));
    }
    stage.authority.orders().obey(new GuestToHost.SetRole(new PersonId(82), Role.EDITOR));
    assertThat(stage.presence.message().people()).hasSize(64);
    assertThat(stage.presence.message().people().getFirst().person()).isEqualTo(new PersonId(82));
  }

  private Selection selectionOfAda() {
    return stage.presence.message().people().getFirst().selection();
  }
}
