package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// One session on two relays, of which now one fails and now the other. Ada is here twice, once
/// through each.
@EnabledIfSystemProperty(named = "weft.faults", matches = "yes")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TwoRelaysFaultsTest {
  private static FaultStage stage;
  private static GuestProcess ada;
  private static GuestProcess adaElsewhere;

  @BeforeAll
  static void share() throws Exception {
    FaultyNet.isNeeded();
    stage = new FaultStage(6, new FaultStage.Setting(2, "", List.of(), List.of()));
    ada = stage.guest("ada");
    adaElsewhere = stage.device(ada, 1);
    stage.newcomer("ben", 1);
  }

  @AfterAll
  static void end() throws Exception {
    if (stage != null) {
      stage.close();
    }
  }

  @Test
  @Order(1)
  @DisplayName("R9, R10: one relay is killed and starts empty while the other is frozen")
  void both_fail() throws Exception {
    stage.numbers().start(20, 40);
    stage.numbers().goesOn(100);
    Signal.STOP.to(stage.relays().get(1).pid());
    stage.relay().kill();
    stage.numbers().goesOn(500);
    stage.relay().startAgain();
    stage.numbers().goesOn(300);
    Signal.CONT.to(stage.relays().get(1).pid());
    stage.numbers().goesOn(100);
    stage.settle();
  }

  @Test
  @Order(2)
  @DisplayName("H5, R10: a role is a person's, on both relays, and stays so when one starts empty")
  void roles() throws Exception {
    assertThat(stage.weft().run("allow", "ada", "--view").status()).isZero();
    both("viewer");
    stage.relays().get(1).kill();
    long before = adaElsewhere.report().connections();
    stage.relays().get(1).startAgain();
    Patience.until(
        Patience.BAD_LINES,
        "the other device to come back",
        () -> adaElsewhere.report().connections() > before);
    stage.window().type("echo still-$((6*7)) here\r").awaitText("still-42");
    Patience.until(
        Patience.BAD_LINES,
        "the screen there",
        () -> adaElsewhere.report().screen().contains("still-42"));
    both("viewer");
    assertThat(stage.weft().run("allow", "ada", "--edit").status()).isZero();
    both("editor");
  }

  private static void both(String role) throws Exception {
    for (GuestProcess device : List.of(ada, adaElsewhere)) {
      Patience.until("the role " + role, () -> device.report().role().equals(role));
    }
  }

  @Test
  @Order(3)
  @DisplayName("I2, I5: what is typed into a relay that is frozen, or dies, comes once")
  void typed_once() throws Exception {
    Signal.STOP.to(stage.relays().get(1).pid());
    adaElsewhere.ask("type echo held ba''ck");
    ada.ask("type echo not he''ld");
    stage.window().awaitText("not held\n$");
    Signal.CONT.to(stage.relays().get(1).pid());
    stage.window().awaitText("held back\n$");
    Signal.STOP.to(stage.relay().pid());
    ada.ask("type echo sur''vived");
    stage.relay().kill();
    stage.relay().startAgain();
    stage.window().awaitText("survived\n$");
    stage.settle();
    String all = new String(stage.window().output(), StandardCharsets.UTF_8);
    assertThat(Scene.count(all, "held back")).isEqualTo(1);
    assertThat(Scene.count(all, "survived")).isEqualTo(1);
  }
}
