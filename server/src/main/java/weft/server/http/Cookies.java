package weft.server.http;

import java.time.Duration;
import java.util.Optional;
import weft.relay.Accounts.Request;

/// Cookies by which browsers are signed in: for this origin alone, out of reach of scripts, and
/// never sent along with what another site asks for.
public final class Cookies {
  /// Says to the page's scripts that asking who is signed in is worth it; no secret.
  private static final String SIGN = "weft-in";

  private final boolean secure;

  /// @param secure whether pages come over https
  public Cookies(boolean secure) {
    this.secure = secure;
  }

  /// Browsers take a name that begins like this over https only, from this host only.
  private String name() {
    return secure ? "__Host-weft" : "weft";
  }

  Optional<String> token(Request request) {
    return value(request, name());
  }

  /// For `set-cookie`: signed in.
  public String set(String token, Duration kept) {
    return cookie(name(), token, "Strict", kept.toSeconds(), true)
        + "\n"
        + cookie(SIGN, "1", "Strict", kept.toSeconds(), false);
  }

  /// For `set-cookie`: signed out.
  public String clear() {
    return cookie(name(), "", "Strict", 0, true) + "\n" + cookie(SIGN, "", "Strict", 0, false);
  }

  /// One that comes along when another site sends somebody back here.
  public String passing(String name, String value, Duration kept) {
    return cookie(name, value, "Lax", kept.toSeconds(), true);
  }

  private String cookie(String name, String value, String site, long seconds, boolean hidden) {
    return name
        + "="
        + value
        + "; Path=/; SameSite="
        + site
        + "; Max-Age="
        + seconds
        + (hidden ? "; HttpOnly" : "")
        + (secure ? "; Secure" : "");
  }

  static Optional<String> value(Request request, String name) {
    for (String pair : request.headers().getOrDefault("cookie", "").split(";", -1)) {
      String stripped = pair.strip();
      if (stripped.startsWith(name + "=")) {
        return Optional.of(stripped.substring(name.length() + 1));
      }
    }
    return Optional.empty();
  }
}
