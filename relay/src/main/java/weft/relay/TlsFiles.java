package weft.relay;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// A certificate and its key, read again when the files change: connections that are open go on,
/// new ones get the new certificate. Files that don't fit together change nothing, and are tried
/// again.
final class TlsFiles {
  private static final System.Logger LOG = System.getLogger("weft.relay");

  /// Between two looks: a renewal has its time.
  private static final Duration BETWEEN = Duration.ofSeconds(5);

  private final RelayOptions.Tls files;
  private final InstantSource clock;
  private Instant next;
  private List<FileTime> times;
  private volatile SslContext context;

  TlsFiles(RelayOptions.Tls files, InstantSource clock) throws IOException {
    this.files = files;
    this.clock = clock;
    this.next = clock.instant().plus(BETWEEN);
    this.times = times();
    this.context = read(files);
  }

  SslContext context() {
    return context;
  }

  /// To be called now and then, by one thread.
  void look() {
    if (clock.instant().isBefore(next)) {
      return;
    }
    next = clock.instant().plus(BETWEEN);
    try {
      List<FileTime> now = times();
      if (!now.equals(times)) {
        context = read(files);
        times = now;
        LOG.log(System.Logger.Level.INFO, "the certificate has changed and is used from now on");
      }
    } catch (IOException unusable) {
      LOG.log(
          System.Logger.Level.WARNING,
          "still with the certificate from before: " + unusable.getMessage());
    }
  }

  private List<FileTime> times() throws IOException {
    return List.of(time(files.certificateChain()), time(files.key()));
  }

  private static FileTime time(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException missing) {
      throw new IOException("cannot read " + file, missing);
    }
  }

  private static SslContext read(RelayOptions.Tls files) throws IOException {
    try {
      return SslContextBuilder.forServer(files.certificateChain().toFile(), files.key().toFile())
          .sslProvider(SslProvider.JDK)
          .protocols("TLSv1.3", "TLSv1.2")
          .build();
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "cannot use the certificate "
              + files.certificateChain()
              + " with the key "
              + files.key()
              + ": both must be PEM files, the key unencrypted",
          e);
    }
  }
}
