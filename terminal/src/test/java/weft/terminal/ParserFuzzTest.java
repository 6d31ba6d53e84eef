package weft.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;

/// Coverage-guided: any bytes at all. Plays the committed corpus as a plain test; with
/// `JAZZER_FUZZ=1` in the environment it looks for more.
final class ParserFuzzTest {
  private static final int COLS = 11;
  private static final int ROWS = 5;

  /// Longer inputs find nothing that shorter ones don't.
  private static final int MOST_BYTES = 4096;

  @FuzzTest(maxDuration = "10m")
  void anyBytesAreTakenHoweverTheyAreCutAndTheGuestShowsTheSame(byte[] input) {
    byte[] bytes = java.util.Arrays.copyOf(input, Math.min(input.length, MOST_BYTES));
    Terminal whole = new Terminal(COLS, ROWS);
    whole.feed(bytes);
    ByteArrayOutputStream forGuests = new ByteArrayOutputStream();
    Terminal bytewise = new Terminal(COLS, ROWS);
    for (int i = 0; i < bytes.length; i++) {
      bytewise.feed(bytes, i, 1, forGuests::write);
    }
    assertThat(bytewise.dump(ROWS)).isEqualTo(whole.dump(ROWS));
    Terminal guest = new Terminal(COLS, ROWS);
    guest.feed(forGuests.toByteArray());
    assertThat(guest.dump(ROWS)).isEqualTo(whole.dump(ROWS));
    whole.resize(COLS - 4, ROWS + 1);
    assertThat(whole.keyframe(0, ROWS)).isNotNull();
  }
}
