package weft.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// `ip`, of Debian's iproute2, and other commands that only root may run.
final class Iproute {
  static final String IP = "/usr/sbin/ip";

  private Iproute() {}

  /// What `ip` printed.
  static String run(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(IP));
    command.addAll(List.of(arguments));
    return command(command.toArray(String[]::new));
  }

  /// What a command printed.
  static String command(String... command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new IOException(String.join(" ", command) + ": " + said);
    }
    return said;
  }
}
