package weft.server.api;

import io.avaje.jsonb.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weft.relay.Accounts.Reply;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Need;
import weft.server.http.RateLimit;
import weft.server.http.Refusal;
import weft.server.http.Route;
import weft.server.store.Devices;
import weft.server.store.Person;
import weft.server.store.SignIns;

/// Signing a terminal in: it shows a code, and its person lets it in from a browser.
final class TerminalRoutes {
  /// How often a terminal asks, in seconds.
  private static final int EVERY_S = 2;

  @Json
  record Begin(String name) {}

  /// @param page where to type the code
  @Json
  record Begun(String device, String code, String page, int every, long seconds) {}

  @Json
  record Ask(String device) {}

  /// @param state `pending`, `denied`, `unknown` or `allowed`
  @Json
  record Outcome(String state, @Nullable String token, @Nullable String email) {}

  @Json
  record Code(String code) {}

  @Json
  record Waiting(String code, String name) {}

  @Json
  record Answer(String code, boolean allow) {}

  private final Stores stores;
  private final Live live;
  private final Entering entering;
  private final RateLimit begun;
  private final RateLimit asked;
  private final RateLimit guesses;

  TerminalRoutes(Stores stores, Live live, Entering entering, InstantSource clock) {
    this.stores = stores;
    this.live = live;
    this.entering = entering;
    begun = new RateLimit(30, Duration.ofHours(1), clock);
    asked = new RateLimit(1_000, Duration.ofMinutes(10), clock);
    guesses = new RateLimit(20, Duration.ofMinutes(10), clock);
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/api/terminal/begin", Need.NOTHING, this::begin),
        new Route("POST", "/api/terminal/outcome", Need.NOTHING, this::outcome),
        new Route("POST", "/api/terminal/look", Need.SIGNED_IN, this::look),
        new Route("POST", "/api/terminal/answer", Need.SIGNED_IN, this::answer));
  }

  private Reply begin(Call call) {
    begun.check(call.from());
    SignIns.Begun waiting =
        stores.signIns().begin(Entering.terminalName(call.body(Begin.class).name()));
    return Answers.json(
        Begun.class,
        new Begun(
            waiting.device(),
            waiting.code(),
            live.address() + "/terminal",
            EVERY_S,
            SignIns.CODE.toSeconds()));
  }

  private Reply outcome(Call call) {
    asked.check(call.from());
    Outcome outcome =
        switch (stores.signIns().outcome(call.body(Ask.class).device())) {
          case SignIns.Outcome.Pending _ -> new Outcome("pending", null, null);
          case SignIns.Outcome.Denied _ -> new Outcome("denied", null, null);
          case SignIns.Outcome.Unknown _ -> new Outcome("unknown", null, null);
          case SignIns.Outcome.Allowed(String id, String name) -> {
            Person person = stores.people().find(id).orElseThrow(Refusal::notThere);
            entering.refuseBlocked(person);
            String token = stores.devices().add(person, Devices.Kind.TERMINAL, name);
            stores.audit().note(person.email(), "sign-in", "terminal", name, person.team());
            yield new Outcome("allowed", token, person.email());
          }
        };
    return Answers.json(Outcome.class, outcome);
  }

  private Reply look(Call call) {
    guesses.check(call.person().id());
    return stores
        .signIns()
        .waiting(normal(call.body(Code.class).code()))
        .map(waiting -> Answers.json(Waiting.class, new Waiting(waiting.code(), waiting.name())))
        .orElseThrow(TerminalRoutes::unknown);
  }

  private Reply answer(Call call) {
    guesses.check(call.person().id());
    Answer answer = call.body(Answer.class);
    if (!stores.signIns().answer(normal(answer.code()), call.person().id(), answer.allow())) {
      throw unknown();
    }
    return Answers.done();
  }

  private static Refusal unknown() {
    return new Refusal(404, "No terminal waits with this code. Codes are good for ten minutes.");
  }

  /// As somebody types it: in any case, with or without the dash.
  private static String normal(String text) {
    String code = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]", "");
    return code.length() == 8 ? code.substring(0, 4) + "-" + code.substring(4) : code;
  }
}
