package weft.testkit;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// A self-signed certificate, as openssl makes it.
public record Certificates(String certificate, String key) {
  /// For 127.0.0.1.
  public static Certificates in(Path folder) throws Exception {
    return in(folder, List.of("127.0.0.1"));
  }

  /// @param addresses all that it is good for
  public static Certificates in(Path folder, List<String> addresses) throws Exception {
    String names = addresses.stream().map("IP:"::concat).collect(Collectors.joining(","));
    Path certificate = folder.resolve("cert.pem");
    Path key = folder.resolve("key.pem");
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "req",
                "-x509",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:prime256v1",
                "-nodes",
                "-days",
                "2",
                "-subj",
                "/CN=" + addresses.getFirst(),
                "-addext",
                "subjectAltName=" + names,
                "-keyout",
                key.toString(),
                "-out",
                certificate.toString())
            .redirectErrorStream(true)
            .start();
    String said =
        new String(
            openssl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (openssl.waitFor() != 0) {
      throw new IllegalStateException(said);
    }
    return new Certificates(certificate.toString(), key.toString());
  }

  public SSLContext trusting() throws Exception {
    return trusting(Path.of(certificate));
  }

  public static SSLContext trusting(Path certificate) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(certificate)) {
      store.setCertificateEntry(
          "ours", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
