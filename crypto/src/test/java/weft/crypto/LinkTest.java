package weft.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import weft.protocol.Decoded;
import weft.protocol.SessionId;

class LinkTest {
  private static final Link LINK =
      new Link(
          "https://weft.example.org",
          new SessionId(FrameExamples.counting(16, 0)),
          Secret.of(FrameExamples.counting(16, 16)));

  @ParameterizedTest
  @DisplayName("L1: a link is read back, and parameters after the secret are ignored")
  @ValueSource(strings = {"", "&", "&owner", "&a=1&b=#&c"})
  void parses(String more) {
    assertThat(Link.parse(LINK.text() + more)).isEqualTo(new Decoded.Ok<>(LINK));
  }

  @Test
  @DisplayName("L1: a relay on loopback has a port and no TLS")
  void loopback() {
    Link link = new Link("http://127.0.0.1:7070", LINK.id(), LINK.secret());
    assertThat(link.text())
        .isEqualTo("http://127.0.0.1:7070/s/AAECAwQFBgcICQoLDA0ODw#EBESExQVFhcYGRobHB0eHw");
    assertThat(Link.parse(link.text())).isEqualTo(new Decoded.Ok<>(link));
  }

  @ParameterizedTest
  @DisplayName("L1: what is not a whole link is reported with the place")
  @CsvSource({
    "'',0,not a link of a session",
    "ada@example.org,0,not a link of a session",
    "ftp://x/s/AAECAwQFBgcICQoLDA0ODw#EBESExQVFhcYGRobHB0eHw,0,not a link of a session",
    "https://x#/s/AAECAwQFBgcICQoLDA0ODw,0,not a link of a session",
    "https://x/y/s/AAECAwQFBgcICQoLDA0ODw#EBESExQVFhcYGRobHB0eHw,0,not a link of a session",
    "https://x/s/AAEC#EBESExQVFhcYGRobHB0eHw,12,the session's ID is incomplete",
    "https://x/s/,12,the session's ID is incomplete",
    "https://x/s/AAECAwQFBgcICQoLDA0ODw,34,the part after # is missing",
    "https://x/s/AAECAwQFBgcICQoLDA0ODw#,35,the part after # is incomplete",
    "https://x/s/AAECAwQFBgcICQoLDA0ODw#EBES,35,the part after # is incomplete"
  })
  void malformed(String text, int offset, String what) {
    // CSV quotes a single apostrophe away.
    assertThat(Link.parse(text)).isEqualTo(new Decoded.Malformed<>(offset, what));
  }
}
