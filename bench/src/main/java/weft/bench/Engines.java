package weft.bench;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// How to start each terminal engine that is measured, and which ones this machine lacks.
final class Engines {
  private static final Path FOLDER = Path.of("bench", "engines");

  /// Kept from run to run: alacritty's engine takes a minute to build.
  private static final Path BUILT = Path.of("build", "alacritty").toAbsolutePath();

  private static final Path ORACLE = Path.of("terminal", "oracle");

  private Engines() {}

  /// weft's engine in a fresh JVM with the host's collector.
  static List<String> weft() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-cp",
        System.getProperty("java.class.path"),
        TerminalEngine.class.getName());
  }

  static List<String> xterm() {
    return List.of("node", FOLDER.resolve("xterm.mjs").toString());
  }

  /// The others that can run here, by name; of those that can't `report` says what is missing.
  static Map<String, List<String>> others(Path build, Report report)
      throws IOException, InterruptedException {
    Map<String, List<String>> found = new LinkedHashMap<>();
    if (onPath("tmux")) {
      found.put("tmux", List.of("sh", FOLDER.resolve("tmux.sh").toString()));
    } else {
      report.line("tmux: not measured, it isn't installed");
    }
    Path driver = build.resolve("libvterm");
    String source = FOLDER.resolve("libvterm.c").toString();
    if (onPath("cc")
        && run(List.of("cc", "-O2", "-o", driver.toString(), source, "-lvterm"), Path.of("."))) {
      found.put("libvterm", List.of(driver.toString()));
    } else {
      report.line("libvterm: not measured, it takes a C compiler and libvterm-dev");
    }
    List<String> cargo =
        List.of("cargo", "build", "--release", "--offline", "--target-dir", BUILT.toString());
    if (onPath("cargo") && run(cargo, FOLDER.resolve("alacritty"))) {
      found.put("alacritty", List.of(BUILT.resolve("release/alacritty-engine").toString()));
    } else {
      report.line("alacritty: not measured, it takes cargo and librust-alacritty-terminal-dev");
    }
    return found;
  }

  /// Fetches the pinned packages where they aren't there yet.
  static void install() throws IOException, InterruptedException {
    if (!Files.isDirectory(ORACLE.resolve("node_modules/@xterm/addon-serialize"))
        && !run(List.of("npm", "ci", "--no-audit", "--no-fund"), ORACLE)) {
      throw new IOException("npm ci failed in " + ORACLE + ", which @xterm/headless comes from");
    }
  }

  private static boolean onPath(String name) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      if (Files.isExecutable(Path.of(folder, name))) {
        return true;
      }
    }
    return false;
  }

  private static boolean run(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return process.waitFor(5, TimeUnit.MINUTES) && process.exitValue() == 0;
  }
}
