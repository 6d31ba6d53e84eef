package weft.bench;

import static weft.bench.Samples.millis;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import weft.testkit.TestGuest;

/// From exec to the shell's prompt: the shell alone, `tmux new`, `weft share`; and how soon the
/// link answers and a guest sees the prompt.
final class StartBench implements Main.Bench {
  private final Samples bare = new Samples();
  private final Samples tmux = new Samples();
  private final Samples weft = new Samples();
  private final Samples answers = new Samples();
  private final Samples guestSees = new Samples();

  @Override
  public Report run(boolean quick) throws Exception {
    int rounds = quick ? 15 : 40;
    try (Workplace at = new Workplace()) {
      for (int round = -1; round < rounds; round++) {
        boolean counts = round >= 0; // the first round fills the page cache
        double bareTook = prompt(Window.open(at.bare()));
        double weftTook = prompt(Window.open(at.weft()));
        double tmuxTook = at.hasTmux() ? prompt(Window.open(at.tmux("start" + round))) : Double.NaN;
        if (counts) {
          bare.add(bareTook);
          weft.add(weftTook);
          tmux.add(tmuxTook);
        }
        if (round % 3 != 0) {
          continue;
        }
        answers.add(answer(at));
        guestSees.add(guest(at));
      }
    }
    return report(quick, rounds);
  }

  private static double prompt(Window window) throws IOException, InterruptedException {
    try (window) {
      double took = millis(window.await(Workplace.PROMPT) - window.started());
      window.type("exit\r");
      window.awaitExit();
      return took;
    }
  }

  private static double answer(Workplace at) throws IOException, InterruptedException {
    try (Window window = Window.open(at.weft())) {
      window.await("/s/");
      String link = awaitLink(window);
      URI address = URI.create(link.substring(0, link.indexOf('#')));
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
        String request =
            "GET "
                + address.getPath()
                + " HTTP/1.1\r\nHost: "
                + address.getAuthority()
                + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        byte[] status = socket.getInputStream().readNBytes(12);
        long answered = System.nanoTime();
        if (!new String(status, StandardCharsets.US_ASCII).endsWith("200")) {
          throw new IllegalStateException("the link does not answer with its page");
        }
        return millis(answered - window.started());
      }
    }
  }

  private static double guest(Workplace at) throws IOException, InterruptedException {
    try (Window window = Window.open(at.weft("--anyone", "view"))) {
      String link = awaitLink(window);
      try (TestGuest guest = TestGuest.of(link, "guest").connect()) {
        guest.awaitText(Workplace.PROMPT.strip());
        return millis(System.nanoTime() - window.started());
      }
    }
  }

  /// The banner is written whole, and its end comes after the link.
  private static String awaitLink(Window window) throws InterruptedException {
    window.await("\u001b]52;");
    return SharedWindow.link(window);
  }

  private Report report(boolean quick, int rounds) {
    Report report = new Report("start", quick);
    report.line("exec to prompt, %d rounds, ms".formatted(rounds));
    report.line("%-14s %8s %8s".formatted("", "median", "p95"));
    report.line("%-14s %8.1f %8.1f".formatted("shell alone", bare.median(), bare.p95()));
    report.line("%-14s %8.1f %8.1f".formatted("tmux new", tmux.median(), tmux.p95()));
    report.line("%-14s %8.1f %8.1f".formatted("weft share", weft.median(), weft.p95()));
    report.line("weft share takes %.1f times tmux new".formatted(weft.median() / tmux.median()));
    report.line(
        "from exec until the link answers %.0f ms, until a guest sees the prompt %.0f ms"
            .formatted(answers.median(), guestSees.median()));
    return report
        .figure("bare_ms", bare.median())
        .figure("tmux_ms", tmux.median())
        .figure("weft_ms", weft.median())
        .figure("weft_p95_ms", weft.p95())
        .figure("ratio_to_tmux", weft.median() / tmux.median())
        .figure("link_answers_ms", answers.median())
        .figure("guest_sees_ms", guestSees.median());
  }
}
