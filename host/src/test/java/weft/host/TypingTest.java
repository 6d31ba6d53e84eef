package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuest.Taken;
import weft.protocol.Level;
import weft.protocol.Limits;
import weft.protocol.Reason;
import weft.protocol.Role;

class TypingTest {
  private final Stage stage = new Stage(Level.EDIT);
  private final Stage.Guest ada = stage.join("Ada", Stage.ADA);

  private static GuestToHost.Type keys(long at, long refused, String text) {
    return new GuestToHost.Type(at, refused, Bytes.owned(text.getBytes(StandardCharsets.US_ASCII)));
  }

  @Test
  @DisplayName("I2 what has been taken is not taken again, of a longer TYPE only the rest")
  void onlyOnce() {
    ada.say(keys(0, 0, "ls"));
    ada.say(keys(0, 0, "ls"));
    ada.say(keys(0, 0, "ls -l\r"));
    ada.say(keys(1, 0, "s"));
    assertThat(stage.typed).containsExactly("Ada:ls", "Ada: -l\r");
    assertThat(ada.listen().getLast()).isEqualTo(new Taken(6, 0));
  }

  @Test
  @DisplayName("I3 the same input stream goes on over another connection, and ADMITTED says where")
  void goesOn() {
    ada.say(keys(0, 0, "ls"));
    Stage.Guest again = stage.joinTyping("Ada", Stage.ADA, ada.inputStream);
    assertThat(again.last(HostToGuest.Admitted.class).input()).isEqualTo(new Taken(2, 0));
    again.say(keys(0, 0, "ls\r"));
    assertThat(stage.typed).containsExactly("Ada:ls", "Ada:\r");
  }

  @Test
  @DisplayName("I1 a guest that comes again takes the place of its earlier connection")
  void takesItsPlace() {
    Stage.Guest otherDevice = stage.join("Ada", Stage.ADA);
    stage.joinTyping("Ada", Stage.ADA, ada.inputStream);
    assertThat(stage.dismissed).containsOnlyKeys(ada.id).containsValue(Reason.REPLACED);
    otherDevice.type("ls\r");
    assertThat(stage.typed).containsExactly("Ada:ls\r");
  }

  @Test
  @DisplayName("I3 one TAKEN a turn says it for all that was typed in it")
  void coalesced() {
    ada.deliver(ada.seal(keys(0, 0, "l")));
    ada.deliver(ada.seal(keys(1, 0, "s")));
    stage.authority.flush();
    stage.authority.flush();
    assertThat(ada.listen()).filteredOn(Taken.class::isInstance).containsExactly(new Taken(2, 0));
  }

  @Test
  @DisplayName("I4 what follows refused keys is refused too, until the guest has heard of it")
  void nothingAfterAHole() {
    stage.shellTakesKeys = false;
    ada.say(keys(0, 0, "rm -r x"));
    stage.shellTakesKeys = true;
    ada.say(keys(7, 0, "y\r"));
    assertThat(stage.typed).isEmpty();
    assertThat(ada.listen().getLast()).isEqualTo(new Taken(9, 9));
    ada.say(keys(9, 9, "ls\r"));
    assertThat(stage.typed).containsExactly("Ada:ls\r");
    assertThat(ada.listen().getLast()).isEqualTo(new Taken(12, 9));
  }

  @Test
  @DisplayName("I4 keys on their way while the role changes are refused and counted")
  void roleLost() {
    ada.say(keys(0, 0, "a"));
    becomes(Role.VIEWER);
    ada.say(keys(1, 0, "b"));
    becomes(Role.EDITOR);
    ada.say(keys(2, 0, "c"));
    ada.say(keys(3, 2, "d"));
    assertThat(stage.typed).containsExactly("Ada:a", "Ada:d");
    assertThat(ada.listen().getLast()).isEqualTo(new Taken(4, 2));
  }

  private void becomes(Role role) {
    var you = ada.last(HostToGuest.Admitted.class).you();
    stage.authority.orders().obey(new GuestToHost.SetRole(you, role));
  }

  @Test
  @DisplayName("I1 what the guest has given up itself is skipped")
  void skipped() {
    ada.say(keys(0, 0, "a"));
    ada.say(keys(10, 0, "b"));
    assertThat(stage.typed).containsExactly("Ada:a", "Ada:b");
    assertThat(ada.listen().getLast()).isEqualTo(new Taken(11, 0));
  }

  @Test
  @DisplayName("N1 an input stream longer than numbers go is refused")
  void tooFar() {
    ada.say(keys(Limits.NUMBER, 0, "a"));
    assertThat(stage.typed).isEmpty();
    assertThat(ada.listen().getLast()).isEqualTo(new HostToGuest.NotAllowed(2));
  }

  @Test
  @DisplayName("B16 the input streams of one person that are remembered are the last used")
  void remembered() {
    ada.say(keys(0, 0, "a"));
    Stage.Guest first = stage.join("Ada", Stage.ADA).type("b");
    for (int i = 0; i < Limits.INPUT_STREAMS - 1; i++) {
      Stage.Guest more = stage.join("Ada", Stage.ADA).type("c");
      more.leave();
    }
    stage.typed.clear();
    stage.joinTyping("Ada", Stage.ADA, first.inputStream).say(keys(0, 0, "b"));
    assertThat(stage.typed).isEmpty();
    Stage.Guest forgotten = stage.joinTyping("Ada", Stage.ADA, ada.inputStream);
    assertThat(forgotten.last(HostToGuest.Admitted.class).input()).isEqualTo(Taken.NOTHING);
  }
}
