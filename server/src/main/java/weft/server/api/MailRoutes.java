package weft.server.api;

import io.avaje.jsonb.Json;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import weft.relay.Accounts.Reply;
import weft.server.Emails;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Need;
import weft.server.http.RateLimit;
import weft.server.http.Refusal;
import weft.server.http.Route;
import weft.server.mail.Letters;
import weft.server.store.Person;

/// Signing in by a link in a mail. Whoever asks learns nothing about who has an account: the
/// answer is the same, and comes before anything is looked up.
final class MailRoutes {
  @Json
  record Ask(String email) {}

  @Json
  record Token(String token) {}

  @Json
  record Whose(String email) {}

  private final Stores stores;
  private final Rules rules;
  private final Letters letters;
  private final Entering entering;
  private final RateLimit perAddress;
  private final RateLimit perCaller;
  private final RateLimit altogether;
  private final RateLimit guesses;

  MailRoutes(Stores stores, Rules rules, Letters letters, Entering entering, InstantSource clock) {
    this.stores = stores;
    this.rules = rules;
    this.letters = letters;
    this.entering = entering;
    perAddress = new RateLimit(5, Duration.ofHours(1), clock);
    perCaller = new RateLimit(30, Duration.ofHours(1), clock);
    altogether = new RateLimit(rules.mailsPerHour(), Duration.ofHours(1), clock);
    guesses = new RateLimit(60, Duration.ofMinutes(10), clock);
  }

  List<Route> routes() {
    return List.of(
        new Route("POST", "/api/sign-in/mail", Need.NOTHING, this::ask),
        new Route("POST", "/api/sign-in/mail/look", Need.NOTHING, this::look),
        new Route("POST", "/api/sign-in/mail/use", Need.NOTHING, this::use));
  }

  private Reply ask(Call call) {
    String email =
        Emails.normal(call.body(Ask.class).email())
            .orElseThrow(() -> new Refusal(400, "This is not an e-mail address."));
    if (!rules.takes(Emails.domain(email))) {
      throw new Refusal(
          400, "This relay takes addresses of " + String.join(", ", rules.domains()) + " only.");
    }
    perCaller.check(call.from());
    if (perAddress.take(email) && altogether.take("all")) {
      boolean blocked = stores.people().withEmail(email).map(Person::blocked).orElse(false);
      String token = stores.signIns().mailLink(email);
      if (!blocked) {
        letters.signIn(email, token);
      }
    }
    return Answers.done();
  }

  private Reply look(Call call) {
    guesses.check(call.from());
    String email = stores.signIns().look(token(call)).orElseThrow(MailRoutes::used);
    return Answers.json(Whose.class, new Whose(email));
  }

  private Reply use(Call call) {
    guesses.check(call.from());
    String email = stores.signIns().use(token(call)).orElseThrow(MailRoutes::used);
    Person person = entering.person(email, Emails.name(email), "mail");
    return entering.browser(call, person, Answers.json(Whose.class, new Whose(email)));
  }

  private static String token(Call call) {
    String token = call.body(Token.class).token();
    if (token == null || !token.matches("[A-Za-z0-9_-]{43}")) {
      throw used();
    }
    return token;
  }

  private static Refusal used() {
    return new Refusal(410, "This link has been used, or is too old. Ask for another one.");
  }
}
