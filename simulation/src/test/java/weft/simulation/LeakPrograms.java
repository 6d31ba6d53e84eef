package weft.simulation;

/// Output of programs and of a shell for a [LeakRun].
final class LeakPrograms {
  private static final String[] MOVES = {
    "\033[L",
    "\033[3L",
    "\033[M",
    "\033[2@",
    "\033[P",
    "\033M",
    "\033D",
    "\033[2S",
    "\033[2T",
    "\033[A",
    "\033[5A",
    "\033[B",
    "\033[H",
    "\033[3;4H",
    "\033[J",
    "\033[1J",
    "\033[K",
    "\033[1K",
    "\033[2X",
    "\033[2;5r",
    "\033[r",
    "\033[?6h",
    "\033[?6l",
    "\0337",
    "\0338",
    "\033[3b",
    "\033[?7l",
    "\033[?7h",
    "\033[4h",
    "\033[4l",
    "\033[ @",
    "\033[2'}",
    "\033[2'~",
    "\033E",
    "\b",
    "\t",
    "\r",
    "\n",
    "\r\n",
    "\r\n",
    "\r\n",
    "\033[?1049h",
    "\033[?1049l",
    "\033[?47h",
    "\033[?47l",
    "\033[1\"q",
    "\033[0\"q",
    "\033[?J",
    "\033[?K",
    "\033[23t",
    "\033[22;2t",
    "\033[?2026h",
    "\033[?2026l",
    "\033[?45h",
    "\033#8\033[2J",
    "\033[31m",
    "\033[44;1m",
    "\033[m",
    "\u0301",
  };

  private final Timeline time;
  private final String nonce;

  LeakPrograms(Timeline time, String nonce) {
    this.time = time;
    this.nonce = nonce;
  }

  /// The secret on the screen, in the history, in titles, links, directories and command lines.
  String planting(String secret) {
    return switch (time.below(9)) {
      case 0 -> secret.repeat(1 + time.below(90));
      case 1 -> (secret + secret + "\r\n").repeat(time.below(40));
      case 2 -> "\033]2;" + secret + "\007" + (time.chance(0.5) ? "\033[22;2t" : "");
      case 3 -> "\033]8;;http://" + secret + "\007" + secret + "x" + end("\033]8;;\007");
      case 4 -> "\033]7;file:///" + secret + "\007";
      case 5 -> prompt("/home/" + secret, secret) + secret + "\r\n" + end(done());
      case 6 -> "\033[?1049h" + secret.repeat(20) + end("\033[?1049l");
      case 7 -> "\033[1;31m" + secret + "\0337" + "\033[22;2t";
      default -> moves(secret);
    };
  }

  private String end(String sequence) {
    return time.chance(0.6) ? sequence : "";
  }

  /// A prompt, and a command that runs.
  String prompt(String directory, String command) {
    return own("A;cwd=" + directory)
        + "$ "
        + own("B")
        + command
        + "\r\n"
        + named(command)
        + own("C");
  }

  String done() {
    return own("D;0");
  }

  private String own(String what) {
    return "\033]133;" + what + ";aid=" + nonce + "\007";
  }

  private String named(String command) {
    return "\033]633;E;" + command + ";" + nonce + "\007";
  }

  /// What programs print that move rows, with a word in it.
  String anything(String word) {
    return switch (time.below(6)) {
      case 0 -> prompt("/" + word, word) + word + "\r\n" + done();
      case 1 -> (word + "\r\n").repeat(time.below(60));
      case 2 -> "\033]2;" + word + "\007\033]8;;http://" + word + "\007" + word + "\033]8;;\007";
      default -> moves(word);
    };
  }

  private String moves(String word) {
    StringBuilder all = new StringBuilder();
    for (int i = time.below(25); i > 0; i--) {
      all.append(
          time.chance(0.3) ? word.repeat(1 + time.below(5)) : MOVES[time.below(MOVES.length)]);
    }
    return all.toString();
  }
}
