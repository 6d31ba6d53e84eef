package weft.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// `weft shell-integration SHELL`: prints the script, for a start-up file of one's own.
final class IntegrationCommand {
  private IntegrationCommand() {}

  static int run(String[] given) {
    Arguments arguments = Arguments.parse(given, new String[] {}, new String[] {});
    String shell = String.join(" ", arguments.rest());
    String home = System.getProperty("weft.home");
    if (!shell.equals("bash") && !shell.equals("zsh") && !shell.equals("fish")) {
      throw Complaint.usage(
          shell.isEmpty() ? "for which shell?" : "there is no integration for '" + shell + "'",
          "weft shell-integration bash, zsh or fish");
    }
    try {
      System.out.print(Files.readString(Path.of(String.valueOf(home), "shell", "weft." + shell)));
      return 0;
    } catch (IOException missing) {
      throw Complaint.failed(
          "the script cannot be read: " + missing.getMessage(), "build weft again");
    }
  }
}
