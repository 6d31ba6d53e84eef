package weft.cli;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import weft.relay.RelayOptions;

/// The embedded relay's options from the command line.
final class RelaySettings {
  private RelaySettings() {}

  static RelayOptions of(Arguments arguments) {
    @Nullable String listen = arguments.value("listen");
    HostAndPort at = HostAndPort.parse(listen == null ? "127.0.0.1:0" : listen);
    RelayOptions options =
        listen == null ? RelayOptions.embedded() : RelayOptions.server(at.host(), at.port());
    String certificate = arguments.value("tls-cert");
    String key = arguments.value("tls-key");
    if ((certificate == null) != (key == null)) {
      throw Complaint.usage(
          "a certificate needs its key, and a key its certificate",
          "give both --tls-cert FILE and --tls-key FILE");
    }
    if (certificate != null && key != null) {
      options = options.withTls(new RelayOptions.Tls(Path.of(certificate), Path.of(key)));
    }
    String address = arguments.value("public");
    if (address != null) {
      options = options.withPublicAddress(uri(address));
    }
    return arguments.has("insecure") ? options.withInsecureAllowed() : options;
  }

  private static URI uri(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      throw Complaint.usage("'" + text + "' is not an address", "--public https://HOST[:PORT]");
    }
  }
}
