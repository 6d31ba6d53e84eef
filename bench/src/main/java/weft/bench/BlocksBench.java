package weft.bench;

import static weft.bench.Samples.millis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import weft.pty.ShellCommand;
import weft.testkit.Weft;

/// What blocks cost: the marks at each prompt of a shell, and a page with ten of them beside one
/// with ten thousand.
final class BlocksBench implements Main.Bench {
  private static final int FEW = 10;
  private static final int MANY = 10_000;

  /// Commands typed at once; the terminal's own input queue takes no more.
  private static final int AT_ONCE = 100;

  @Override
  public Report run(boolean quick) throws Exception {
    Report report = new Report("blocks", quick);
    try (Workplace at = new Workplace()) {
      prompts(report, at, quick ? 200 : 1_000);
      report.line("");
      report.line("%-34s %10s %10s %10s".formatted("page, blocks", "opens, ms", "frame p95", "MB"));
      int many = quick ? MANY / 10 : MANY;
      pages(report, at, FEW, many, quick);
      pages(report, at, many, many, quick);
    }
    return report;
  }

  /// From Enter on a command that does nothing to the next prompt, in turns with and without.
  private static void prompts(Report report, Workplace at, int rounds) throws Exception {
    report.line(
        "%-14s %10s %10s %10s %8s".formatted("prompt, ms", "bare", "marked", "more", "times"));
    for (String shell : new String[] {"bash", "zsh", "fish"}) {
      if (!Workplace.isInstalled(shell)) {
        report.line("%-14s is not here: apt-get install %s".formatted(shell, shell));
        continue;
      }
      Samples bare = new Samples();
      Samples marked = new Samples();
      try (Window one = Window.open(at.shell(shell));
          Window other = Window.open(at.markedShell(shell))) {
        for (int round = -rounds / 10; round < rounds; round++) {
          double without = prompt(one);
          double with = prompt(other);
          if (round >= 0) {
            bare.add(without);
            marked.add(with);
          }
        }
      }
      double more = marked.median() - bare.median();
      report.line(
          "%-14s %10.2f %10.2f %10.2f %8.2f"
              .formatted(
                  shell, bare.median(), marked.median(), more, marked.median() / bare.median()));
      report
          .figure(shell + "_bare_ms", bare.median())
          .figure(shell + "_marked_ms", marked.median());
    }
  }

  private static double prompt(Window window) throws IOException, InterruptedException {
    return millis(window.type(":\r", Workplace.PROMPT));
  }

  /// @param rows that the session has in all, however many blocks they are
  private static void pages(Report report, Workplace at, int blocks, int rows, boolean quick)
      throws IOException, InterruptedException {
    try (SharedWindow shared = SharedWindow.open(at)) {
      Window window = shared.window();
      if (rows > blocks) {
        window.type("seq " + (rows - blocks) + "; echo en''ough\r", "enough");
      }
      for (int done = 0; done < blocks; done += AT_ONCE) {
        int count = Math.min(AT_ONCE, blocks - done);
        window.type(":\r".repeat(count - 1) + "echo block-''" + done + "\r", "block-" + done);
      }
      String found =
          PageBench.measure("blocks.mjs", at.ownerLink(), Integer.toString(quick ? 3 : 10));
      Samples opens = PageBench.numbers(found, "open");
      Samples frames = PageBench.numbers(found, "frame");
      Samples heap = PageBench.numbers(found, "heap");
      report.line(
          "%-34s %10.1f %10.1f %10.1f"
              .formatted(blocks, opens.median(), frames.p95(), heap.median()));
      report
          .figure("page_" + blocks + "_opens_ms", opens.median())
          .figure("page_" + blocks + "_frame_p95_ms", frames.p95())
          .figure("page_" + blocks + "_heap_mb", heap.median());
    }
  }

  /// A start-up file with the same prompt, for each of the shells.
  static void writeStartUp(Path home) throws IOException {
    String prompt = Workplace.PROMPT;
    Files.writeString(home.resolve(".bashrc"), "PS1='" + prompt + "'\n");
    Files.writeString(home.resolve(".zshrc"), "PS1='" + prompt + "'\n");
    Path fish = Files.createDirectories(home.resolve(".config/fish"));
    Files.writeString(
        fish.resolve("config.fish"),
        "set fish_greeting\nfunction fish_prompt; printf '" + prompt + "'; end\n");
  }

  /// The shell told to load the marks, as `weft` does it.
  static ShellCommand marked(ShellCommand shell, String name) {
    Path scripts = Weft.checkout().resolve("shell");
    ShellCommand with = shell.with("WEFT_NONCE", "00112233445566778899aabb");
    return switch (name) {
      case "bash" -> with.arguments("--rcfile", scripts.resolve("bashrc").toString());
      case "zsh" -> with.with("ZDOTDIR", scripts.resolve("zsh").toString());
      default -> with.arguments("--init-command", "source " + scripts.resolve("weft.fish"));
    };
  }
}
