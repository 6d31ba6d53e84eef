package weft.e2e;

import org.junit.jupiter.api.Test;

/// What `./dev faults` does at length, in under a minute and always: one session, two guests, and
/// about everything that can happen to them. Skipped, with a sentence, where no network namespaces
/// can be made.
final class ShortFaultsTest {
  @Test
  void nothing_is_lost_or_doubled_and_nobody_waits() throws Exception {
    FaultyNet.isNeeded();
    try (FaultStage stage = new FaultStage(5, FaultStage.Setting.USUAL)) {
      Place ada = stage.guest("ada").place();
      GuestProcess ben = stage.guest("ben");
      stage.numbers().start(20, 40);
      linesFail(stage, ada, ben.place());
      processesFail(stage, ben);
      stage.settle();
    }
  }

  private static void linesFail(FaultStage stage, Place ada, Place ben) throws Exception {
    ada.line(Quality.bad());
    ben.line(Quality.thin(256_000));
    stage.numbers().pace(2000, 100);
    stage.numbers().goesOn(4000);
    stage.numbers().pace(20, 40);
    ben.line(Quality.CUT);
    stage.hostPlace().moveTo(stage.net().address(9, 1));
    stage.numbers().goesOn(500);
    ada.moveTo(stage.net().address(9, 2));
    ben.line(Quality.GOOD);
    ada.line(Quality.GOOD);
  }

  private static void processesFail(FaultStage stage, GuestProcess ben) throws Exception {
    ben.killedAndBack();
    Signal.STOP.to(stage.relay().pid());
    stage.numbers().goesOn(200);
    stage.relay().kill();
    Signal.STOP.to(stage.host());
    stage.relay().startAgain();
    Signal.CONT.to(stage.host());
    stage.numbers().goesOn(200);
  }
}
