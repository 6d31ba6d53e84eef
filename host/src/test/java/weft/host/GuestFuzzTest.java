package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.crypto.PairwiseChannel;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToHostCodec;
import weft.protocol.Level;
import weft.protocol.PersonId;
import weft.protocol.RequestId;
import weft.protocol.Role;
import weft.protocol.Selection;
import weft.protocol.TextChange;

/// A guest whose client does what it likes: it has its own keys, and nobody else's.
class GuestFuzzTest {
  private static final long MOST = (1L << 53) - 1;

  /// Each kind of message, with numbers that may mean something and numbers that cannot.
  private static GuestToHost some(Random random) {
    long number = random.nextInt(4) == 0 ? MOST : random.nextInt(6);
    int place = random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(6);
    PersonId person = new PersonId(random.nextInt(4));
    Bytes bytes = Bytes.owned("ls\r".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return switch (random.nextInt(24)) {
      case 0 -> new GuestToHost.Type(number, random.nextInt(3), bytes);
      case 1 -> new GuestToHost.AskToEdit();
      case 2 -> new GuestToHost.Withdraw();
      case 3 -> new GuestToHost.Ping(number);
      case 4 -> new GuestToHost.Ready();
      case 5 -> new GuestToHost.Find(number, number, random.nextBoolean(), true, true, "(a*)*$");
      case 6 -> new GuestToHost.ListBlocks(number, number);
      case 7, 8 ->
          new GuestToHost.EditDraft(
              1, number, number, List.of(TextChange.replace(place % 7, 0, place % 7, "x\n\t")));
      case 9 -> new GuestToHost.MoveCaret(1, number, place, place);
      case 10, 11 -> new GuestToHost.RunDraft(1, number);
      case 12 ->
          new GuestToHost.Show(
              random.nextBoolean(), number, new Selection.Rows(number, number, place, 1, 2));
      case 13 -> new GuestToHost.Show(false, MOST, new Selection.Blocks(number, 0));
      case 14 -> new GuestToHost.Complete(number, "cat ../../" + "\0".repeat(random.nextInt(2)));
      case 15 -> new GuestToHost.Answer(new RequestId(random.nextInt(4)), Level.EDIT);
      case 16 -> new GuestToHost.SetRole(person, Role.EDITOR);
      case 17 -> new GuestToHost.Remove(person);
      case 18 -> new GuestToHost.SetAnyone(Level.EDIT);
      case 19 -> random.nextBoolean() ? new GuestToHost.RevokeLink() : new GuestToHost.Stop();
      case 20 -> new GuestToHost.ShareFrom(GuestToHost.ShareFrom.From.SESSION, 0, 0);
      case 21 -> new GuestToHost.EveryoneViews();
      case 22 -> new GuestToHost.ListPeople(random.nextBoolean());
      default -> new GuestToHost.Approve(random.nextBoolean());
    };
  }

  private static Bytes bent(Bytes message, Random random) {
    byte[] bytes = message.toArray();
    for (int times = Math.max(0, random.nextInt(6) - 3); times > 0; times--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(3)) {
        case 0 -> bytes[at] = (byte) random.nextInt(256);
        case 1 -> bytes = java.util.Arrays.copyOf(bytes, Math.max(1, at));
        default -> bytes = java.util.Arrays.copyOf(bytes, bytes.length + 1);
      }
    }
    return Bytes.owned(bytes);
  }

  @Test
  @DisplayName("M1 N1 whatever a guest says, it gets no more than its role, and nothing breaks")
  void fuzz() {
    int typed = 0;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      Stage stage = new Stage(Level.VIEW);
      stage.prompt();
      Stage.Guest owner = stage.owner();
      List<Stage.Guest> strange = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        strange.add(stage.join("Eve " + i, Stage.key(10 + i)));
      }
      Person editor = stage.roster.called("Eve 1").getFirst();
      stage.authority.orders().obey(new GuestToHost.SetRole(editor.id(), Role.EDITOR));
      List<String> links = stage.links();
      for (int step = 0; step < 300; step++) {
        int who = random.nextInt(3);
        Stage.Guest guest = strange.get(who);
        PairwiseChannel channel = guest.channel;
        guest.deliver(channel.seal(bent(GuestToHostCodec.encode(some(random)), random)));
        if (stage.dismissed.containsKey(guest.id)) {
          // What could not be read ended that connection.
          strange.set(who, stage.join("Eve " + who, Stage.key(10 + who)));
        }
      }
      stage.authority.flush();
      typed += stage.typed.size();
      String run = "seed " + seed;
      assertThat(stage.typed).as(run).allMatch(keys -> keys.startsWith("Eve 1:"));
      assertThat(stage.roster.everybody())
          .as(run)
          .extracting(Person::name, Person::role)
          .containsExactlyInAnyOrder(
              org.assertj.core.groups.Tuple.tuple("mo", Role.OWNER),
              org.assertj.core.groups.Tuple.tuple("Eve 0", Role.VIEWER),
              org.assertj.core.groups.Tuple.tuple("Eve 1", Role.EDITOR),
              org.assertj.core.groups.Tuple.tuple("Eve 2", Role.VIEWER));
      assertThat(stage.links()).as(run).isEqualTo(links);
      assertThat(stage.stopped).as(run).isFalse();
      assertThat(stage.startedFrom).as(run).isEmpty();
      assertThat(stage.authority.orders().anyone()).as(run).isEqualTo(Level.VIEW);
      assertThat(stage.control.approves()).as(run).isFalse();
      assertThat(stage.roster.listed()).as(run).isTrue();
      // And the session still works.
      owner.say(new GuestToHost.Ping(7));
      assertThat(owner.heard(new weft.protocol.HostToGuest.Pong(7))).as(run).isTrue();
    }
    assertThat(typed).as("what the editor may do is among it").isGreaterThan(20);
  }
}
