package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// The disk that old output goes to is full.
@EnabledIfSystemProperty(named = "weft.faults", matches = "yes")
final class FullDiskFaultsTest {
  /// More than memory and the disk keep of what cannot be packed well.
  private static final String NOISE =
      "base64 -w 90 /dev/urandom | head -c 40M; echo o''ver $((6*7))";

  /// Of those that are still kept, the oldest; all of them would take minutes.
  private static final long ROWS = 2_000;

  /// The owner is told, the shell goes on, the oldest rows that are kept can be had without a gap,
  /// and what comes afterwards is as good as ever.
  @Test
  void older_output_goes_and_nothing_else() throws Exception {
    FaultyNet.isNeeded();
    FaultStage.Setting small = new FaultStage.Setting(1, "size=3m", List.of(), List.of());
    try (FaultStage stage = new FaultStage(7, small)) {
      GuestProcess ada = stage.guest("ada");
      stage.numbers().start(20, 40);
      stage.numbers().goesOn(300);
      stage.settle();
      stage.window().type(NOISE + "\r");
      stage.window().awaitText("Older output can no longer be kept");
      stage.window().awaitText("over 42");
      Patience.until("the end at Ada's", () -> ada.report().screen().contains("over 42"));
      ada.ask("skip");
      stage.numbers().start(20, 40);
      stage.numbers().goesOn(300);
      stage.settle();
      GuestReport kept = ada.ask("kept");
      assertThat(kept.rows()).isGreaterThan(ROWS);
      assertThat(kept.faults()).isEmpty();
    }
  }
}
