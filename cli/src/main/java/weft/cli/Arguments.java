package weft.cli;

import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.jspecify.annotations.Nullable;

/// One command's flags and what was given.
final class Arguments {
  private final CommandLine line;

  private Arguments(CommandLine line) {
    this.line = line;
  }

  /// @param flags names of the flags that stand alone
  /// @param values names of the flags that take a value
  /// @throws Complaint when something else was given
  static Arguments parse(String[] given, String[] flags, String[] values) {
    Options options = new Options();
    for (String flag : flags) {
      options.addOption(Option.builder().longOpt(flag).get());
    }
    for (String value : values) {
      options.addOption(Option.builder().longOpt(value).hasArg().get());
    }
    try {
      return new Arguments(
          DefaultParser.builder().setAllowPartialMatching(false).get().parse(options, given));
    } catch (ParseException wrong) {
      String message = String.valueOf(wrong.getMessage());
      throw Complaint.usage(
          Character.toLowerCase(message.charAt(0)) + message.substring(1), "weft help");
    }
  }

  boolean has(String flag) {
    return line.hasOption(flag);
  }

  /// The value of a flag that is given once or not at all.
  ///
  /// @throws Complaint when it was given again: which one was meant cannot be told
  @Nullable String value(String flag) {
    String[] all = values(flag);
    if (all.length > 1) {
      throw Complaint.usage("--" + flag + " was given " + all.length + " times", "give it once");
    }
    return all.length == 0 ? null : all[0];
  }

  /// Every value of a flag that may be given more than once.
  String[] values(String flag) {
    String[] all = line.getOptionValues(flag);
    return all == null ? new String[0] : all;
  }

  String[] rest() {
    return line.getArgs();
  }
}
