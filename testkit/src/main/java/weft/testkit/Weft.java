package weft.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import weft.pty.ShellCommand;
import weft.pty.TerminalSize;

/// The built `weft` of this checkout, for one imaginary person with private XDG folders: starts
/// shared shells in windows and runs commands, as that person would.
public final class Weft implements AutoCloseable {
  private static final Pattern LINK = Pattern.compile("https?://[^/\\s]+/s/[\\w-]{22}#[\\w-]{22}");

  private final Path home;
  private final List<OuterTerminal> windows = new ArrayList<>();
  private final List<Process> relays = new ArrayList<>();

  private final List<String> prefix;

  public Weft() throws IOException {
    this(List.of());
  }

  /// @param prefix the words before each shared shell's command, which make it run elsewhere: in
  ///     another network, say
  public Weft(List<String> prefix) throws IOException {
    this.prefix = List.copyOf(prefix);
    home = Files.createTempDirectory("weft-test");
  }

  /// The root of the checkout.
  public static Path checkout() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(folder.resolve("weft"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("not inside a checkout of weft");
      }
      folder = parent;
    }
    return folder;
  }

  public Path home() {
    return home;
  }

  /// A window of 100×30 in which `weft share ARGUMENTS` runs, started and linked.
  public OuterTerminal share(String... arguments) throws IOException {
    OuterTerminal window = window(new TerminalSize(100, 30), arguments);
    window.await("the link", shown -> LINK.matcher(joined(shown)).find());
    return window;
  }

  /// As [#share], without waiting for the link.
  public OuterTerminal window(TerminalSize size, String... arguments) throws IOException {
    List<String> all = new ArrayList<>(prefix);
    all.addAll(List.of(checkout().resolve("weft").toString(), "share"));
    all.addAll(List.of(arguments));
    ShellCommand command =
        ShellCommand.of(Path.of(all.getFirst()), all.subList(1, all.size()).toArray(String[]::new));
    OuterTerminal window = OuterTerminal.start(environment(command).sized(size).in(home));
    windows.add(window);
    return window;
  }

  /// A window with any program in it, with this person's folders.
  public OuterTerminal program(ShellCommand command) throws IOException {
    OuterTerminal window = OuterTerminal.start(environment(command).in(home));
    windows.add(window);
    return window;
  }

  private ShellCommand environment(ShellCommand command) {
    return command
        .with("XDG_RUNTIME_DIR", home.toString())
        .with("XDG_STATE_HOME", home.resolve("state").toString())
        .with("WEFT_NO_BUILD", "1")
        .with("TERM", "xterm-256color")
        .with("LANG", "C.UTF-8")
        .with("LC_ALL", "C.UTF-8")
        .with("HOME", home.toString())
        .with("SHELL", "/bin/bash")
        .with("PS1", "$ ")
        .without("WEFT_SOCKET")
        .without("DISPLAY")
        .without("WAYLAND_DISPLAY");
  }

  /// The link that a window's banner shows.
  public static String link(OuterTerminal window) {
    Matcher found = LINK.matcher(joined(window));
    if (!found.find()) {
      throw new AssertionError("no link on the screen:\n" + window.text());
    }
    return found.group();
  }

  /// All of them, one for each relay, in the order that the relays were given in.
  public static List<String> links(OuterTerminal window) {
    return LINK.matcher(joined(window)).results().map(MatchResult::group).distinct().toList();
  }

  private static String joined(OuterTerminal window) {
    return new String(window.output(), java.nio.charset.StandardCharsets.UTF_8);
  }

  /// What a command printed, and its exit status.
  public record Result(int status, String out, String err) {}

  /// Runs `weft ARGUMENTS` outside of any session.
  public Result run(String... arguments) throws IOException, InterruptedException {
    return run(Map.of(), arguments);
  }

  /// @param environment variables besides
  public Result run(Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(environment, arguments);
    String out =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    String err =
        new String(
            process.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("weft " + String.join(" ", arguments) + " does not end");
    }
    return new Result(process.exitValue(), out, err);
  }

  private Process start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(checkout().resolve("weft").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().put("XDG_RUNTIME_DIR", home.toString());
    builder.environment().put("XDG_STATE_HOME", home.resolve("state").toString());
    builder.environment().put("WEFT_NO_BUILD", "1");
    builder.environment().keySet().removeAll(List.of("WEFT_SOCKET", "DISPLAY", "WAYLAND_DISPLAY"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /// A relay of its own process, on a free port unless the arguments say where; its address.
  public String relay(String... arguments) throws IOException {
    List<String> given = List.of(arguments);
    boolean placed = given.contains("--listen") || given.contains("--config");
    Stream<String> begin =
        placed ? Stream.of("relay") : Stream.of("relay", "--listen", "127.0.0.1:0");
    String[] all = Stream.concat(begin, given.stream()).toArray(String[]::new);
    Process relay = start(Map.of(), all);
    relays.add(relay);
    var lines = relay.inputReader();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("relay at ")) {
        return line.substring("relay at ".length());
      }
    }
    throw new AssertionError(
        "the relay did not start: "
            + new String(
                relay.getErrorStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8));
  }

  /// The processes of the relays that [#relay] started, in order.
  public List<Process> relays() {
    return List.copyOf(relays);
  }

  /// The link of the owner's own page, of the only session that runs.
  public String ownerLink() throws IOException, InterruptedException {
    Result result = run("open", "--print");
    if (result.status() != 0) {
      throw new AssertionError("weft open: " + result.err());
    }
    return result.out().strip();
  }

  @Override
  public void close() throws IOException {
    windows.forEach(OuterTerminal::close);
    relays.forEach(Process::destroyForcibly);
    try (Stream<Path> files = Files.walk(home)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
