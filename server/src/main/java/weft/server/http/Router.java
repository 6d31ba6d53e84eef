package weft.server.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weft.relay.Accounts.Reply;
import weft.relay.Accounts.Request;
import weft.server.store.Devices;
import weft.server.store.Person;

/// Finds what is asked for and lets through who may. What changes anything has to be asked by
/// this relay's own page or program, which another site's page cannot imitate.
public final class Router {
  private static final System.Logger LOG = System.getLogger("weft.server");

  /// A header that a page of another site cannot send without being asked first.
  private static final String OWN = "x-weft";

  private static final String BEARER = "Bearer ";

  private final List<Route> routes;
  private final Devices devices;
  private final Cookies cookies;
  private final Callers callers;

  /// @param forwarded whether a proxy in front says who asks
  public Router(List<Route> routes, Devices devices, Cookies cookies, boolean forwarded) {
    this.routes = List.copyOf(routes);
    this.devices = devices;
    this.cookies = cookies;
    this.callers = new Callers(forwarded);
  }

  /// All that there is.
  public List<Route> routes() {
    return routes;
  }

  /// Who sends this: a browser by its cookie, a terminal by its token.
  public Optional<Devices.Signed> signed(Request request) {
    String authorization = request.headers().getOrDefault("authorization", "");
    Optional<String> token =
        authorization.startsWith(BEARER)
            ? Optional.of(authorization.substring(BEARER.length()))
            : cookies.token(request);
    return token.filter(text -> text.matches("[A-Za-z0-9_-]{43}")).flatMap(devices::present);
  }

  public Reply answer(Request request) {
    try {
      return routed(request);
    } catch (Refusal refusal) {
      return Answers.refused(refusal);
    } catch (RuntimeException failed) {
      LOG.log(
          System.Logger.Level.ERROR, request.method() + " " + request.path() + " failed", failed);
      return Answers.refused(new Refusal(500, "Something went wrong here. Try again."));
    }
  }

  private Reply routed(Request request) {
    boolean pathExists = false;
    for (Route route : routes) {
      Optional<Map<String, String>> parts = route.match(request.path());
      if (parts.isPresent() && route.method().equals(request.method())) {
        return let(route, request, parts.get());
      }
      pathExists |= parts.isPresent();
    }
    throw pathExists ? new Refusal(405, "That cannot be done to this.") : Refusal.notThere();
  }

  private Reply let(Route route, Request request, Map<String, String> parts) {
    if (!route.method().equals("GET") && !request.headers().containsKey(OWN)) {
      throw new Refusal(403, "Only this relay's own page may ask for that.");
    }
    Devices.Signed signed = signed(request).orElse(null);
    require(route.need(), signed, parts);
    return route.handler().answer(new Call(request, signed, parts, callers.of(request)));
  }

  private static void require(
      Need need, Devices.@Nullable Signed signed, Map<String, String> parts) {
    if (need == Need.NOTHING) {
      return;
    }
    if (signed == null) {
      throw new Refusal(401, "Sign in first.");
    }
    Person person = signed.person();
    String team = parts.getOrDefault("team", "");
    switch (need) {
      case MEMBER, TEAM_ADMIN -> {
        if (!person.isIn(team)) {
          throw Refusal.notThere();
        }
        if (need == Need.TEAM_ADMIN && !person.leads(team)) {
          throw new Refusal(403, "Only an admin of the team may do that.");
        }
      }
      case ADMIN -> {
        if (!person.admin()) {
          throw new Refusal(403, "Only an admin of this relay may do that.");
        }
      }
      case NOTHING, SIGNED_IN -> {}
    }
  }
}
