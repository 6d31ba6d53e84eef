package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Level;
import weft.protocol.PersonId;
import weft.protocol.Reason;
import weft.protocol.RequestId;
import weft.protocol.Role;
import weft.protocol.Selection;

/// Every message that a guest can send × everybody who can send it (rule M1).
final class RolesMatrixTest {
  private enum Sender {
    ASKING,
    VIEWER,
    EDITOR,
    OWNER,
    REMOVED,
    ENDED
  }

  /// Who may, by the message's name; whoever is not here is refused or not heard.
  private static final Map<String, Set<Sender>> MAY =
      Map.ofEntries(
          Map.entry("Ready", Set.of(Sender.ASKING, Sender.VIEWER, Sender.EDITOR, Sender.OWNER)),
          Map.entry("Ping", Set.of(Sender.ASKING, Sender.VIEWER, Sender.EDITOR, Sender.OWNER)),
          Map.entry("Join", Set.of()),
          Map.entry("AskToEdit", Set.of(Sender.VIEWER)),
          Map.entry("Withdraw", Set.of(Sender.VIEWER, Sender.EDITOR, Sender.OWNER)),
          Map.entry("Find", Set.of(Sender.VIEWER, Sender.EDITOR, Sender.OWNER)),
          Map.entry("ListBlocks", Set.of(Sender.VIEWER, Sender.EDITOR, Sender.OWNER)),
          Map.entry("Show", Set.of(Sender.VIEWER, Sender.EDITOR, Sender.OWNER)),
          Map.entry("MoveCaret", Set.of(Sender.VIEWER, Sender.EDITOR, Sender.OWNER)),
          Map.entry("Type", Set.of(Sender.EDITOR, Sender.OWNER)),
          Map.entry("EditDraft", Set.of(Sender.EDITOR, Sender.OWNER)),
          Map.entry("RunDraft", Set.of(Sender.EDITOR, Sender.OWNER)),
          Map.entry("Complete", Set.of(Sender.EDITOR, Sender.OWNER)),
          Map.entry("Answer", Set.of(Sender.OWNER)),
          Map.entry("SetRole", Set.of(Sender.OWNER)),
          Map.entry("Remove", Set.of(Sender.OWNER)),
          Map.entry("SetAnyone", Set.of(Sender.OWNER)),
          Map.entry("EveryoneViews", Set.of(Sender.OWNER)),
          Map.entry("ListPeople", Set.of(Sender.OWNER)),
          Map.entry("Approve", Set.of(Sender.OWNER)),
          Map.entry("Give", Set.of(Sender.OWNER)),
          Map.entry("SetTeam", Set.of(Sender.OWNER)),
          Map.entry("LimitLink", Set.of(Sender.OWNER)),
          Map.entry("RenewLink", Set.of(Sender.OWNER)),
          Map.entry("RevokeLink", Set.of(Sender.OWNER)),
          Map.entry("Stop", Set.of(Sender.OWNER)),
          Map.entry("ShareFrom", Set.of(Sender.OWNER)),
          Map.entry("AskStarts", Set.of(Sender.OWNER)));

  private static GuestToHost example(String name) {
    return switch (name) {
      case "Ready" -> new GuestToHost.Ready();
      case "Ping" -> new GuestToHost.Ping(1);
      case "Join" -> new GuestToHost.Join("x", Stage.LATE, Stage.LATE, "x");
      case "AskToEdit" -> new GuestToHost.AskToEdit();
      case "Withdraw" -> new GuestToHost.Withdraw();
      case "Find" -> new GuestToHost.Find(1, 0, false, false, false, "x");
      case "ListBlocks" -> new GuestToHost.ListBlocks(1, 0);
      case "Show" -> new GuestToHost.Show(false, 0, Selection.NONE);
      case "MoveCaret" -> new GuestToHost.MoveCaret(1, 0, 0, 0);
      case "Type" -> new GuestToHost.Type(0, 0, Bytes.owned(new byte[] {'x'}));
      case "EditDraft" -> new GuestToHost.EditDraft(1, 0, 1, List.of());
      case "RunDraft" -> new GuestToHost.RunDraft(1, 0);
      case "Complete" -> new GuestToHost.Complete(1, "x");
      case "Answer" -> new GuestToHost.Answer(new RequestId(77), Level.EDIT);
      case "SetRole" -> new GuestToHost.SetRole(new PersonId(77), Role.EDITOR);
      case "Remove" -> new GuestToHost.Remove(new PersonId(77));
      case "SetAnyone" -> new GuestToHost.SetAnyone(Level.EDIT);
      case "EveryoneViews" -> new GuestToHost.EveryoneViews();
      case "ListPeople" -> new GuestToHost.ListPeople(false);
      case "Approve" -> new GuestToHost.Approve(true);
      case "Give" -> new GuestToHost.Give(List.of("eve@example.org"), Level.EDIT);
      case "SetTeam" -> new GuestToHost.SetTeam(Level.EDIT);
      case "LimitLink" -> new GuestToHost.LimitLink(0, true);
      case "RenewLink" -> new GuestToHost.RenewLink();
      case "RevokeLink" -> new GuestToHost.RevokeLink();
      case "Stop" -> new GuestToHost.Stop();
      case "ShareFrom" -> new GuestToHost.ShareFrom(GuestToHost.ShareFrom.From.NOW, 0, 0);
      case "AskStarts" -> new GuestToHost.AskStarts(0, 0);
      default -> throw new AssertionError("no example of " + name);
    };
  }

  /// The names of all messages, from the code.
  private static Set<String> messages() {
    return Stream.concat(
            Stream.of(GuestToHost.class.getPermittedSubclasses()),
            Stream.of(GuestToHost.Owners.class.getPermittedSubclasses()))
        .filter(Class::isRecord)
        .map(Class::getSimpleName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void noMessageIsMissing() {
    assertThat(MAY.keySet()).containsExactlyInAnyOrderElementsOf(messages());
  }

  @TestFactory
  List<DynamicTest> everyMessageByEverybody() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : messages()) {
      for (Sender sender : Sender.values()) {
        boolean may = MAY.getOrDefault(name, Set.of()).contains(sender);
        tests.add(
            DynamicTest.dynamicTest(
                name + " by " + sender + (may ? " is heard" : " is not"),
                () -> check(example(name), sender, may)));
      }
    }
    return tests;
  }

  private static void check(GuestToHost message, Sender sender, boolean may) {
    Stage stage = new Stage(Level.NOTHING);
    Stage.Guest guest = sender == Sender.OWNER ? stage.owner() : stage.join("Ada", Stage.ADA);
    if (sender != Sender.OWNER && sender != Sender.ASKING) {
      Level level = sender == Sender.VIEWER ? Level.VIEW : Level.EDIT;
      Stage.Guest owner = stage.owner();
      owner.say(
          new GuestToHost.Answer(
              owner.last(HostToGuest.Requests.class).open().getFirst().id(), level));
      if (sender == Sender.REMOVED) {
        owner.say(new GuestToHost.Remove(guest.last(HostToGuest.Admitted.class).you()));
      } else if (sender == Sender.ENDED) {
        owner.say(new GuestToHost.RevokeLink());
        owner.say(new GuestToHost.SetRole(new PersonId(1), Role.VIEWER));
        stage.door.departed(stage.relay, guest.id);
      }
    }
    guest.listen();
    String before = state(stage);
    int heard = guest.listen().size();
    guest.say(message);
    List<HostToGuest> after =
        guest.listen().subList(heard, guest.listen().size()).stream().toList();
    boolean refused =
        after.stream()
                .anyMatch(
                    answer ->
                        answer instanceof HostToGuest.NotAllowed
                            || (answer instanceof HostToGuest.Taken taken && taken.refused() > 0))
            || stage.dismissed.getOrDefault(guest.id, Reason.STOPPED) == Reason.BAD_FRAME
            || sender == Sender.REMOVED
            || sender == Sender.ENDED;
    assertThat(refused).as("what was answered: %s", after).isEqualTo(!may);
    if (!may) {
      assertThat(state(stage)).as("nothing has changed").isEqualTo(before);
    }
  }

  /// Everything that a message could change.
  private static String state(Stage stage) {
    return stage.typed
        + " "
        + stage.stopped
        + " "
        + stage.startedFrom
        + " "
        + stage.drafting.message()
        + " "
        + stage.authority.orders().admission()
        + " "
        + stage.secrets.link().text()
        + " "
        + stage.roster.whole()
        + " "
        + stage.roster.listed()
        + " "
        + stage.control.approves();
  }
}
