package weft.server.api;

import java.util.Locale;
import weft.relay.Accounts.Reply;
import weft.server.Emails;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Cookies;
import weft.server.http.Refusal;
import weft.server.store.Devices;
import weft.server.store.Person;

/// The last step of every way to sign in: a device more.
final class Entering {
  private static final int NAME = 80;

  private final Stores stores;
  private final Rules rules;
  private final Cookies cookies;

  Entering(Stores stores, Rules rules, Cookies cookies) {
    this.stores = stores;
    this.rules = rules;
    this.cookies = cookies;
  }

  /// The person with a verified address.
  Person person(String email, String name, String how) {
    if (!rules.takes(Emails.domain(email))) {
      throw new Refusal(403, "This relay does not take addresses of " + Emails.domain(email) + ".");
    }
    Person person = stores.people().signedIn(email, name);
    refuseBlocked(person);
    if (rules.admins().contains(email) && !person.admin()) {
      stores.people().setAdmin(person.id(), true);
    }
    stores.audit().note(email, "sign-in", how, "", person.team());
    return person;
  }

  void refuseBlocked(Person person) {
    if (person.blocked()) {
      throw new Refusal(403, "This account is blocked. Ask an admin of this relay.");
    }
  }

  /// Signs this browser in, under a token that nobody has seen before, whatever it had.
  Reply browser(Call call, Person person, Reply reply) {
    if (call.signed() != null) {
      Devices.Device before = call.signed().device();
      stores.devices().remove(before.person(), before.id());
    }
    String token = stores.devices().add(person, Devices.Kind.BROWSER, browserName(call));
    return Answers.with(reply, cookies.set(token, Devices.KEPT));
  }

  /// The name of a terminal, as it says.
  static String terminalName(String text) {
    String clean = text.replaceAll("[^\\p{L}\\p{N} ._@-]", "").strip();
    String name = clean.isEmpty() ? "a terminal" : clean;
    return name.length() > NAME ? name.substring(0, NAME) : name;
  }

  private static String browserName(Call call) {
    String agent = call.request().headers().getOrDefault("user-agent", "").toLowerCase(Locale.ROOT);
    return first(
            agent,
            "a browser",
            "edg/",
            "Edge",
            "firefox",
            "Firefox",
            "chrom",
            "Chrome",
            "safari",
            "Safari")
        + first(
            agent,
            "",
            "android",
            " on Android",
            "iphone",
            " on iPhone",
            "ipad",
            " on iPad",
            "windows",
            " on Windows",
            "mac os",
            " on macOS",
            "linux",
            " on Linux");
  }

  private static String first(String agent, String otherwise, String... signs) {
    for (int i = 0; i < signs.length; i += 2) {
      if (agent.contains(signs[i])) {
        return signs[i + 1];
      }
    }
    return otherwise;
  }
}
