package weft.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One file of libvterm's checks as it runs: commands in capitals change the screen, lines after
/// them say what is to be seen.
final class VtermSession {
  enum Verdict {
    PASSED,
    /// Asks for nothing that shows, but the screen is xterm.js's.
    ALIKE,
    EXPLAINED,
    NOT_APPLICABLE,
    FAILED
  }

  record Result(Verdict verdict, String why) {}

  private final Oracle oracle;
  private Terminal terminal = new Terminal(80, 25);
  private Oracle.Script script = new Oracle.Script(80, 25);
  private boolean utf8;
  private boolean foreign;
  private boolean driven = true;
  private int applied;
  private boolean pushed;
  private final List<String> wrong = new ArrayList<>();
  private boolean explained = true;

  VtermSession(Oracle oracle) {
    this.oracle = oracle;
  }

  void line(String line) {
    String word = line.split("[ =]", 2)[0];
    if (Character.isUpperCase(word.charAt(0))) {
      command(word, line.substring(word.length()).strip());
    } else if (driven && !foreign) {
      VtermAssertion.of(terminal, line).ifPresent(this::note);
    }
  }

  private void command(String word, String rest) {
    driven = true;
    switch (word) {
      case "UTF8" -> utf8 = rest.equals("1");
      case "INIT" -> start(80, 25);
      case "RESET" -> start(terminal.cols(), terminal.rows());
      case "RESIZE" -> {
        String[] size = rest.split(",", -1);
        int rows = Integer.parseInt(size[0].strip());
        int cols = Integer.parseInt(size[1].strip());
        terminal.resize(cols, rows);
        script.resize(cols, rows);
      }
      case "PUSH" -> push(PerlText.bytes(rest));
      default -> driven = word.startsWith("WANT") || word.startsWith("DAMAGE");
    }
  }

  private void start(int cols, int rows) {
    terminal = new Terminal(cols, rows);
    script = new Oracle.Script(cols, rows);
    foreign = false;
  }

  /// Without UTF-8 the upper half of the bytes means something that no terminal of today does.
  private void push(byte[] bytes) {
    for (byte b : bytes) {
      foreign |= !utf8 && b < 0;
    }
    terminal.feed(bytes);
    script.write(bytes);
    pushed = true;
  }

  private void note(Optional<String> difference) {
    applied++;
    if (difference.isPresent()) {
      wrong.add(difference.get());
      explained &= isLikeXterm();
    }
  }

  private boolean isLikeXterm() {
    String xterm = Fuzz.onScreen(oracle.ask(script, 0).dump());
    return xterm.equals(Fuzz.onScreen(terminal.dump(0)));
  }

  /// What came of the check that ends here.
  Result finish() {
    Verdict verdict;
    if (applied > 0) {
      verdict = wrong.isEmpty() ? Verdict.PASSED : explained ? Verdict.EXPLAINED : Verdict.FAILED;
    } else if (pushed) {
      verdict = isLikeXterm() ? Verdict.ALIKE : Verdict.FAILED;
    } else {
      verdict = Verdict.NOT_APPLICABLE;
    }
    String why =
        wrong.isEmpty()
            ? ""
            : wrong.getFirst() + (explained ? "; xterm.js means it so" : "; FAILS");
    applied = 0;
    pushed = false;
    wrong.clear();
    explained = true;
    return new Result(verdict, why);
  }
}
