package weft.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import weft.testkit.OuterTerminal;

/// A program in the host's shell that numbers every line it prints, at a pace that can be changed,
/// and says outside of the terminal how far it has come: its progress is the shell's heartbeat.
final class Numbers {
  /// Rules of a line: its number first and last, in between what wraps over a row now and then, is
  /// coloured, and has wide and combining characters.
  private static final String PROGRAM =
      """
      use utf8;
      binmode STDOUT, ':utf8';
      $| = 1;
      my ($folder, $n) = @ARGV;
      sub put { open my $f, '>', "$folder/$_[0].new" or die; print $f $_[1]; close $f;
        rename "$folder/$_[0].new", "$folder/$_[0]"; }
      while (1) {
        open my $f, '<', "$folder/pace" or die;
        my ($lines, $ms) = split ' ', <$f>;
        close $f;
        last if $lines eq 'end';
        for (1 .. $lines) {
          $n++;
          my $colour = 31 + $n % 6;
          printf "%07d \\e[%dm%s\\e[0m %07d\\n", $n, $colour, "漢e\\x{301}x" x ($n % 40), $n;
        }
        put('printed', $n);
        select undef, undef, undef, $ms / 1000;
      }
      print "all $n are printed\\n";
      """;

  private final Path folder;
  private final OuterTerminal window;
  private long printed;

  /// @param folder only for this
  Numbers(Path folder, OuterTerminal window) throws IOException {
    this.folder = Files.createDirectories(folder);
    this.window = window;
    Files.writeString(folder.resolve("numbers.pl"), PROGRAM);
    Files.writeString(folder.resolve("printed"), "0");
  }

  /// What line `n` reads.
  static String line(long n) {
    return String.format("%07d %s %07d", n, "漢e\u0301x".repeat((int) (n % 40)), n);
  }

  /// Begins, or goes on where it stopped. Nothing is to be typed before [#stop].
  void start(int lines, int everyMs) throws IOException {
    pace(lines, everyMs);
    window.type("perl " + folder.resolve("numbers.pl") + " " + folder + " " + printed + "\r");
  }

  void pace(int lines, int everyMs) throws IOException {
    put(lines + " " + everyMs);
  }

  private void put(String pace) throws IOException {
    Path next = folder.resolve("pace.new");
    Files.writeString(next, pace, StandardCharsets.US_ASCII);
    Files.move(
        next,
        folder.resolve("pace"),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  /// How many lines are written to the terminal by now.
  long printed() throws IOException {
    return Long.parseLong(Files.readString(folder.resolve("printed")));
  }

  /// The shell is not held up: it prints so many lines more.
  void goesOn(int lines) throws Exception {
    long before = printed();
    Patience.until(Patience.BAD_LINES, lines + " more lines", () -> printed() >= before + lines);
  }

  /// Ends the program; how many lines it has printed over all.
  long stop() throws IOException {
    put("end");
    window.await("the end of the numbers", w -> w.text().contains(" are printed\n"));
    printed = printed();
    window.awaitText("all " + printed + " are printed\n$");
    return printed;
  }
}
