package weft.server;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import weft.relay.RelayLimits;
import weft.relay.RelayOptions;
import weft.server.api.OidcRoutes;
import weft.server.api.Rules;
import weft.server.mail.SmtpMailer;

/// What is in force, and from where: flags before the file, the file before what holds by itself.
public final class Config {
  /// Of a file; a longer one is none of ours.
  private static final long LONGEST = 1 << 20;

  private record Value(Object value, String source) {}

  /// What means nothing to a relay that knows nobody.
  private static final Set<Key> ACCOUNTS_ONLY =
      EnumSet.of(
          Key.ADMINS,
          Key.DOMAINS,
          Key.HOSTS_SIGN_IN,
          Key.GUESTS_SIGN_IN,
          Key.ANYONE,
          Key.DATABASE,
          Key.SMTP,
          Key.OIDC_ISSUER,
          Key.PERSON_BYTES);

  private final Map<Key, Value> values = new EnumMap<>(Key.class);

  private Config() {
    for (Key key : Key.values()) {
      values.put(key, new Value(key.byDefault(), "default"));
    }
  }

  /// @param file in TOML, or null for none
  /// @param flags what the command line says, by key
  /// @throws ConfigException for what is unknown, malformed or contradicts itself
  public static Config of(@Nullable Path file, Map<Key, Object> flags) {
    Config config = new Config();
    if (file != null) {
      config.read(file);
    }
    flags.forEach(
        (key, value) -> config.values.put(key, new Value(key.checked(value, "flag"), "flag")));
    config.check();
    return config;
  }

  /// Each key with its value and where that is from, as a file that says the same.
  public String text() {
    StringBuilder text = new StringBuilder();
    int width = values.keySet().stream().mapToInt(key -> line(key).length()).max().orElse(0);
    for (Map.Entry<Key, Value> entry : values.entrySet()) {
      String line = line(entry.getKey());
      text.append(line).append(" ".repeat(width - line.length()));
      text.append("  # ").append(entry.getValue().source()).append('\n');
    }
    return text.toString();
  }

  /// For the relay itself.
  public RelayOptions relay() {
    InetSocketAddress at = address(Key.LISTEN).orElseThrow();
    RelayOptions options =
        RelayOptions.server(at.getHostString(), at.getPort())
            .withLimits(
                new RelayLimits(
                    (int) number(Key.SESSIONS),
                    (int) number(Key.CONNECTIONS),
                    (int) number(Key.GUESTS),
                    number(Key.SESSION_BYTES)));
    if (!string(Key.TLS_KEY).isEmpty()) {
      options =
          options.withTls(
              new RelayOptions.Tls(
                  Path.of(string(Key.TLS_CERTIFICATE)), Path.of(string(Key.TLS_KEY))));
    }
    if (!string(Key.PUBLIC).isEmpty()) {
      options = options.withPublicAddress(URI.create(string(Key.PUBLIC)));
    }
    return is(Key.INSECURE) ? options.withInsecureAllowed() : options;
  }

  /// What is decided about people.
  Rules rules() {
    return new Rules(
        list(Key.ADMINS),
        list(Key.DOMAINS),
        is(Key.HOSTS_SIGN_IN),
        is(Key.GUESTS_SIGN_IN),
        is(Key.ANYONE),
        (int) number(Key.PERSON_SESSIONS),
        (int) number(Key.GUESTS),
        number(Key.SESSION_BYTES),
        number(Key.PERSON_BYTES),
        (int) number(Key.MAILS));
  }

  private Set<String> list(Key key) {
    return Arrays.stream(string(key).split(",", -1))
        .map(item -> item.strip().toLowerCase(Locale.ROOT))
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// How mails go; empty for the console.
  Optional<SmtpMailer.Settings> mail() {
    return address(Key.SMTP)
        .map(
            at ->
                new SmtpMailer.Settings(
                    at.getHostString(),
                    at.getPort(),
                    string(Key.SMTP_TLS),
                    string(Key.SMTP_FROM),
                    string(Key.SMTP_USER).isEmpty() ? null : string(Key.SMTP_USER),
                    secret(Key.SMTP_PASSWORD)));
  }

  Optional<OidcRoutes.Provider> provider() {
    return string(Key.OIDC_ISSUER).isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OidcRoutes.Provider(
                string(Key.OIDC_ISSUER),
                string(Key.OIDC_CLIENT),
                secret(Key.OIDC_SECRET),
                string(Key.OIDC_NAME)));
  }

  /// What a file holds, without the end of its line; null where none is named.
  @Nullable String secret(Key key) {
    if (string(key).isEmpty()) {
      return null;
    }
    try {
      return Files.readString(Path.of(string(key))).strip();
    } catch (IOException unreadable) {
      throw wrong(
          key, "cannot read " + string(key), "check that it exists and that you may read it");
    }
  }

  public String string(Key key) {
    return (String) value(key);
  }

  public long number(Key key) {
    return (Long) value(key);
  }

  public boolean is(Key key) {
    return (Boolean) value(key);
  }

  /// An address to listen on; empty where none is given.
  ///
  /// @throws ConfigException when it is none
  public Optional<InetSocketAddress> address(Key key) {
    String text = string(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    String port = text.substring(colon + 1);
    if (colon < 0 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 0xffff) {
      throw wrong(key, "'" + text + "' is not an address to listen on", "give ADDR:PORT");
    }
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    return Optional.of(
        InetSocketAddress.createUnresolved(
            host.isEmpty() ? "0.0.0.0" : host, Integer.parseInt(port)));
  }

  private Object value(Key key) {
    return entry(key).value();
  }

  private Value entry(Key key) {
    Value value = values.get(key);
    if (value == null) {
      throw new IllegalStateException("no value for " + key);
    }
    return value;
  }

  private String line(Key key) {
    Object value = value(key);
    String written = value instanceof String text ? quoted(text) : value.toString();
    return key.path() + " = " + written;
  }

  private static String quoted(String text) {
    return '"' + Toml.tomlEscape(text).toString() + '"';
  }

  private void read(Path file) {
    TomlParseResult parsed = parsed(file);
    if (parsed.hasErrors()) {
      throw new ConfigException(
          file + ", " + parsed.errors().getFirst(), "the file is in TOML: see toml.io");
    }
    Set<String> paths = parsed.dottedKeySet();
    for (String path : paths) {
      TomlPosition position = parsed.inputPositionOf(path);
      String source = file + (position == null ? "" : ", line " + position.line());
      Key key =
          Key.of(path)
              .orElseThrow(
                  () ->
                      new ConfigException(
                          source + ": there is no key '" + path + "'",
                          "weft relay config lists them all"));
      Object value = parsed.get(path);
      values.put(key, new Value(key.checked(value == null ? "" : value, source), source));
    }
  }

  private static TomlParseResult parsed(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new ConfigException(file + " is larger than any configuration", "give another file");
      }
      return Toml.parse(file);
    } catch (IOException unreadable) {
      throw new ConfigException(
          "cannot read the configuration " + file, "check that it exists and that you may read it");
    }
  }

  private void check() {
    if (address(Key.LISTEN).isEmpty()) {
      throw wrong(Key.LISTEN, "an address is needed", "give ADDR:PORT");
    }
    var _ = address(Key.METRICS);
    if (string(Key.TLS_CERTIFICATE).isEmpty() != string(Key.TLS_KEY).isEmpty()) {
      throw new ConfigException(
          "a certificate needs its key, and a key its certificate",
          "give both, tls.certificate and tls.key (--tls-cert and --tls-key)");
    }
    if (!Set.of("text", "json").contains(string(Key.LOG_FORMAT))) {
      throw wrong(Key.LOG_FORMAT, "'" + string(Key.LOG_FORMAT) + "' is no format", "text or json");
    }
    if (!Set.of("starttls", "tls", "none").contains(string(Key.SMTP_TLS))) {
      throw wrong(
          Key.SMTP_TLS, "'" + string(Key.SMTP_TLS) + "' is no way", "starttls, tls or none");
    }
    if (address(Key.SMTP).isPresent() && Emails.normal(string(Key.SMTP_FROM)).isEmpty()) {
      throw wrong(Key.SMTP_FROM, "mails need an address that they come from", "name@example.org");
    }
    if (!string(Key.OIDC_ISSUER).isEmpty() && string(Key.OIDC_CLIENT).isEmpty()) {
      throw wrong(
          Key.OIDC_CLIENT, "a provider knows this relay by a name", "register the relay there");
    }
    for (String admin : list(Key.ADMINS)) {
      if (Emails.normal(admin).isEmpty()) {
        throw wrong(Key.ADMINS, "'" + admin + "' is not an address", "name@example.org");
      }
    }
    for (Key needed : ACCOUNTS_ONLY) {
      if (!is(Key.ACCOUNTS) && !value(needed).equals(needed.byDefault())) {
        throw wrong(needed, "this relay has no accounts", "accounts.on = true");
      }
    }
    if (!isAddress(string(Key.PUBLIC))) {
      throw wrong(
          Key.PUBLIC,
          "'" + string(Key.PUBLIC) + "' is not an address",
          "give https://HOST[:PORT], and nothing behind it");
    }
  }

  private static boolean isAddress(String text) {
    return text.isEmpty() || text.matches("https?://(\\[[0-9a-fA-F:.]+]|[A-Za-z0-9.-]+)(:\\d+)?/?");
  }

  private ConfigException wrong(Key key, String what, String hint) {
    return new ConfigException(entry(key).source() + ": " + key.path() + ": " + what, hint);
  }
}
