package weft.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;
import weft.relay.RelayOptions;
import weft.relay.RelayServer;

final class TeamRelayTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
    return CLIENT.send(
        HttpRequest.newBuilder(URI.create(uri)).build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void figures_are_on_their_own_port_and_never_on_the_relays() throws Exception {
    try (RelayServer relay = RelayServer.start(RelayOptions.embedded());
        Metrics metrics =
            Metrics.start(java.net.InetSocketAddress.createUnresolved("127.0.0.1", 0), relay)) {
      assertThat(get(relay.address() + "/metrics").statusCode()).isEqualTo(404);
      assertThat(get(relay.address() + "/healthz").statusCode()).isEqualTo(200); // and stays open
      String figures = get("http://127.0.0.1:" + metrics.port() + "/metrics").body();
      assertThat(figures.lines())
          .contains("weft_sessions 0.0", "weft_guests 0.0", "weft_refused_total 1.0")
          .anyMatch(line -> line.matches("weft_connections [1-9].*"))
          .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
    }
  }

  @Test
  void a_relay_that_retires_says_so_and_goes_on() throws Exception {
    try (RelayServer relay = RelayServer.start(RelayOptions.embedded())) {
      assertThat(get(relay.address() + "/readyz").statusCode()).isEqualTo(200);
      relay.retire();
      assertThat(get(relay.address() + "/readyz").statusCode()).isEqualTo(503);
      assertThat(get(relay.address() + "/healthz").statusCode()).isEqualTo(200);
      assertThat(get(relay.address() + "/").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void a_port_for_figures_that_is_taken_is_said_and_the_relays_own_is_free_again()
      throws Exception {
    int port = freePort();
    try (ServerSocket taken = new ServerSocket(0)) {
      Config config =
          Config.of(
              null,
              Map.of(
                  Key.LISTEN, "127.0.0.1:" + port,
                  Key.METRICS, "127.0.0.1:" + taken.getLocalPort()));
      assertThatThrownBy(() -> TeamRelay.start(config, config.relay()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("for metrics");
      RelayServer.start(config.relay()).close();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }
}
