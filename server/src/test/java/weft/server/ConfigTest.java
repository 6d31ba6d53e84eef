package weft.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import weft.relay.RelayOptions;

final class ConfigTest {
  @TempDir Path folder;

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("relay.toml"), text);
  }

  @Test
  void a_flag_goes_before_the_file_and_the_file_before_the_default() throws IOException {
    Path file = file("listen = '0.0.0.0:443'\ninsecure = true\n\n[limits]\nguests = 10\n");
    Config config = Config.of(file, Map.of(Key.LISTEN, "[::1]:8443"));
    RelayOptions options = config.relay();
    assertThat(options.listen()).isEqualTo("::1");
    assertThat(options.port()).isEqualTo(8443);
    assertThat(options.allowInsecure()).isTrue();
    assertThat(options.limits().guests()).isEqualTo(10);
    assertThat(options.limits().sessions()).isEqualTo(10_000);
    assertThat(config.text().lines().map(line -> line.replaceAll(" {2,}", "  ")))
        .contains(
            "listen = \"[::1]:8443\"  # flag",
            "limits.guests = 10  # " + file + ", line 5",
            "limits.sessions = 10000  # default");
  }

  @Test
  void what_is_printed_is_a_file_that_says_the_same() throws IOException {
    Config one =
        Config.of(
            null,
            Map.of(
                Key.PUBLIC,
                "https://weft.example",
                Key.TLS_CERTIFICATE,
                "a\"\\b.pem",
                Key.TLS_KEY,
                "k",
                Key.INSECURE,
                true));
    Config two = Config.of(file(one.text()), Map.of());
    for (Key key : Key.values()) {
      assertThat(two.text()).contains(key.path() + " = ");
    }
    assertThat(two.relay()).isEqualTo(one.relay());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          lisen = '127.0.0.1:1'               | line 1: there is no key 'lisen'
          [limits]\\nguest = 3                | line 2: there is no key 'limits.guest'
          listen = 7681                       | line 1: listen takes a text in quotes
          insecure = 'yes'                    | insecure takes true or false
          limits.guests = '3'                 | limits.guests takes a whole number
          limits.guests = 0                   | limits.guests is 0, and may be 1 to 1000
          limits.guests = 1001                | may be 1 to 1000
          listen = 'nowhere'                  | 'nowhere' is not an address to listen on
          listen = ':99999'                   | is not an address to listen on
          listen = ''                         | an address is needed
          metrics.listen = 'x'                | metrics.listen: 'x' is not an address
          tls.key = 'k.pem'                   | a certificate needs its key
          log.format = 'xml'                  | 'xml' is no format
          public = 'weft.example'             | 'weft.example' is not an address
          public = 'https://weft.example/a'   | is not an address
          listen = 'a'\\nlisten = 'b'         | listen
          listen                              | line 1
          tls = 3                             | there is no key 'tls'
          tls = []                            | there is no key 'tls'
          """)
  void what_is_wrong_is_said_with_its_place(String text, String expected) throws IOException {
    Path file = file(text.replace("\\n", "\n"));
    assertThatThrownBy(() -> Config.of(file, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(expected)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void a_file_that_cannot_be_read_is_named() {
    Path none = folder.resolve("none.toml");
    assertThatThrownBy(() -> Config.of(none, Map.of()))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(none.toString());
    assertThatThrownBy(() -> Config.of(folder, Map.of())).isInstanceOf(ConfigException.class);
  }

  @Test
  void the_guide_has_every_key_with_its_default() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "relay.md"));
    for (Key key : Key.values()) {
      String value =
          key.byDefault() instanceof String text ? '"' + text + '"' : "" + key.byDefault();
      assertThat(guide).contains("| `" + key.path() + "` | `" + value + "` | " + key.meaning());
    }
  }
}
