package weft.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Limits;
import weft.terminal.Terminal;

/// How a command line could go on: what another fish knows of it, where the shell is a fish; else
/// names of commands and files, as the shell's directory has them (rule D5). The shell itself is
/// not asked, as whatever it ran for that could be seen and heard.
final class Completer {
  /// Names of one directory that are looked at: a slow or endless one holds up nobody for long.
  private static final int LOOKED_AT = 20_000;

  /// What ends a word, unless a backslash is before it.
  private static final String ENDS_WORD = "'\"`|&;<>()$";

  /// Behind which a command begins.
  private static final Set<String> BEFORE_COMMAND =
      Set.of("sudo", "exec", "command", "time", "then", "else", "do");

  private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}_./~@%+=:,-]");

  private final Path shell;
  private final Terminal terminal;
  private final Later later;

  /// What waits for a slow directory is dropped when something newer is asked.
  private final ExecutorService reading =
      new ThreadPoolExecutor(
          0,
          1,
          10,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<>(8),
          Thread.ofPlatform().daemon().name("weft-completing").factory(),
          new ThreadPoolExecutor.DiscardOldestPolicy());

  /// @param shell the program that people write command lines for
  Completer(Path shell, Terminal terminal, Later later) {
    this.shell = shell;
    this.terminal = terminal;
    this.later = later;
  }

  /// Answers on the session's thread, when what is to be read has been.
  void complete(GuestToHost.Complete asked, Consumer<HostToGuest.Completions> answer) {
    String directory = terminal.workingDirectory().orElse(System.getProperty("user.dir"));
    String path = System.getenv().getOrDefault("PATH", "");
    reading.execute(
        () -> {
          HostToGuest.Completions found = find(asked, shell, directory, path);
          later.after(0, () -> answer.accept(found));
        });
  }

  static HostToGuest.Completions find(
      GuestToHost.Complete asked, Path shell, String directory, String path) {
    int start = wordStart(asked.line());
    String word = asked.line().substring(start);
    String before = asked.line().substring(0, start);
    String plain = word.replaceAll("\\\\(.)", "$1");
    SortedSet<String> words = new TreeSet<>();
    try {
      if (FishWords.isFish(shell)) {
        fish(asked.line(), plain, shell, Path.of(directory), words);
      }
      if (!words.isEmpty()) {
        // nothing that fish has left out
      } else if (plain.indexOf('/') < 0 && beginsCommand(before)) {
        if (!plain.isEmpty()) {
          commands(plain, path, words);
        }
      } else {
        files(plain, Path.of(directory), words);
      }
    } catch (InvalidPathException notOne) {
      words.clear();
    }
    List<String> first = words.stream().limit(Limits.COMPLETIONS).toList();
    return new HostToGuest.Completions(
        asked.token(), word.length(), words.size() > first.size(), first);
  }

  private static int wordStart(String line) {
    int start = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++; // whatever it is, it is part of the word
      } else if (Character.isWhitespace(c) || ENDS_WORD.indexOf(c) >= 0) {
        start = i + 1;
      }
    }
    return start;
  }

  private static boolean beginsCommand(String before) {
    String head = before.stripTrailing();
    if (head.isEmpty() || before.indexOf('\n', head.length()) >= 0) {
      return true;
    }
    int last = Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n')) + 1;
    return "|&;(".indexOf(head.charAt(head.length() - 1)) >= 0
        || BEFORE_COMMAND.contains(head.substring(last));
  }

  private static void fish(
      String line, String plain, Path shell, Path directory, Collection<String> words) {
    FishWords.after(line, shell, directory).stream()
        .filter(word -> word.startsWith(plain))
        .map(word -> escaped(word) + (word.endsWith("/") ? "" : " "))
        .forEach(words::add);
  }

  private static void commands(String prefix, String path, SortedSet<String> words) {
    Arrays.stream(path.split(":"))
        .filter(folder -> folder.startsWith("/"))
        .forEach(
            folder ->
                each(
                    Path.of(folder),
                    prefix,
                    file -> {
                      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
                        words.add(escaped(file.getFileName().toString()) + " ");
                      }
                    }));
  }

  private static void files(String plain, Path directory, SortedSet<String> words) {
    int slash = plain.lastIndexOf('/') + 1;
    String folder = plain.substring(0, slash);
    String name = plain.substring(slash);
    Path home = Path.of(System.getProperty("user.home"));
    Path in =
        folder.startsWith("~/")
            ? home.resolve(folder.substring(2))
            : directory.resolve(folder.isEmpty() ? "." : folder);
    each(
        in,
        name,
        file -> {
          String found = file.getFileName().toString();
          if (name.isEmpty() && found.startsWith(".")) {
            return;
          }
          String whole = escaped(folder) + escaped(found);
          words.add(whole + (Files.isDirectory(file) ? "/" : " "));
        });
  }

  private static void each(Path folder, String prefix, Consumer<Path> visit) {
    int seen = 0;
    try (DirectoryStream<Path> all = Files.newDirectoryStream(folder)) {
      for (Path file : all) {
        String name = file.getFileName().toString();
        if (name.startsWith(prefix) && name.chars().noneMatch(Character::isISOControl)) {
          visit.accept(file);
        }
        if (++seen >= LOOKED_AT) {
          return;
        }
      }
    } catch (IOException | DirectoryIteratorException unreadable) {
      // nothing of it is offered
    }
  }

  /// As a shell takes it for one word.
  private static String escaped(String name) {
    return SPECIAL.matcher(name).replaceAll("\\\\$0");
  }
}
