package weft.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import weft.testkit.Certificates;
import weft.testkit.Weft;

/// A real nginx on loopback in front of a relay, as `docs/nginx.conf` has it.
final class Nginx implements AutoCloseable {
  private final Process process;
  private final String address;

  /// @param folder for its files
  /// @param inside the relay's port
  Nginx(Path folder, Certificates made, int inside) throws IOException {
    int outside;
    try (ServerSocket free = new ServerSocket(0)) {
      outside = free.getLocalPort();
    }
    String server =
        Files.readString(Weft.checkout().resolve("docs/nginx.conf"))
            .replace("listen 443 ssl", "listen 127.0.0.1:" + outside + " ssl")
            .replace("server_name weft.example", "server_name 127.0.0.1")
            .replace("/etc/weft/fullchain.pem", made.certificate())
            .replace("/etc/weft/privkey.pem", made.key())
            .replace("127.0.0.1:7681", "127.0.0.1:" + inside);
    Path configuration =
        Files.writeString(
            folder.resolve("nginx.conf"),
            """
            daemon off;
            master_process off;
            pid %1$s/nginx.pid;
            error_log %1$s/error.log;
            events {}
            http {
              access_log off;
              client_body_temp_path %1$s/a;
              proxy_temp_path %1$s/b;
              fastcgi_temp_path %1$s/c;
              uwsgi_temp_path %1$s/d;
              scgi_temp_path %1$s/e;
              %2$s
            }
            """
                .formatted(folder, server));
    address = "https://127.0.0.1:" + outside;
    process =
        new ProcessBuilder("nginx", "-c", configuration.toString(), "-p", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.log").toFile())
            .start();
  }

  String address() {
    return address;
  }

  @Override
  public void close() throws IOException {
    process.toHandle().destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new IOException("nginx does not stop");
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
