package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weft.testkit.Certificates;
import weft.testkit.OuterTerminal;
import weft.testkit.Weft;

/// A relay as a team runs it: by its file, behind a proxy, stopped and started again.
final class TeamRelayTest {
  private static final Browser BROWSER = new Browser(List.of(), "--ignore-certificate-errors");

  @TempDir Path folder;

  @AfterAll
  static void close() {
    BROWSER.close();
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private static int status(String uri) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(URI.create(uri)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  @DisplayName("weft relay config prints what is in force, and says what is wrong in two lines")
  void config() throws Exception {
    try (Weft weft = new Weft()) {
      Path good = file("good.toml", "listen = '127.0.0.1:7000'\n[limits]\nguests = 10\n");
      Weft.Result printed =
          weft.run("relay", "config", "--config", good.toString(), "--listen", "127.0.0.1:7001");
      assertThat(printed.status()).isZero();
      assertThat(printed.out())
          .containsPattern("listen = \"127.0.0.1:7001\" +# flag")
          .containsPattern("limits.guests = 10 +# " + good + ", line 3")
          .containsPattern("limits.sessions = 10000 +# default");
      Path bad = file("bad.toml", "listen = '127.0.0.1:7000'\n\n[limit]\nguests = 10\n");
      Weft.Result refused = weft.run("relay", "--config", bad.toString());
      assertThat(refused.status()).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err())
          .isEqualTo(
              "weft: "
                  + bad
                  + ", line 4: there is no key 'limit.guests'\n"
                  + "hint: weft relay config lists them all\n");
    }
  }

  @Test
  @DisplayName("a relay that is told to stop says so, and the session goes on through the next one")
  void restart() throws Exception {
    int port = freePort();
    int figures = freePort();
    Path file =
        file(
            "relay.toml",
            """
            listen = "127.0.0.1:%d"
            metrics.listen = "127.0.0.1:%d"
            log.format = "json"
            stop.after = 1
            limits.guests = 1
            """
                .formatted(port, figures));
    String relay = "http://127.0.0.1:" + port;
    try (Weft weft = new Weft()) {
      weft.relay("--config", file.toString());
      Process first = weft.relays().getFirst();
      OuterTerminal window = weft.share("--relay", relay, "--anyone", "view");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").see("You are viewing.");
      assertThat(figure(figures, "weft_sessions")).isEqualTo("1.0");
      assertThat(figure(figures, "weft_guests")).isEqualTo("1.0");
      BROWSER.page().join(Weft.link(window), "Eve").see("full").close();
      assertThat(status(relay + "/readyz")).isEqualTo(200);
      assertThat(status(relay + "/nowhere")).isEqualTo(404);
      first.toHandle().destroy(); // SIGTERM
      Patience.until("not ready any more", () -> status(relay + "/readyz") == 503);
      window.type("echo still-$((6*7))\r").awaitText("still-42");
      ada.seeOnScreen("still-42");
      assertThat(first.waitFor(20, TimeUnit.SECONDS)).isTrue();
      ada.see("Reconnecting");
      window.type("echo between-$((6*7))\r").awaitText("between-42");
      weft.relay("--config", file.toString());
      ada.seeOnScreen("between-42");
      window.type("echo after-$((6*7))\r").awaitText("after-42");
      ada.seeOnScreen("after-42");
      assertThat(ada.thrown()).isEmpty();
      ada.close();
      try (InputStream log = first.getErrorStream()) {
        String lines = new String(log.readAllBytes(), StandardCharsets.UTF_8);
        assertThat(lines)
            .contains("refused with 404")
            .doesNotContain("127.0.0.1", Weft.link(window).replaceAll(".*#", ""));
        assertThat(lines.lines().filter(line -> !line.startsWith("{\"time\":\""))).isEmpty();
      }
    }
  }

  private static String figure(int port, String name) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics")).build();
      return client
          .send(request, HttpResponse.BodyHandlers.ofLines())
          .body()
          .filter(line -> line.startsWith(name + " "))
          .findFirst()
          .orElse("")
          .replace(name + " ", "");
    }
  }

  @Test
  @DisplayName("a session that uses up its bytes ends with a sentence, and the shell goes on")
  void limit() throws Exception {
    Path file =
        file(
            "relay.toml",
            "listen = '127.0.0.1:" + freePort() + "'\nlimits.session-bytes = 300000\n");
    try (Weft weft = new Weft()) {
      String relay = weft.relay("--config", file.toString());
      OuterTerminal window = weft.share("--relay", relay, "--anyone", "view", "--", "/bin/bash");
      String link = Weft.link(window);
      Page ada = BROWSER.page().join(link, "Ada").see("You are viewing.");
      // A little at a time, and each has to arrive: what nobody can take at once is left out.
      boolean told = false;
      for (int i = 0; i < 100 && !told; i++) {
        window.type(
            "clear; head -c 6000 /dev/urandom | base64 -w 0; echo; echo so''far-" + i + ".\r");
        ada.seeOnScreen("sofar-" + i + ".");
        told = window.text().contains("The relay has forwarded");
      }
      window.awaitText("of the 300 kB that it allows here; sharing ends there.");
      for (int i = 0; i < 100 && !window.text().contains("Sharing has stopped"); i++) {
        window.type(
            "clear; head -c 6000 /dev/urandom | base64 -w 0; echo; echo mo''re-" + i + ".\r");
        window.awaitText("more-" + i + ".");
      }
      window.awaitText("Sharing has stopped: the relay forwards no more for this session.");
      ada.see("This session has used what its relay forwards for one.");
      window.type("clear; echo still-$((6*7))\r").awaitText("still-42");
      String again =
          Weft.checkout().resolve("weft")
              + " share --without-scrollback --anyone view --relay "
              + relay;
      window.type("clear; " + again + "\r");
      window.await("a new link", shown -> !List.of(link).containsAll(Weft.links(shown)));
      Page eve = BROWSER.page().join(Weft.links(window).getLast(), "Eve").see("You are viewing.");
      window.type("echo anew-$((6*7))\r").awaitText("anew-42");
      eve.seeOnScreen("anew-42");
      eve.close();
      assertThat(ada.thrown()).isEmpty();
      ada.close();
    }
  }

  @Test
  @DisplayName("behind nginx, as docs/nginx.conf has it, host and page work through https")
  void nginx() throws Exception {
    Certificates made = Certificates.in(folder);
    int inside = freePort();
    try (Nginx nginx = new Nginx(folder, made, inside);
        Weft weft = new Weft()) {
      String address = nginx.address();
      weft.relay("--public", address, "--listen", "127.0.0.1:" + inside);
      OuterTerminal window =
          weft.share("--relay", address, "--ca", made.certificate(), "--anyone", "edit");
      assertThat(Weft.link(window)).startsWith(address + "/s/");
      Page ada = BROWSER.page().join(Weft.link(window), "Ada").see("edit");
      window.type("seq 3000 | tail -3; echo through-$((6*7))\r").awaitText("through-42");
      ada.seeOnScreen("through-42");
      ada.press("Escape").type("echo typed-$((6*7))\r");
      window.awaitText("typed-42");
      assertThat(ada.thrown()).isEmpty();
      ada.close();
    }
  }
}
