package weft.cli;

import io.nayuki.qrcodegen.QrCode;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import weft.host.RemoteRelay;

/// `weft login RELAY` and `weft logout`: this terminal as somebody whom a relay knows. The code is
/// compared by the person, in a browser where they are signed in.
final class LoginCommand {
  private LoginCommand() {}

  static int login(String[] given) {
    Arguments arguments =
        Arguments.parse(given, new String[] {"no-open"}, new String[] {"ca", "name"});
    if (arguments.rest().length != 1) {
      throw Complaint.usage("sign in where?", "weft login https://RELAY");
    }
    String authorities = arguments.value("ca");
    String ca = authorities == null ? "" : Path.of(authorities).toAbsolutePath().toString();
    String relay;
    try {
      relay = RemoteRelay.at(arguments.rest()[0], null).address();
    } catch (IllegalArgumentException wrong) {
      throw Complaint.usage(String.valueOf(wrong.getMessage()), "weft login https://RELAY");
    }
    RelayApi api = new RelayApi(relay, ca, null);
    Map<String, Object> begun =
        api.post("/api/terminal/begin", Map.of("name", name(arguments.value("name"))));
    String code = text(begun, "code");
    String page = text(begun, "page");
    String link = page + "#" + code;
    System.out.println("Open " + page + " and type the code " + code + ", or scan:");
    System.out.println(qr(link));
    if (!arguments.has("no-open")) {
      open(link);
    }
    Map<String, Object> outcome = awaitOutcome(api, begun);
    Logins.keep(new Logins.Login(relay, text(outcome, "email"), text(outcome, "token"), ca));
    System.out.println("signed in at " + relay + " as " + text(outcome, "email"));
    return 0;
  }

  private static Map<String, Object> awaitOutcome(RelayApi api, Map<String, Object> begun) {
    Map<String, Object> ask = Map.of("device", text(begun, "device"));
    long every = number(begun, "every");
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(number(begun, "seconds"));
    while (System.nanoTime() < until) {
      Map<String, Object> outcome = api.post("/api/terminal/outcome", ask);
      switch (text(outcome, "state")) {
        case "allowed" -> {
          return outcome;
        }
        case "denied" -> throw Complaint.failed("that was denied", "");
        case "pending" -> pause(every);
        default -> throw Complaint.failed("the code is too old", "weft login makes another one");
      }
    }
    throw Complaint.failed("nobody allowed it in time", "weft login makes another code");
  }

  private static void pause(long seconds) {
    try {
      TimeUnit.SECONDS.sleep(Math.clamp(seconds, 1, 30));
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw Complaint.failed("interrupted", "");
    }
  }

  static int logout(String[] given) {
    Arguments arguments = Arguments.parse(given, new String[] {}, new String[] {});
    String[] rest = arguments.rest();
    if (rest.length > 1) {
      throw Complaint.usage("'" + rest[1] + "' is not expected", "weft logout [RELAY]");
    }
    int count = 0;
    for (Logins.Login login : Logins.all()) {
      if (rest.length == 0 || login.relay().endsWith(rest[0].replaceFirst("^https?://", ""))) {
        try {
          RelayApi.of(login).post("/api/sign-out", Map.of());
        } catch (Complaint away) {
          away.print(); // forgotten here all the same
        }
        Logins.forget(login);
        System.out.println("signed out at " + login.relay());
        count++;
      }
    }
    if (count == 0) {
      throw Complaint.failed("not signed in " + (rest.length == 0 ? "anywhere" : "there"), "");
    }
    return 0;
  }

  private static String name(@Nullable String given) {
    if (given != null) {
      return given;
    }
    String user = System.getProperty("user.name", "somebody");
    try {
      return user + "@" + InetAddress.getLocalHost().getHostName();
    } catch (IOException unknown) {
      return user;
    }
  }

  private static void open(String link) {
    if (System.getenv("DISPLAY") == null && System.getenv("WAYLAND_DISPLAY") == null) {
      return;
    }
    try {
      new ProcessBuilder("xdg-open", link) // a code is no secret: it is on the screen, too
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException _) {
      // the code and the address are shown
    }
  }

  /// Two modules a character, dark on light whatever the terminal's colours.
  private static String qr(String text) {
    QrCode code = QrCode.encodeText(text, QrCode.Ecc.LOW);
    StringBuilder drawn = new StringBuilder();
    for (int y = -2; y < code.size + 2; y += 2) {
      drawn.append("  \033[30;47m");
      for (int x = -2; x < code.size + 2; x++) {
        boolean above = code.getModule(x, y);
        boolean below = code.getModule(x, y + 1);
        drawn.append(above ? (below ? '█' : '▀') : (below ? '▄' : ' '));
      }
      drawn.append("\033[0m\n");
    }
    return drawn.toString();
  }

  private static String text(Map<String, Object> json, String key) {
    if (json.get(key) instanceof String text) {
      return text;
    }
    throw Complaint.failed("this relay speaks another version of weft", "update the older one");
  }

  private static long number(Map<String, Object> json, String key) {
    return json.get(key) instanceof Number number ? number.longValue() : 2;
  }
}
