package weft.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import weft.relay.SessionFigures;
import weft.server.Key;
import weft.server.api.PeopleRelay.Client;
import weft.server.http.Need;
import weft.server.http.Route;
import weft.server.mail.ConsoleMailer;
import weft.server.mail.Letters;
import weft.server.store.Database;

/// Every route of the code, asked by every kind of caller: what it needs is what lets through.
final class AuthorizationTest {
  private static final int UNKNOWN = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_THERE = 404;

  @TempDir private static Path folder;
  private static PeopleRelay relay;
  private static String team;
  private static final Map<String, Client> CALLERS = new LinkedHashMap<>();

  @BeforeAll
  static void start() throws Exception {
    relay = new PeopleRelay(folder, Map.of(Key.ADMINS, "root@example.org"));
    Client leader = relay.signedIn("leader@example.org");
    team = String.valueOf(leader.post("/api/teams", "{\"name\":\"Engines\"}").json().get("id"));
    leader.post("/api/teams/" + team + "/invites", "{\"emails\":[\"member@example.org\"]}");
    relay.nextMail("member@example.org");
    Client member = relay.signedIn("member@example.org");
    Client signedOut = relay.signedIn("gone@example.org");
    Map<String, String> cookies = Map.copyOf(signedOut.cookies);
    signedOut.post("/api/sign-out", "");
    signedOut.cookies.putAll(cookies);
    Client forged = relay.client();
    forged.cookies.put("weft", "B".repeat(43));
    CALLERS.put("nobody", relay.client());
    CALLERS.put("a forged cookie", forged);
    CALLERS.put("somebody who has signed out", signedOut);
    CALLERS.put("another person", relay.signedIn("other@example.org"));
    CALLERS.put("a member", member);
    CALLERS.put("an admin of the team", leader);
    CALLERS.put("an admin of the relay", relay.signedIn("root@example.org"));
  }

  @AfterAll
  static void stop() {
    relay.close();
  }

  /// As the code has them, not as somebody wrote them down.
  private static List<Route> routes() throws Exception {
    Live nothing =
        new Live() {
          @Override
          public List<SessionFigures> sessions() {
            return List.of();
          }

          @Override
          public boolean end(weft.protocol.SessionId session, weft.protocol.Reason reason) {
            return false;
          }

          @Override
          public void reconsider(String person) {}

          @Override
          public String address() {
            return "https://relay.example";
          }
        };
    try (Database database = Database.open(folder.resolve("routes.db").toString(), null, null);
        TeamAccounts accounts =
            new TeamAccounts(
                Stores.of(database, java.time.InstantSource.system()),
                new Rules(Set.of(), Set.of(), true, false, true, 1, 1, 0, 0, 1),
                nothing,
                new Letters(new ConsoleMailer(), "https://relay.example"),
                new OidcRoutes.Provider("https://id.example", "weft", null, "Example"),
                false,
                0,
                java.time.InstantSource.system())) {
      return accounts.router().routes();
    }
  }

  private static boolean mayPass(Need need, String caller) {
    return switch (need) {
      case NOTHING -> true;
      case SIGNED_IN ->
          Set.of("another person", "a member", "an admin of the team", "an admin of the relay")
              .contains(caller);
      case MEMBER -> Set.of("a member", "an admin of the team").contains(caller);
      case TEAM_ADMIN -> caller.equals("an admin of the team");
      case ADMIN -> caller.equals("an admin of the relay");
    };
  }

  private static int refusal(Need need, String caller) {
    if (Set.of("nobody", "a forged cookie", "somebody who has signed out").contains(caller)) {
      return UNKNOWN;
    }
    boolean outside =
        Set.of("another person", "an admin of the relay").contains(caller)
            && (need == Need.MEMBER || need == Need.TEAM_ADMIN);
    return outside ? NOT_THERE : FORBIDDEN;
  }

  @TestFactory
  List<DynamicTest> everyRouteByEveryCaller() throws Exception {
    List<DynamicTest> tests = new ArrayList<>();
    for (Route route : routes()) {
      if (route.path().equals("/api/sign-out") || route.path().endsWith("/leave")) {
        continue; // they change who the callers are: below
      }
      CALLERS.forEach(
          (name, client) ->
              tests.add(
                  DynamicTest.dynamicTest(
                      route.method() + " " + route.path() + " by " + name,
                      () -> check(route, name, client))));
    }
    assertThat(tests).hasSizeGreaterThan(200);
    return tests;
  }

  private static void check(Route route, String name, Client client) {
    String path =
        route
            .path()
            .replace("{team}", team)
            .replace("{person}", "nobodynobodynobodynobo")
            .replace("{session}", "AAAAAAAAAAAAAAAAAAAAAA")
            .replace("{device}", "nodevice")
            .replace("{passkey}", "nokey")
            .replace("{email}", "x@example.org");
    // Nothing that is valid: whoever gets through is told so, and nothing changes.
    int status = client.ask(route.method(), path, route.method().equals("GET") ? "" : "?").status();
    if (mayPass(route.need(), name)) {
      assertThat(status).isNotIn(UNKNOWN, FORBIDDEN, 500);
    } else {
      assertThat(status).isEqualTo(refusal(route.need(), name));
    }
    if (!route.method().equals("GET")) {
      client.headers.remove("x-weft");
      try {
        assertThat(client.ask(route.method(), path, "?").status())
            .as("by another site's form")
            .isEqualTo(FORBIDDEN);
      } finally {
        client.headers.put("x-weft", "1");
      }
    }
  }

  private static Client caller(String name) {
    return Objects.requireNonNull(CALLERS.get(name));
  }

  @TestFactory
  List<DynamicTest> leaving() {
    return List.of(
        DynamicTest.dynamicTest(
            "POST /api/teams/{team}/leave by everybody",
            () -> {
              String path = "/api/teams/" + team + "/leave";
              assertThat(caller("nobody").post(path, "").status()).isEqualTo(UNKNOWN);
              assertThat(caller("another person").post(path, "").status()).isEqualTo(NOT_THERE);
              assertThat(caller("an admin of the relay").post(path, "").status())
                  .isEqualTo(NOT_THERE);
              Client leader = caller("an admin of the team");
              assertThat(leader.post(path, "").status())
                  .as("the last admin of people")
                  .isEqualTo(409);
              assertThat(caller("nobody").post("/api/sign-out", "").status()).isEqualTo(204);
            }));
  }
}
