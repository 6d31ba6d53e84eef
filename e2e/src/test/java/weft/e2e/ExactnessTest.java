package weft.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import weft.testkit.Weft;

/// Real programs: a guest from the start and one that joined in the middle show cell for cell what
/// the host's terminal holds, and what xterm.js makes of the same bytes.
final class ExactnessTest {
  private static final long LOG_BYTES = 10_000_000;

  private static final Browser BROWSER = new Browser();
  private static final XtermHeadless HEADLESS = new XtermHeadless();

  @AfterAll
  static void end() {
    HEADLESS.close();
    BROWSER.close();
  }

  private static Audience audience(Weft weft, String... command) throws IOException {
    return new Audience(BROWSER, HEADLESS, weft, command);
  }

  /// Takes weft's own lines away: guests have empty ones there.
  private static Audience cleared(Audience all) {
    return all.types("clear; printf 'cle%s\\n' ared\r").agree("cleared");
  }

  @Test
  void bash_with_everything_that_a_line_can_hold() throws IOException {
    Weft weft = new Weft();
    try (Audience all = audience(weft, "bash", "--norc", "--noprofile")) {
      cleared(all)
          .types("printf '\\e[1;31mbold\\e[0m \\e[38;5;208mindexed\\e[48;2;9;40;90mtrue\\e[0m '\r")
          .types(
              "printf '\\e[4:3;58:5:9mcurly\\e[0m"
                  + " \\e]8;;http://a.example\\e\\\\link\\e]8;;\\e\\\\\\n"
                  + "'\r")
          .types(
              "printf 'e\\u0301 \\U1F469\\u200d\\U1F4BB \\u6f22\\u5b57 \\U1F1EA\\U1F1FA on%s\\n"
                  + "' e\r")
          .agree("one")
          .joins()
          .types("printf '\\e[5;20r\\e[?6h\\e[3;3Hinside\\e[?6l\\e[r\\e[22;1Htw%s\\n' o\r")
          .agree("two")
          .types("echo " + "漢字wide ".repeat(20) + "la''st\r")
          .agree("last")
          .resize(73, 21)
          .types("printf 'thr%s\\n' ee\r")
          .agree("three")
          .resize(132, 40)
          .types("seq 1 200; printf 'fo%s\\n' ur\r")
          .agree("four", 20)
          .joins()
          .agree("four", 20);
    }
  }

  /// A wide character that the new edge cuts must not stay as half of one: no keyframe can show it.
  @Test
  void bash_with_a_half_typed_line_across_a_resize() throws IOException {
    Weft weft = new Weft();
    try (Audience all = audience(weft, "bash", "--norc", "--noprofile")) {
      cleared(all)
          .types("echo " + "漢字wide ".repeat(20) + "last")
          .agree("last")
          .resize(73, 21)
          .types("\u0001\u0005; printf 'thr%s\\n' ee\r")
          .agree("three");
    }
  }

  @Test
  void zsh_with_prompts_on_both_sides() throws IOException {
    Weft weft = new Weft();
    try (Audience all = audience(weft, "zsh", "-f")) {
      cleared(all)
          .types("PS1='%F{green}%n%f %B%#%b '; RPROMPT='%K{blue}ri''ght%k'\r")
          .agree("right")
          .types("printf 'no line end'\r")
          .agree("%")
          .joins()
          .types("for i in 1 2 3; do\rprint -P \"%F{$i}loop $i%f\"\rdone\r")
          .agree("loop 3")
          .resize(60, 20)
          .types("echo aft\"\"er\r")
          .agree("after")
          .types("ls /u\t\techo\u0015print -n fin\"\"ish\r")
          .agree("finish");
    }
  }

  @Test
  void vim_from_insert_to_split_windows() throws IOException {
    Weft weft = new Weft();
    Path file = weft.home().resolve("Loom.java");
    Files.writeString(
        file, "/** 織 e\u0301 */\nclass Loom {\n  int threads = 4; // 👩‍💻\n}\n".repeat(30));
    try (Audience all = audience(weft, "bash", "--norc", "--noprofile")) {
      cleared(all)
          .types("vim --clean -n -c 'syntax on' -c 'set number hlsearch' Loom.java\r")
          .agree("class Loom")
          .types("/threads\rohello 漢字 e\u0301 👍🏽\u001b:echo 'a' .. 'b c'\r")
          .agree("ab c")
          .joins()
          .types(":split\r:vsplit\rGdd\u000fv5jU")
          .agree("Loom.java [+]")
          .resize(81, 25)
          .types(":set list\r")
          .agree("$")
          .types(":term echo inner\r")
          .agree("inner")
          .joins()
          .agree("inner")
          .types("\u0017\u0017:qa!\r")
          .sees(" normal\n")
          .types("printf 'le%s\\n' ft\r")
          .agree("left");
    }
  }

  @Test
  void less_searching_a_coloured_log() throws IOException {
    Weft weft = new Weft();
    ColouredLog.write(weft.home().resolve("noisy.log"), 100_000);
    try (Audience all = audience(weft, "bash", "--norc", "--noprofile")) {
      cleared(all)
          .types("less -R noisy.log\r")
          .agree("00000001")
          .types("   /request\r")
          .agree("00000")
          .joins()
          .types("nnNp50%")
          .agree("00000")
          .resize(70, 33)
          .agree("00000")
          .types("g")
          .agree("00000001")
          .types("q")
          .sees(" normal\n")
          .types("printf 'le%s\\n' ft\r")
          .agree("left");
    }
  }

  @Test
  void top_while_it_shows_one_moment() throws IOException {
    Weft weft = new Weft();
    try (Audience all = audience(weft, "bash", "--norc", "--noprofile")) {
      cleared(all)
          .types("top -d 3600\r")
          .agree("load average")
          .joins()
          .types("z")
          .sees("[f1 ]")
          .types("h")
          .agree("Help for Interactive Commands")
          .types("q")
          .agree("load average")
          .resize(120, 18)
          .agree("PID")
          .joins()
          .agree("PID")
          .types("q")
          .sees("$")
          .types("printf 'le%s\\n' ft\r")
          .agree("left");
    }
  }

  @Test
  void tmux_with_split_panes() throws IOException {
    Weft weft = new Weft();
    Path socket = weft.home().resolve("tmux");
    String tmux = "tmux -S " + socket + " -f /dev/null ";
    try (Audience all = audience(weft, "bash", "--norc", "--noprofile")) {
      try {
        cleared(all)
            .types(
                tmux
                    + "new 'bash --norc' \\; set -g status-right 宇''宙 \\; set -g status-interval"
                    + " 0\r")
            .agree("宇宙")
            .types("\u0002%\u0002\"")
            .types("printf '\\e[33mpa%s\\e[0m 漢字 👩‍💻\\n' ne\r")
            .agree("pane")
            .joins()
            .types("seq 100; printf 'count%s\\n' ed\r")
            .agree("counted")
            .types("\u0002[")
            .agree("[0/")
            .types("\u001b[5~")
            .agree("[12/9")
            .resize(90, 26)
            .types("q")
            .types("printf 'resi%s\\n' zed\r")
            .agree("resized")
            .types("\u0002d")
            .sees(" normal\n")
            .types("printf 'le%s\\n' ft\r")
            .agree("left");
      } finally {
        stop(socket);
      }
    }
  }

  private static void stop(Path socket) throws IOException {
    try {
      new ProcessBuilder("tmux", "-S", socket.toString(), "kill-server").start().waitFor();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void ten_megabytes_of_coloured_log() throws IOException {
    Weft weft = new Weft();
    Path log = ColouredLog.write(weft.home().resolve("noisy.log"), LOG_BYTES);
    String text = Files.readString(log, StandardCharsets.UTF_8);
    try (Audience all = audience(weft, "bash", "--norc", "--noprofile")) {
      cleared(all).types("cat noisy.log; printf '\\e[0m\\ndo%s\\n' ne\r");
      all.window().await("the first lines", w -> w.written() > text.length() / 4);
      all.joins().agree("done", 100);
      // Only what is printed after it: xterm.js damages marks when it reflows.
      all.resize(77, 24).types("tail -c 9000 noisy.log; printf '\\e[0m\\naf%s\\n' ter\r");
      all.agree("after");
    }
  }
}
