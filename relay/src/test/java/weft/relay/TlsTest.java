package weft.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.Key;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weft.protocol.Reason;
import weft.protocol.RelayToHost.Close;

/// The relay with a certificate of its own, made by the JDK's keytool.
final class TlsTest {
  private static final char[] PASSWORD = "for-tests".toCharArray();

  @TempDir static Path folder;

  private static RelayOptions.Tls files = new RelayOptions.Tls(Path.of("chain"), Path.of("key"));
  private static SSLContext client = empty();

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    Process made =
        new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-alias",
                "relay",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("keytool.log").toFile())
            .start();
    assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    Certificate certificate = keys.getCertificate("relay");
    Key key = Objects.requireNonNull(keys.getKey("relay", PASSWORD));
    files =
        new RelayOptions.Tls(
            pem("chain.pem", "CERTIFICATE", certificate.getEncoded()),
            pem("key.pem", "PRIVATE KEY", key.getEncoded()));
    client = trusting(certificate);
  }

  @Test
  void with_a_certificate_the_page_and_web_sockets_come_over_tls() throws Exception {
    try (RelayServer relay = RelayServer.start(RelayOptions.embedded().withTls(files))) {
      assertThat(relay.address()).isEqualTo("https://127.0.0.1:" + relay.port());
      String host = "127.0.0.1:" + relay.port();
      try (Wire wire = wire(relay)) {
        wire.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        List<String> head = wire.head();
        assertThat(head).contains("strict-transport-security: max-age=31536000");
        assertThat(wire.body(head)).isNotEmpty();
        String path = "/v1/s/" + TestHost.fresh().session().text();
        assertThat(wire.upgrade(path, host, "https://" + host)).startsWith("HTTP/1.1 101");
        assertThat(SeenByGuest.decoded(Objects.requireNonNull(wire.next())))
            .isEqualTo(new Close(Reason.NO_SESSION));
      }
      try (Wire wire = wire(relay)) {
        assertThat(wire.upgrade("/v1/host", host, "http://" + host)).startsWith("HTTP/1.1 403");
      }
      try (Wire plain = Wire.to(relay.port())) {
        plain.send("GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        assertThat(new String(plain.untilEnd(), US_ASCII)).doesNotContain("200 OK");
      }
    }
  }

  @Test
  void a_renewed_certificate_is_used_without_a_restart_and_an_unusable_one_is_not()
      throws Exception {
    Path chain = Files.copy(files.certificateChain(), folder.resolve("renewed.pem"));
    Files.setLastModifiedTime(chain, FileTime.fromMillis(1_000));
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    TlsFiles watched = new TlsFiles(new RelayOptions.Tls(chain, files.key()), now::get);
    SslContext first = watched.context();
    watched.look();
    now.set(now.get().plusSeconds(10));
    watched.look();
    assertThat(watched.context()).as("the same files").isSameAs(first);
    String good = Files.readString(chain);
    Files.writeString(chain, "half a certif");
    now.set(now.get().plusSeconds(10));
    watched.look();
    assertThat(watched.context()).as("half written").isSameAs(first);
    Files.writeString(chain, good);
    watched.look();
    assertThat(watched.context()).as("looked at a moment ago").isSameAs(first);
    now.set(now.get().plusSeconds(10));
    watched.look();
    assertThat(watched.context()).isNotSameAs(first);
    Files.delete(chain);
    now.set(now.get().plusSeconds(10));
    watched.look();
    assertThat(watched.context()).as("gone for a moment").isNotSameAs(first);
  }

  @Test
  void behind_a_proxy_the_public_address_is_the_relays_own_name() throws Exception {
    RelayOptions options =
        RelayOptions.embedded().withPublicAddress(URI.create("https://weft.example/"));
    try (RelayServer relay = RelayServer.start(options)) {
      assertThat(relay.address()).isEqualTo("https://weft.example");
      for (String origin : new String[] {"https://weft.example", "http://weft.example"}) {
        try (Wire wire = Wire.to(relay.port())) {
          String status = wire.upgrade("/v1/host", "weft.example", origin);
          assertThat(status).contains(origin.startsWith("https") ? "101" : "403");
        }
      }
    }
  }

  @Test
  void a_certificate_that_cannot_be_used_is_named() {
    RelayOptions.Tls wrong = new RelayOptions.Tls(files.key(), files.certificateChain());
    assertThatThrownBy(() -> RelayServer.start(RelayOptions.embedded().withTls(wrong)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(files.key().toString());
  }

  private static Wire wire(RelayServer relay) throws IOException {
    return new Wire(
        client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), relay.port()));
  }

  private static Path pem(String name, String kind, byte[] bytes) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }

  private static SSLContext trusting(Certificate certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("relay", certificate);
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, factory.getTrustManagers(), null);
    return context;
  }

  private static SSLContext empty() {
    try {
      return SSLContext.getInstance("TLS");
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
