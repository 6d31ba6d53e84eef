package weft.pty;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to start, and on which terminal.
///
/// The environment is weft's own, handed on byte for byte, with the changes named here: going
/// through Java strings would damage values that are not valid in the locale's encoding.
///
/// @param program absolute path
/// @param arguments as the program sees them: `argv[0]` first (`-bash` makes a login shell)
/// @param set variables added or replaced
/// @param unset names of variables taken away
/// @param directory where it starts; null for weft's own working directory
/// @param size the terminal's size from its first moment
/// @param modes the terminal's settings; null for the kernel's defaults, with UTF-8 erasing
public record ShellCommand(
    Path program,
    List<String> arguments,
    Map<String, String> set,
    Set<String> unset,
    @Nullable Path directory,
    TerminalSize size,
    @Nullable TerminalModes modes) {

  /// @throws IllegalArgumentException for what `execve(2)` cannot carry: NUL, a name with `=`
  public ShellCommand {
    if (!program.isAbsolute()) {
      throw new IllegalArgumentException("the shell's path is not absolute: " + program);
    }
    arguments = List.copyOf(arguments);
    set = Map.copyOf(set);
    unset = Set.copyOf(unset);
    for (String argument : arguments) {
      requireNoNul(argument);
    }
    for (Map.Entry<String, String> variable : set.entrySet()) {
      requireName(variable.getKey());
      requireNoNul(variable.getValue());
    }
  }

  /// `program` with `arguments` after its own path, at the default size.
  public static ShellCommand of(Path program, String... arguments) {
    String[] argv = new String[arguments.length + 1];
    argv[0] = program.toString();
    System.arraycopy(arguments, 0, argv, 1, arguments.length);
    return new ShellCommand(
        program, List.of(argv), Map.of(), Set.of(), null, TerminalSize.DEFAULT, null);
  }

  public ShellCommand with(String name, String value) {
    Map<String, String> more = new HashMap<>(set);
    more.put(name, value);
    return new ShellCommand(program, arguments, more, unset, directory, size, modes);
  }

  public ShellCommand without(String name) {
    Set<String> more = new HashSet<>(unset);
    more.add(name);
    return new ShellCommand(program, arguments, set, more, directory, size, modes);
  }

  /// With these after the ones it has.
  public ShellCommand arguments(String... more) {
    List<String> all = new ArrayList<>(arguments);
    all.addAll(List.of(more));
    return new ShellCommand(program, all, set, unset, directory, size, modes);
  }

  public ShellCommand in(Path folder) {
    return new ShellCommand(program, arguments, set, unset, folder, size, modes);
  }

  public ShellCommand sized(TerminalSize cells) {
    return new ShellCommand(program, arguments, set, unset, directory, cells, modes);
  }

  public ShellCommand onTerminalLike(TerminalModes settings) {
    return new ShellCommand(program, arguments, set, unset, directory, size, settings);
  }

  private static void requireName(String name) {
    requireNoNul(name);
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      throw new IllegalArgumentException("not a name of an environment variable: " + name);
    }
  }

  private static void requireNoNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a NUL in an argument or environment variable");
    }
  }
}
