package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.TextChange;

/// `vectors/changes.json` is what CodeMirror makes of edits that cross each other.
class ChangesTest {
  @Test
  @DisplayName("D2 edits that cross each other become what CodeMirror makes of them")
  void sameAsCodeMirror() throws Exception {
    int rows = 0;
    for (Map<String, Object> row : Vectors.read("changes.json")) {
      String doc = Row.text(row, "doc");
      TextChange a = change(row, "a");
      TextChange b = change(row, "b");
      assertThat(a.applyTo(doc)).isEqualTo(Row.text(row, "appliedA"));
      assertThat(a.over(b, false)).isEqualTo(change(row, "aOverB"));
      assertThat(b.over(a, true)).isEqualTo(change(row, "bOverA"));
      assertThat(a.over(b, false).applyTo(b.applyTo(doc))).isEqualTo(Row.text(row, "both"));
      assertThat(b.over(a, true).applyTo(a.applyTo(doc))).isEqualTo(Row.text(row, "both"));
      rows++;
    }
    assertThat(rows).isEqualTo(500);
  }

  private static TextChange change(Map<String, Object> row, String key) {
    List<TextChange.Part> parts = new ArrayList<>();
    for (Object part : (List<?>) Objects.requireNonNull(row.get(key))) {
      if (part instanceof List<?> replaced) {
        List<String> lines = replaced.stream().skip(1).map(String.class::cast).toList();
        parts.add(new TextChange.Part(length(replaced.getFirst()), String.join("\n", lines)));
      } else {
        parts.add(new TextChange.Part(length(part), null));
      }
    }
    return new TextChange(parts);
  }

  private static int length(Object number) {
    return ((Long) number).intValue();
  }
}
