package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Real processes on bad networks: whatever happens to the lines and to the processes, nothing is
/// lost or doubled, screens end up equal, and the shell never waits. `./dev faults` runs them, and
/// `./dev soak` is the long one.
///
/// One session lives through all of it, as a real one would.
@EnabledIfSystemProperty(named = "weft.faults", matches = "yes")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class FaultsTest {
  private static FaultStage stage;

  @BeforeAll
  static void share() throws Exception {
    FaultyNet.isNeeded();
    stage = new FaultStage(4, FaultStage.Setting.USUAL);
    stage.guest("ada");
    stage.guest("ben");
    stage.guest("eve");
    stage.withPage();
  }

  @AfterAll
  static void end() throws Exception {
    if (stage != null) {
      stage.close();
    }
  }

  private static Place place(int guest) {
    return stage.guests().get(guest).place();
  }

  /// Far and lossy, thin, cut for some seconds; and each with a line of its own.
  @Test
  @Order(1)
  void guests_on_bad_lines() throws Exception {
    place(0).line(Quality.bad());
    place(1).line(Quality.thin(256_000));
    stage.pagePlace().line(Quality.bad());
    stage.numbers().start(20, 40);
    stage.numbers().goesOn(500);
    place(2).line(Quality.CUT);
    stage.numbers().goesOn(500);
    stage.numbers().pace(8000, 100); // a burst that no thin line can carry
    stage.numbers().goesOn(8000);
    stage.numbers().pace(20, 40);
    stage.numbers().goesOn(500);
    stage.settle();
  }

  @Test
  @Order(2)
  void a_guest_moves_to_another_network_and_one_is_killed_and_comes_back() throws Exception {
    stage.numbers().start(20, 40);
    stage.numbers().goesOn(100);
    place(0).moveTo(stage.net().address(9, 1));
    stage.guests().get(1).killedAndBack();
    Signal.STOP.to(stage.guests().get(2).pid());
    stage.numbers().goesOn(1000);
    Signal.CONT.to(stage.guests().get(2).pid());
    stage.settle();
  }

  @Test
  @Order(3)
  void the_host_on_a_thin_line_and_then_on_another_network() throws Exception {
    stage.hostPlace().line(Quality.thin(256_000));
    stage.numbers().start(5000, 100);
    stage.numbers().goesOn(15_000);
    stage.numbers().pace(20, 40);
    stage.hostPlace().line(Quality.bad());
    stage.numbers().goesOn(300);
    stage.hostPlace().line(Quality.CUT);
    stage.numbers().goesOn(500);
    stage.hostPlace().line(Quality.GOOD);
    stage.hostPlace().moveTo(stage.net().address(9, 2));
    stage.numbers().goesOn(500);
    stage.settle();
  }

  /// Rules R7 and R9.
  @Test
  @Order(4)
  void the_relay_freezes_and_is_killed_and_starts_empty() throws Exception {
    stage.numbers().start(20, 40);
    Signal.STOP.to(stage.relay().pid());
    stage.numbers().goesOn(1000);
    Signal.CONT.to(stage.relay().pid());
    stage.numbers().goesOn(100);
    stage.relay().kill();
    stage.numbers().goesOn(500);
    stage.relay().startAgain();
    stage.numbers().goesOn(300);
    stage.settle();
  }

  @Test
  @Order(5)
  void the_host_is_stopped_for_a_while() throws Exception {
    stage.numbers().start(20, 40);
    stage.numbers().goesOn(100);
    Signal.STOP.to(stage.host());
    GuestProcess ada = stage.guests().getFirst();
    long connections = ada.report().connections();
    Patience.until(
        Patience.BAD_LINES,
        "a guest to find the host silent",
        () -> ada.report().connections() > connections);
    assertThat(ada.report().over()).isEmpty();
    stage.relay().place().line(Quality.delayed(200));
    Signal.CONT.to(stage.host());
    stage.numbers().goesOn(500);
    stage.settle();
  }

  /// Rule R9.
  @Test
  @Order(6)
  void somebody_opens_the_link_before_the_host_is_back() throws Exception {
    Signal.STOP.to(stage.host());
    stage.relay().kill();
    stage.relay().startAgain();
    try (Page early = stage.joins("Quin")) {
      early.see("No session here").see("Trying again");
      Signal.CONT.to(stage.host());
      early.run(FaultStage.SHOWN);
    }
    stage.numbers().start(20, 40);
    stage.numbers().goesOn(100);
    stage.settle();
  }
}
