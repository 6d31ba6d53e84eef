package weft.server.api;

import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;
import weft.relay.Accounts.Reply;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Need;
import weft.server.http.Route;

/// How one can sign in here.
final class Ways {
  /// @param mail whether links reach people by mail, and not only the relay's console
  /// @param provider what its button says; null for none
  /// @param passkeys whether browsers can have them for this relay
  @Json
  record View(boolean mail, @Nullable String provider, boolean passkeys) {}

  private final boolean mail;
  private final @Nullable String provider;
  private final boolean passkeys;

  Ways(boolean mail, @Nullable String provider, boolean passkeys) {
    this.mail = mail;
    this.provider = provider;
    this.passkeys = passkeys;
  }

  List<Route> routes() {
    return List.of(new Route("GET", "/api/sign-in/ways", Need.NOTHING, this::show));
  }

  private Reply show(Call call) {
    return Answers.json(View.class, new View(mail, provider, passkeys));
  }

  /// Where somebody goes after signing in: a page of this relay, nothing else.
  static String local(String next) {
    return next.matches("/(s/[A-Za-z0-9_-]{22}|account|terminal|admin|team)?") ? next : "/account";
  }
}
