package weft.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RulesHaveTestsTest {
  private static final Path REPOSITORY = Path.of("..");

  @Test
  @DisplayName("every rule of PROTOCOL.md has a test that names it")
  void tested() throws IOException {
    assertThat(Rules.withoutTests(REPOSITORY)).as("rules without a test").isEmpty();
  }

  @Test
  @DisplayName("the rules are found, those of the limits table too")
  void found() throws IOException {
    Map<String, Set<String>> rules = Rules.tests(REPOSITORY);
    assertThat(rules.keySet()).contains("N1", "L4", "R9", "G3", "H6", "S10", "M8", "B1", "B12");
    assertThat(rules.get("N1")).contains("ProtocolTest.java");
  }

  @Test
  @DisplayName("a test names rules one by one, in lists and in ranges")
  void names() {
    Map<String, Set<String>> names = new TreeMap<>();
    Rules.addNames(names, "\"S1, S3–S5: x\" // R10 and (H2); UTF8 2B4 xR7 void r5_is_kept()", "A");
    assertThat(names).containsOnlyKeys("S1", "S3", "S4", "S5", "R5", "R10", "H2");
  }
}
