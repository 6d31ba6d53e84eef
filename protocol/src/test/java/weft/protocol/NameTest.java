package weft.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class NameTest {
  @Test
  @DisplayName("M7: a name is cut to 40 code points, and none is cut in two")
  void cut() {
    assertThat(Name.clean("a".repeat(100))).isEqualTo("a".repeat(40));
    assertThat(Name.clean("🧵".repeat(41))).isEqualTo("🧵".repeat(40));
    assertThat(Name.clean("x".repeat(100_000))).hasSize(40);
  }

  @Test
  @DisplayName("M7: control characters and what turns the reading direction are removed")
  void controls() {
    assertThat(Name.clean("A\u001b[31md\u0007a\r\n\u0000\u0085\u2028")).isEqualTo("A[31mda");
    assertThat(Name.clean("\u202Egnp\u202C.\u2066exe\u2069\u200F\u061C")).isEqualTo("gnp.exe");
    assertThat(Name.clean("lone\uD800")).isEqualTo("lone");
  }

  @Test
  @DisplayName("M7: a name with nothing to see is Guest")
  void empty() {
    for (String name : new String[] {"", "   ", "\u00A0\u3000", "\u200B\u2060", "\n\u202E"}) {
      assertThat(Name.clean(name)).isEqualTo("Guest");
    }
  }

  @Test
  @DisplayName("M7: names of any script stay as they are")
  void scripts() {
    for (String name : new String[] {"Ada", "Zoë", "李", "שרה", "👩‍🚀 Ada"}) {
      assertThat(Name.clean("  " + name + " ")).isEqualTo(name);
    }
  }
}
