package weft.e2e;

import io.avaje.jsonb.JsonType;
import io.avaje.jsonb.Jsonb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import weft.crypto.Link;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;
import weft.testkit.Certificates;
import weft.testkit.FaithfulGuest;
import weft.testkit.PastReader;
import weft.testkit.TestGuest;

/// A guest as a process: `GuestProgram CERTIFICATE NAME`. The first two lines on its standard input
/// are the link and the person's key; each line after that is an order, answered by one line of
/// JSON, a [GuestReport]: `report`, `read` (pull and check what has left the screen), `finish`
/// (and all that is on it), `skip` (check from here on), `kept` (for some
/// seconds, from the oldest row that there is) and `type TEXT`.
final class GuestProgram {
  private static final Duration PULLING = Duration.ofSeconds(100);
  /// Enough to see whether the oldest rows come.
  private static final Duration LOOKING = Duration.ofSeconds(10);

  private static final int TROUBLES = 10;

  private final TestGuest guest;
  private final PastReader past;
  private LineCheck check = new LineCheck(true);

  /// What the next report is about.
  private LineCheck said = check;

  private boolean complete;
  private boolean whole = true;

  private GuestProgram(TestGuest guest) {
    this.guest = guest;
    past =
        new PastReader(
            guest,
            () -> {
              check = new LineCheck(whole);
              return check;
            });
  }

  public static void main(String[] arguments) throws Exception {
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Link link =
        switch (Link.parse(Objects.requireNonNull(orders.readLine()))) {
          case Decoded.Ok<Link>(Link good) -> good;
          case Decoded.Malformed<Link> bad -> throw new IllegalArgumentException(bad.what());
        };
    Bytes key = Bytes.owned(HexFormat.of().parseHex(Objects.requireNonNull(orders.readLine())));
    TestGuest guest =
        new TestGuest(link, arguments[1], key, Certificates.trusting(Path.of(arguments[0])));
    try (FaithfulGuest _ = new FaithfulGuest(guest)) {
      new GuestProgram(guest).obey(orders);
    }
  }

  private void obey(BufferedReader orders) throws IOException {
    JsonType<GuestReport> json = Jsonb.builder().build().type(GuestReport.class);
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      try {
        obey(order);
      } catch (UncheckedIOException | IllegalStateException notNow) {
        complete = false;
      }
      System.out.println(json.toJson(report()));
    }
  }

  private void obey(String order) {
    said = check;
    switch (order) {
      case "report" -> {}
      case "read" -> {
        complete = past.catchUp(PULLING);
        said = check;
      }
      case "skip" -> {
        whole = false;
        past.skip();
      }
      case "kept" -> {
        whole = false;
        past.startOver();
        complete = past.catchUp(LOOKING);
        said = check;
      }
      case "finish" -> complete = past.finish(PULLING, this::tail);
      default -> guest.type(order.substring("type ".length()) + "\r");
    }
  }

  private LineCheck tail() {
    said = check.copy();
    return said;
  }

  private GuestReport report() {
    synchronized (guest) {
      Terminal screen = guest.screen();
      StreamMessage.Roster roster = guest.roster();
      List<String> troubles = guest.troubles();
      return new GuestReport(
          lower(guest.role()),
          roster == null ? List.of() : roster.people().stream().map(GuestProgram::said).toList(),
          guest.connections(),
          guest.keyframes(),
          guest.streamBytes(),
          said.last(),
          past.rows(),
          complete,
          said.faults(),
          troubles.subList(Math.max(0, troubles.size() - TROUBLES), troubles.size()),
          lower(guest.over()),
          screen == null ? "" : screen.dump(0));
    }
  }

  private static String said(StreamMessage.Person person) {
    return person.name() + " " + lower(person.role()) + (person.present() ? "" : " away");
  }

  private static String lower(@org.jspecify.annotations.Nullable Object value) {
    return value == null ? "" : value.toString().toLowerCase(Locale.ROOT);
  }
}
