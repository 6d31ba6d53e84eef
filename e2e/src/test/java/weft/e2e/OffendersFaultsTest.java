package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// Somebody wants too much of a relay, from an address of his own: he alone is slowed or closed,
/// with a reason, while others come, look and type. (Loopback is not counted, so other tests do not
/// get there.)
@EnabledIfSystemProperty(named = "weft.faults", matches = "yes")
final class OffendersFaultsTest {
  private static final int CONNECTIONS = 2000;
  private static final int SESSIONS = 100;

  /// Some seconds' worth of what one guest may send.
  private static final int PINGS = 1500;

  private static FaultStage stage;
  private static int offenders;

  @BeforeAll
  static void share() throws Exception {
    FaultyNet.isNeeded();
    stage = new FaultStage(9, FaultStage.Setting.USUAL);
    stage.guest("ada");
  }

  @AfterAll
  static void end() throws Exception {
    if (stage != null) {
      stage.close();
    }
  }

  private static Offender offender() throws Exception {
    return stage.offender("mallory" + offenders++);
  }

  /// A newcomer gets in, and everybody sees and types.
  private static void othersGoOn(String newcomer) throws Exception {
    stage.numbers().start(20, 40);
    stage.guest(newcomer);
    stage.numbers().goesOn(100);
    stage.settle();
  }

  @Test
  @DisplayName("B23, B24: connections of one address, and how fast it opens them, are limited")
  void connections() throws Exception {
    try (Offender offender = offender()) {
      int closed = Integer.parseInt(offender.does("connect " + (CONNECTIONS + 100)));
      assertThat(closed).isGreaterThanOrEqualTo(100);
      assertThat(stage.relay().log()).contains("closed, its address has too many connections");
      othersGoOn("ben");
      Patience.until("the limit of new connections", () -> comesAgain(offender));
      othersGoOn("cyd");
    }
  }

  /// Whether the relay finds that too fast.
  private static boolean comesAgain(Offender offender) throws Exception {
    offender.does("leave");
    offender.does("connect " + CONNECTIONS);
    return stage
        .relay()
        .log()
        .contains("closed, its address has opened too many connections in a short time");
  }

  @Test
  @DisplayName("B25: sessions that one address claims are limited")
  void sessions() throws Exception {
    try (Offender offender = offender();
        Offender neighbour = offender()) {
      assertThat(offender.does("claim " + (SESSIONS + 2))).isEqualTo(SESSIONS + " FULL FULL");
      assertThat(neighbour.does("claim 1").strip()).isEqualTo("1");
      othersGoOn("dan");
    }
  }

  @Test
  @DisplayName("B2, B11: who says too much is slowed, and who says something too large is closed")
  void words() throws Exception {
    try (Offender offender = offender()) {
      offender.does("enter");
      offender.does("ping " + PINGS);
      GuestProcess ada = stage.guests().getFirst();
      ada.ask("type echo un''disturbed");
      Patience.until("what Ada typed", () -> ada.report().screen().contains("undisturbed"));
      assertThat(Integer.parseInt(offender.does("answered"))).isLessThan(PINGS);
      Patience.until(
          "all that he said to arrive", () -> Integer.parseInt(offender.does("answered")) == PINGS);
      assertThat(offender.does("shout")).isEqualTo("BAD_FRAME");
      othersGoOn("fay");
    }
  }
}
