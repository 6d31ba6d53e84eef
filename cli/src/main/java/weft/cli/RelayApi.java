package weft.cli;

import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// What a relay with accounts answers a terminal.
final class RelayApi {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String relay;
  private final @Nullable String token;
  private final HttpClient client;

  /// @param ca PEM file of certificates to trust instead of the system's; empty for none
  /// @param token null for nobody
  RelayApi(String relay, String ca, @Nullable String token) {
    this.relay = relay;
    this.token = token;
    HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(PATIENCE);
    this.client = ca.isEmpty() ? builder.build() : builder.sslContext(trusting(ca)).build();
  }

  static RelayApi of(Logins.Login login) {
    return new RelayApi(login.relay(), login.ca(), login.token());
  }

  /// @throws Complaint with the relay's own sentence where it refuses
  Map<String, Object> get(String path) {
    return ask("GET", path, Map.of());
  }

  Map<String, Object> post(String path, Map<String, Object> body) {
    return ask("POST", path, body);
  }

  private Map<String, Object> ask(String method, String path, Map<String, Object> body) {
    HttpRequest.BodyPublisher published =
        method.equals("GET")
            ? HttpRequest.BodyPublishers.noBody()
            : HttpRequest.BodyPublishers.ofString(Jsonb.instance().type(Object.class).toJson(body));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(relay + path))
            .timeout(PATIENCE)
            .header("x-weft", "1")
            .header("content-type", "application/json")
            .method(method, published);
    if (token != null) {
      request.header("authorization", "Bearer " + token);
    }
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      Map<String, Object> json = parsed(answer);
      if (answer.statusCode() >= 400) {
        throw Complaint.failed(sentence(answer.statusCode(), json), "");
      }
      return json;
    } catch (IOException away) {
      throw Complaint.failed(relay + " does not answer: " + away.getMessage(), "check its address");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw Complaint.failed("interrupted", "");
    }
  }

  private String sentence(int status, Map<String, Object> json) {
    if (json.get("error") instanceof String error) {
      return relay + ": " + error;
    }
    return status == 404 ? relay + " has no accounts" : relay + " answers " + status;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> parsed(HttpResponse<String> answer) {
    try {
      return Jsonb.instance().type(Object.class).fromJson(answer.body()) instanceof Map<?, ?> map
          ? (Map<String, Object>) map
          : Map.of();
    } catch (RuntimeException _) {
      return Map.of(); // not what such a relay says
    }
  }

  private static SSLContext trusting(String ca) {
    try (InputStream in = Files.newInputStream(Path.of(ca))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca" + number++, one);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (IOException | GeneralSecurityException unusable) {
      throw Complaint.failed("cannot use the certificates in " + ca, "give a PEM file");
    }
  }
}
