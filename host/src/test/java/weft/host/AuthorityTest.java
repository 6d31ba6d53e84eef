package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Level;
import weft.protocol.Limits;
import weft.protocol.PersonId;
import weft.protocol.Reason;
import weft.protocol.RequestId;
import weft.protocol.Role;
import weft.protocol.TextChange;

class AuthorityTest {
  private static void answer(Stage.Guest owner, Level level) {
    RequestId open = owner.last(HostToGuest.Requests.class).open().getFirst().id();
    owner.say(new GuestToHost.Answer(open, level));
  }

  @Test
  @DisplayName("M2 a visitor with the link waits until the owner lets them in as a viewer")
  void visitorAsks() {
    Stage stage = new Stage(Level.NOTHING);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    assertThat(ada.listen()).containsExactly(new HostToGuest.Waiting());
    assertThat(stage.admitted).containsExactly(owner.id);

    answer(owner, Level.VIEW);

    assertThat(ada.last(HostToGuest.Admitted.class).role()).isEqualTo(Role.VIEWER);
    assertThat(stage.admitted).containsExactly(owner.id, ada.id);
    assertThat(owner.last(HostToGuest.Requests.class).open()).isEmpty();
  }

  @Test
  @DisplayName("M2 a visitor whom the owner denies is told so and closed")
  void visitorDenied() {
    Stage stage = new Stage(Level.NOTHING);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    answer(owner, Level.NOTHING);
    assertThat(ada.heard(new HostToGuest.Goodbye(Reason.DENIED))).isTrue();
    assertThat(stage.dismissed).containsEntry(ada.id, Reason.DENIED);
    assertThat(stage.admitted).doesNotContain(ada.id);
  }

  @Test
  @DisplayName("M2 with anyone's level set, the link alone lets a visitor in at that level")
  void anyone() {
    Stage stage = new Stage(Level.EDIT);
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    assertThat(ada.last(HostToGuest.Admitted.class).role()).isEqualTo(Role.EDITOR);
  }

  @Test
  @DisplayName("M1 a viewer's TYPE is refused by the host and reaches no shell")
  void viewersKeys() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest ada = stage.join("Ada", Stage.ADA).type("rm -rf /\r");
    assertThat(stage.typed).isEmpty();
    assertThat(ada.heard(new HostToGuest.Taken(9, 9))).isTrue();
  }

  @Test
  @DisplayName("M1 somebody who still waits can do nothing at all")
  void waitingKeys() {
    Stage stage = new Stage(Level.NOTHING);
    Stage.Guest ada = stage.join("Ada", Stage.ADA).type("ls\r");
    ada.say(new GuestToHost.Stop());
    assertThat(stage.typed).isEmpty();
    assertThat(stage.stopped).isFalse();
    assertThat(ada.heard(new HostToGuest.NotAllowed(2))).isTrue();
    assertThat(ada.heard(new HostToGuest.NotAllowed(21))).isTrue();
  }

  @Test
  @DisplayName("M1 an editor may type, but none of the owner's messages has any effect")
  void editorIsNoOwner() {
    Stage stage = new Stage(Level.EDIT);
    Stage.Guest ada = stage.join("Ada", Stage.ADA).type("ls\r");
    Stage.Guest ken = stage.join("Ken", Stage.KEN);
    PersonId kens = ken.last(HostToGuest.Admitted.class).you();
    for (GuestToHost order :
        new GuestToHost[] {
          new GuestToHost.Answer(new RequestId(1), Level.EDIT),
          new GuestToHost.SetRole(kens, Role.VIEWER),
          new GuestToHost.Remove(kens),
          new GuestToHost.SetAnyone(Level.NOTHING),
          new GuestToHost.RevokeLink(),
          new GuestToHost.Stop()
        }) {
      ada.say(order);
      assertThat(ada.listen().getLast()).isInstanceOf(HostToGuest.NotAllowed.class);
    }
    assertThat(stage.typed).containsExactly("Ada:ls\r");
    assertThat(stage.stopped).isFalse();
    assertThat(stage.roster.find(kens).orElseThrow().role()).isEqualTo(Role.EDITOR);
    assertThat(stage.authority.orders().anyone()).isEqualTo(Level.EDIT);
  }

  @Test
  @DisplayName("M4 keys reach the shell in the order of arrival, each message whole")
  void keysInOrder() {
    Stage stage = new Stage(Level.EDIT);
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    Stage.Guest ken = stage.join("Ken", Stage.KEN);
    ada.type("echo a");
    ken.type("b");
    ada.type("\r");
    assertThat(stage.typed).containsExactly("Ada:echo a", "Ken:b", "Ada:\r");
  }

  @Test
  @DisplayName("B3 a TYPE over 64 KiB is refused whole, and so is one the shell has no room for")
  void tooMuchTyped() {
    Stage stage = new Stage(Level.EDIT);
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    ada.type("x".repeat(Limits.TYPE + 1));
    assertThat(ada.heard(new HostToGuest.Taken(Limits.TYPE + 1, Limits.TYPE + 1))).isTrue();
    stage.shellTakesKeys = false;
    ada.type("ls");
    assertThat(stage.typed).isEmpty();
    assertThat(ada.heard(new HostToGuest.Taken(Limits.TYPE + 3, Limits.TYPE + 3))).isTrue();
  }

  @Test
  @DisplayName("M8 a second request to edit replaces the first, and withdrawing takes it back")
  void editRequests() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    ada.say(new GuestToHost.AskToEdit());
    ada.say(new GuestToHost.AskToEdit());
    assertThat(owner.last(HostToGuest.Requests.class).open()).hasSize(1);
    ada.say(new GuestToHost.Withdraw());
    assertThat(owner.last(HostToGuest.Requests.class).open()).isEmpty();
  }

  @Test
  @DisplayName("M3 requests and the link go to owners only")
  void ownersOnly() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    Stage.Guest ken = stage.join("Ken", Stage.KEN);
    ken.say(new GuestToHost.AskToEdit());
    assertThat(ada.listen())
        .noneMatch(m -> m instanceof HostToGuest.Requests || m instanceof HostToGuest.Access);
    assertThat(owner.last(HostToGuest.Requests.class).open().getFirst().name()).isEqualTo("Ken");
    assertThat(owner.last(HostToGuest.Access.class).links()).isEqualTo(stage.links());
  }

  @Test
  @DisplayName("M1 roles change live: a viewer becomes an editor and a viewer again")
  void rolesChange() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    ada.say(new GuestToHost.AskToEdit());
    answer(owner, Level.EDIT);
    assertThat(ada.heard(new HostToGuest.RoleNow(Role.EDITOR))).isTrue();
    assertThat(ada.heard(new HostToGuest.Answered(true))).isTrue();
    ada.type("a");
    PersonId adas = ada.last(HostToGuest.Admitted.class).you();
    owner.say(new GuestToHost.SetRole(adas, Role.VIEWER));
    ada.type("b");
    assertThat(stage.typed).containsExactly("Ada:a");
  }

  @Test
  @DisplayName("M1 nobody becomes an owner by a role")
  void noSecondOwner() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    PersonId adas = ada.last(HostToGuest.Admitted.class).you();
    stage.authority.orders().obey(new GuestToHost.SetRole(adas, Role.OWNER));
    owner.say(new GuestToHost.SetRole(PersonId.OWNER, Role.VIEWER));
    assertThat(stage.roster.find(adas).orElseThrow().role()).isEqualTo(Role.VIEWER);
    assertThat(stage.roster.owner().role()).isEqualTo(Role.OWNER);
  }

  @Test
  @DisplayName("H5 the same person comes back with the same role, on several devices at once")
  void samePerson() {
    Stage stage = new Stage(Level.NOTHING);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    answer(owner, Level.EDIT);
    Stage.Guest phone = stage.join("Ada L.", Stage.ADA);
    assertThat(phone.last(HostToGuest.Admitted.class).you())
        .isEqualTo(ada.last(HostToGuest.Admitted.class).you());
    assertThat(phone.last(HostToGuest.Admitted.class).role()).isEqualTo(Role.EDITOR);
    ada.leave();
    phone.leave();
    Stage.Guest later = stage.join("Ada", Stage.ADA);
    assertThat(later.last(HostToGuest.Admitted.class).role()).isEqualTo(Role.EDITOR);
  }

  @Test
  @DisplayName("B10 over eight devices the oldest is closed")
  void devices() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest first = stage.join("Ada", Stage.ADA);
    for (int i = 0; i < Limits.DEVICES; i++) {
      stage.join("Ada", Stage.ADA);
    }
    assertThat(first.heard(new HostToGuest.Goodbye(Reason.REPLACED))).isTrue();
    assertThat(stage.roster.admitted()).hasSize(Limits.DEVICES);
  }

  @Test
  @DisplayName("B9 over fifty open requests the next is told to try later")
  void tooManyRequests() {
    Stage stage = new Stage(Level.NOTHING);
    for (int i = 0; i < Limits.REQUESTS; i++) {
      byte[] key = new byte[16];
      key[1] = (byte) (i + 1);
      stage.join("guest " + i, Bytes.owned(key));
    }
    Stage.Guest late = stage.join("late", Stage.ADA);
    assertThat(late.heard(new HostToGuest.Goodbye(Reason.TOO_MANY_REQUESTS))).isTrue();
    assertThat(stage.requests.all()).hasSize(Limits.REQUESTS);
  }

  @Test
  @DisplayName(
      "M5 S7 removing closes all devices, forgets the role and begins a new epoch for the rest")
  void removing() {
    Stage stage = new Stage(Level.NOTHING);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    answer(owner, Level.EDIT);
    Stage.Guest phone = stage.join("Ada", Stage.ADA);
    Stage.Guest ken = stage.join("Ken", Stage.KEN);
    answer(owner, Level.VIEW);
    long before = stage.epoch.epoch();

    owner.say(new GuestToHost.Remove(ada.last(HostToGuest.Admitted.class).you()));

    for (Stage.Guest device : new Stage.Guest[] {ada, phone}) {
      assertThat(device.heard(new HostToGuest.Goodbye(Reason.REMOVED))).isTrue();
      assertThat(device.listen()).noneMatch(HostToGuest.Epoch.class::isInstance);
    }
    assertThat(ken.last(HostToGuest.Epoch.class).epoch()).isEqualTo(before + 1);
    assertThat(stage.join("Ada", Stage.ADA).listen()).containsExactly(new HostToGuest.Waiting());
  }

  @Test
  @DisplayName("M5 removing somebody whom the link alone would let in again makes a new link")
  void removingMakesNewLink() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    List<String> before = stage.links();
    owner.say(new GuestToHost.Remove(ada.last(HostToGuest.Admitted.class).you()));
    HostToGuest.Access now = owner.last(HostToGuest.Access.class);
    assertThat(now.links()).isNotEqualTo(before).isEqualTo(stage.links());
    assertThat(now.news()).isEqualTo(HostToGuest.LinkNews.NEW_AFTER_REMOVAL);
  }

  @Test
  @DisplayName("M6 revoking removes those the link let in; those the owner let in stay")
  void revoking() {
    Stage stage = new Stage(Level.NOTHING);
    Stage.Guest owner = stage.owner();
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    answer(owner, Level.VIEW);
    owner.say(new GuestToHost.SetAnyone(Level.VIEW));
    Stage.Guest ken = stage.join("Ken", Stage.KEN);

    owner.say(new GuestToHost.RevokeLink());

    assertThat(ken.heard(new HostToGuest.Goodbye(Reason.REMOVED))).isTrue();
    assertThat(ada.last(HostToGuest.Epoch.class).epoch()).isEqualTo(2);
    assertThat(stage.authority.orders().anyone()).isEqualTo(Level.NOTHING);
    assertThat(owner.last(HostToGuest.Access.class).news())
        .isEqualTo(HostToGuest.LinkNews.NEW_AFTER_REVOKING);
  }

  @Test
  @DisplayName("Q1 Q2 an owner moves where sharing starts and hears how much that is")
  void start() {
    Stage stage = new Stage(Level.EDIT);
    Stage.Guest owner = stage.owner();
    owner.say(new GuestToHost.AskStarts(7, 0));
    owner.say(new GuestToHost.ShareFrom(GuestToHost.ShareFrom.From.BLOCK, 7, 0));
    assertThat(owner.last(HostToGuest.Starts.class).block()).isEqualTo(7);
    assertThat(stage.startedFrom).containsExactly(new StartingPoint.From.OfBlock(7, 0));
  }

  @Test
  @DisplayName("D2 D3 B31 only who may type edits or runs the draft")
  void draft() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    GuestToHost.EditDraft edit =
        new GuestToHost.EditDraft(1, 0, 7, List.of(TextChange.replace(0, 0, 0, "ls")));
    ada.say(edit);
    ada.say(new GuestToHost.RunDraft(1, 0));
    assertThat(ada.heard(new HostToGuest.NotAllowed(9))).isTrue();
    assertThat(ada.heard(new HostToGuest.NotAllowed(11))).isTrue();
    assertThat(stage.drafting.text()).isEmpty();
    stage.prompt();
    Stage.Guest owner = stage.owner();
    owner.say(
        new GuestToHost.EditDraft(1, 0, 7, Collections.nCopies(101, edit.changes().getFirst())));
    assertThat(owner.heard(new HostToGuest.NotAllowed(9))).isTrue();
    owner.say(edit);
    owner.say(new GuestToHost.RunDraft(1, 1));
    assertThat(stage.typed).containsExactly("mo:ls\r");
  }

  @Test
  @DisplayName("Q1 Q2 nobody else learns or moves where sharing starts; an excerpt is of blocks")
  void noStart() {
    Stage stage = new Stage(Level.EDIT);
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    ada.say(new GuestToHost.AskStarts(7, 0));
    ada.say(new GuestToHost.ShareFrom(GuestToHost.ShareFrom.From.SESSION, 0, 0));
    Stage.Guest owner = stage.owner();
    owner.say(new GuestToHost.ShareFrom(GuestToHost.ShareFrom.From.NOW, 0, 3));
    assertThat(stage.startedFrom).isEmpty();
    assertThat(ada.heard(new HostToGuest.NotAllowed(22))).isTrue();
    assertThat(ada.heard(new HostToGuest.NotAllowed(23))).isTrue();
    assertThat(owner.heard(new HostToGuest.NotAllowed(22))).isTrue();
  }

  @Test
  @DisplayName("Q3 a moved start is a new epoch, which everybody hears of")
  void movedStart() {
    Stage stage = new Stage(Level.EDIT);
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    stage.authority.orders().startMoved();
    assertThat(ada.last(HostToGuest.Epoch.class).epoch()).isEqualTo(2);
  }

  @Test
  @DisplayName("M7 a name loses what could deceive, and an empty one becomes Guest")
  void names() {
    Stage stage = new Stage(Level.VIEW);
    stage.join("\u202eA\u001b[31mda\u0007", Stage.ADA);
    stage.join("  ", Stage.KEN);
    assertThat(stage.roster.everybody()).extracting(Person::name).contains("Guest");
    assertThat(stage.roster.withKey(Stage.ADA).orElseThrow().name())
        .doesNotContain("\u202e", "\u001b", "\u0007");
  }

  @Test
  @DisplayName("H6 a replayed HELLO shows nobody in the roster")
  void replayedHello() {
    Stage stage = new Stage(Level.VIEW);
    Stage.Guest ada = stage.join("Ada", Stage.ADA);
    ada.leave();
    assertThat(stage.roster.message().total()).isEqualTo(1);

    weft.protocol.GuestId ghost = new weft.protocol.GuestId(4711);
    stage.door.arrived(stage.relay, ghost);
    stage.door.received(stage.relay, ghost, weft.protocol.EnvelopeCodec.encode(ada.hello));

    assertThat(stage.roster.message().total()).isEqualTo(1);
    assertThat(stage.roster.message().people()).extracting(p -> p.name()).containsExactly("mo");
  }
}
