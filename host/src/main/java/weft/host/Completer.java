package weft.host;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Limits;
import weft.terminal.Terminal;

/// How a command line could go on: names of commands and files, as the shell's directory has them
/// (rule D5). The shell itself is not asked, as whatever it ran for that could be seen and heard.
final class Completer {
  /// Names of one directory that are looked at: a slow or endless one holds up nobody for long.
  private static final int LOOKED_AT = 20_000;

  /// The word before the caret: characters that are escaped, or that end no word.
  private static final Pattern WORD = Pattern.compile("(?:\\\\.|[^\\s'\"`|&;<>()$\\\\])*$");

  /// What a word begins a command after.
  private static final Pattern BEFORE_COMMAND =
      Pattern.compile("(?:^|[|&;(\\n]|\\b(?:sudo|exec|command|time|then|else|do))\\s*$");

  private static final Pattern SPECIAL = Pattern.compile("[^\\p{L}\\p{N}_./~@%+=:,-]");

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

  Completer(Terminal terminal, Later later) {
    this.terminal = terminal;
    this.later = later;
  }

  /// Answers on the session's thread, when what is to be read has been.
  void complete(GuestToHost.Complete asked, Consumer<HostToGuest.Completions> answer) {
    Path directory = Path.of(terminal.workingDirectory().orElse(System.getProperty("user.dir")));
    String path = System.getenv().getOrDefault("PATH", "");
    reading.execute(
        () -> {
          HostToGuest.Completions found = find(asked, directory, path);
          later.after(0, () -> answer.accept(found));
        });
  }

  static HostToGuest.Completions find(GuestToHost.Complete asked, Path directory, String path) {
    Matcher matcher = WORD.matcher(asked.line());
    String word = matcher.find() ? matcher.group() : "";
    String before = asked.line().substring(0, asked.line().length() - word.length());
    String plain = word.replaceAll("\\\\(.)", "$1");
    SortedSet<String> words = new TreeSet<>();
    try {
      if (plain.indexOf('/') < 0 && BEFORE_COMMAND.matcher(before).find()) {
        if (!plain.isEmpty()) {
          commands(plain, path, words);
        }
      } else {
        files(plain, directory, words);
      }
    } catch (InvalidPathException notOne) {
      words.clear();
    }
    List<String> first = words.stream().limit(Limits.COMPLETIONS).toList();
    return new HostToGuest.Completions(
        asked.token(), word.length(), words.size() > first.size(), first);
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
        if (file.getFileName().toString().startsWith(prefix)) {
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

  /// As a shell takes it for one word. Names with control characters are not offered at all.
  private static String escaped(String name) {
    return SPECIAL.matcher(name).replaceAll("\\\\$0");
  }
}
