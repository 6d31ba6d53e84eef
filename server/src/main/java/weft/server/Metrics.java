package weft.server;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToDoubleFunction;
import weft.relay.RelayFigures;
import weft.relay.RelayServer;

/// A relay's figures for Prometheus, on a port of their own: whom they concern is decided by who
/// can reach it, and the relay's own port never has them.
public final class Metrics implements AutoCloseable {
  private final HttpServer server;
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /// @throws IOException in one sentence, when the port cannot be had
  public static Metrics start(InetSocketAddress at, RelayServer relay) throws IOException {
    try {
      return new Metrics(
          HttpServer.create(new InetSocketAddress(at.getHostString(), at.getPort()), 0), relay);
    } catch (IOException taken) {
      throw new IOException(
          "cannot listen on " + at + " for metrics: " + taken.getMessage(), taken);
    }
  }

  private Metrics(HttpServer server, RelayServer relay) {
    this.server = server;
    gauge(relay, "weft.sessions", "sessions, those without their host included", f -> f.sessions());
    gauge(relay, "weft.hosts", "sessions whose host is connected", RelayFigures::hosts);
    gauge(relay, "weft.guests", "connected guests", RelayFigures::guests);
    gauge(relay, "weft.connections", "open TCP connections", RelayFigures::connections);
    gauge(relay, "weft.kept.bytes", "kept for whoever comes", RelayFigures::keptBytes);
    counter(relay, "weft.received.bytes", "in WebSocket messages", RelayFigures::receivedBytes);
    counter(relay, "weft.sent.bytes", "in WebSocket messages", RelayFigures::sentBytes);
    counter(relay, "weft.refused", "connections and requests turned away", RelayFigures::refused);
    List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    server.createContext(
        "/metrics",
        exchange -> {
          byte[] body = registry.scrape().getBytes(StandardCharsets.UTF_8);
          exchange
              .getResponseHeaders()
              .set("content-type", "text/plain; version=0.0.4; charset=utf-8");
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private void gauge(
      RelayServer relay, String name, String what, ToDoubleFunction<RelayFigures> of) {
    Gauge.builder(name, relay, from -> of.applyAsDouble(from.figures()))
        .description(what)
        .register(registry);
  }

  private void counter(
      RelayServer relay, String name, String what, ToDoubleFunction<RelayFigures> of) {
    FunctionCounter.builder(name, relay, from -> of.applyAsDouble(from.figures()))
        .description(what)
        .register(registry);
  }

  @Override
  public void close() {
    server.stop(0);
    registry.close();
  }
}
