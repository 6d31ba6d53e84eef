package weft.cli;

import java.util.Arrays;

/// The `weft` command.
public final class Main {
  private Main() {}

  public static void main(String[] arguments) {
    int status;
    try {
      status = run(arguments);
    } catch (Complaint complaint) {
      complaint.print();
      status = complaint.status();
    }
    System.exit(status);
  }

  private static int run(String[] arguments) {
    LibraryLogs.take();
    if (arguments.length == 0) {
      return Wrap.run();
    }
    String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
    return switch (arguments[0]) {
      case "share" -> Share.run(rest);
      case "relay" -> RelayCommand.run(rest);
      case "ls" -> ListCommand.run(rest);
      case "blocks" -> BlocksCommand.run(rest);
      case "login" -> LoginCommand.login(rest);
      case "logout" -> LoginCommand.logout(rest);
      case "shell-integration" -> IntegrationCommand.run(rest);
      case "link",
          "open",
          "who",
          "allow",
          "deny",
          "remove",
          "revoke",
          "anyone",
          "invite",
          "access",
          "stop",
          "viewers",
          "people",
          "approve" ->
          SessionCommand.run(arguments[0], rest);
      case "help", "--help", "-h" -> {
        Help.print();
        yield 0;
      }
      case "version", "--version" -> {
        System.out.println("weft " + Help.version());
        yield 0;
      }
      default -> throw Complaint.usage("there is no command '" + arguments[0] + "'", "weft help");
    };
  }
}
