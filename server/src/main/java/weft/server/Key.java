package weft.server;

import java.util.Arrays;
import java.util.Optional;

/// Everything that can be configured: the one list that the file, the flags and the guide share.
public enum Key {
  LISTEN("listen", "127.0.0.1:7681", "address and port to listen on, as 0.0.0.0:443"),
  PUBLIC("public", "", "the address that guests use, behind a reverse proxy: https://HOST[:PORT]"),
  INSECURE("insecure", false, "plain HTTP off this machine, behind a proxy that speaks https"),
  TLS_CERTIFICATE("tls.certificate", "", "PEM file, the certificate with its chain"),
  TLS_KEY("tls.key", "", "PEM file, its key, unencrypted"),
  SESSIONS("limits.sessions", 10_000, 1, 1_000_000, "sessions at once"),
  CONNECTIONS("limits.connections", 20_000, 1, 1_000_000, "connections at once"),
  GUESTS("limits.guests", 1_000, 1, 1_000, "guests of one session"),
  SESSION_BYTES(
      "limits.session-bytes", 0, 0, 1L << 50, "bytes forwarded for one session; 0: any number"),
  PERSON_SESSIONS("limits.person-sessions", 100, 1, 10_000, "sessions of one person at once"),
  PERSON_BYTES(
      "limits.person-bytes", 0, 0, 1L << 50, "bytes forwarded for one person in a day; 0: any"),
  MAILS("limits.mails", 1_000, 1, 1_000_000, "mails to sign in, to everybody together, in an hour"),
  ACCOUNTS("accounts.on", false, "people sign in: the relay keeps a database"),
  ADMINS("accounts.admins", "", "addresses of the relay's admins, with commas between"),
  DOMAINS("accounts.domains", "", "only these domains' addresses may sign in; empty: any"),
  HOSTS_SIGN_IN("accounts.hosts-sign-in", true, "whoever shares has to sign in"),
  GUESTS_SIGN_IN("accounts.guests-sign-in", false, "all guests have to sign in"),
  ANYONE("accounts.anyone", true, "sessions may be opened to anyone with the link"),
  DATABASE("database.at", "weft.db", "a file, or jdbc:postgresql://HOST/NAME"),
  DATABASE_USER("database.user", "", "of PostgreSQL"),
  DATABASE_PASSWORD("database.password-file", "", "a file with its password"),
  SMTP("mail.smtp", "", "HOST:PORT that takes mails; empty: links go to the console"),
  SMTP_TLS("mail.tls", "starttls", "starttls, tls or none"),
  SMTP_FROM("mail.from", "", "the address that mails come from"),
  SMTP_USER("mail.user", "", "where the mail server asks for one"),
  SMTP_PASSWORD("mail.password-file", "", "a file with its password"),
  OIDC_ISSUER("oidc.issuer", "", "an OpenID Connect provider: https://…; empty: none"),
  OIDC_CLIENT("oidc.client-id", "", "what the provider calls this relay"),
  OIDC_SECRET("oidc.client-secret-file", "", "a file with what the provider gave for it"),
  OIDC_NAME("oidc.name", "your organisation", "what the button says: Continue with …"),
  FORWARDED("proxy.forwarded-for", false, "the proxy in front sets X-Forwarded-For"),
  AUDIT_DAYS("audit.days", 365, 0, 36_500, "how long it is kept who did what; 0: for ever"),
  METRICS("metrics.listen", "", "address and port for Prometheus, as 127.0.0.1:9464; empty: none"),
  LOG_FORMAT("log.format", "text", "text, or json: one object a line"),
  STOP_AFTER("stop.after", 0, 0, 300, "seconds between SIGTERM, when /readyz says no, and the end");

  private enum Kind {
    TEXT("a text in quotes"),
    TRUTH("true or false"),
    NUMBER("a whole number");

    private final String words;

    Kind(String words) {
      this.words = words;
    }
  }

  private final String path;
  private final Kind kind;
  private final String text;
  private final long number;
  private final long least;
  private final long most;
  private final String meaning;

  Key(String path, String byDefault, String meaning) {
    this(path, Kind.TEXT, byDefault, 0, 0, 0, meaning);
  }

  Key(String path, boolean byDefault, String meaning) {
    this(path, Kind.TRUTH, "", byDefault ? 1 : 0, 0, 0, meaning);
  }

  Key(String path, long byDefault, long least, long most, String meaning) {
    this(path, Kind.NUMBER, "", byDefault, least, most, meaning);
  }

  Key(String path, Kind kind, String text, long number, long least, long most, String meaning) {
    this.path = path;
    this.kind = kind;
    this.text = text;
    this.number = number;
    this.least = least;
    this.most = most;
    this.meaning = meaning;
  }

  /// As it is written in the file: table and name, with dots between.
  public String path() {
    return path;
  }

  /// What holds where nothing is said: a string, a boolean or a long.
  public Object byDefault() {
    return switch (kind) {
      case TEXT -> text;
      case TRUTH -> number == 1;
      case NUMBER -> number;
    };
  }

  /// One line for people.
  public String meaning() {
    return meaning;
  }

  static Optional<Key> of(String path) {
    return Arrays.stream(values()).filter(key -> key.path.equals(path)).findFirst();
  }

  /// @throws ConfigException when it is not what this key takes
  Object checked(Object value, String source) {
    if (!byDefault().getClass().isInstance(value)) {
      throw new ConfigException(
          source + ": " + path + " takes " + kind.words, path + ": " + meaning);
    }
    if (value instanceof Long given && (given < least || given > most)) {
      throw new ConfigException(
          source + ": " + path + " is " + given + ", and may be " + least + " to " + most,
          path + ": " + meaning);
    }
    return value;
  }
}
