package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Limits;
import weft.protocol.PageId;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

class PastTest {
  private static final int COLUMNS = 200;

  @Test
  @DisplayName("B15 rows that would make a page too large come without colours, none is missing")
  void largePage() {
    Terminal terminal = new Terminal(COLUMNS, 24);
    for (int row = 0; row < 300; row++) {
      StringBuilder line = new StringBuilder();
      for (int x = 0; x < COLUMNS; x++) {
        int colour = row * COLUMNS + x;
        line.append("\u001b[38;2;%d;%d;7m".formatted(colour >> 8 & 0xff, colour & 0xff));
        line.append("\u001b[48;2;%d;%d;9m#".formatted(colour & 0xff, colour >> 8 & 0xff));
      }
      terminal.feed(line.append("\u001b[m\r\n").toString().getBytes(StandardCharsets.UTF_8));
    }
    List<StreamMessage.Rows> rows = new Past(Showing.allOf(terminal)).rows(new PageId(0, 0));
    assertThat(rows.stream().mapToInt(StreamMessage.Rows::count).sum()).isEqualTo(PageId.ROWS);
    assertThat(rows.stream().mapToInt(part -> part.text().length()).sum())
        .isLessThan(Limits.PAGE_TEXT + PageId.ROWS * (COLUMNS + 2));
    StreamMessage.Rows last = rows.getLast();
    Terminal fresh = new Terminal(COLUMNS, last.count());
    fresh.feed(last.text().toArray());
    assertThat(fresh.text()).isEqualTo(("#".repeat(COLUMNS) + "\n").repeat(last.count()));
  }
}
