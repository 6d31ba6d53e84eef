package weft.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/// What fish itself would offer, asked of another fish: it completes a line that is handed to it
/// without running any of it, by descriptions that came with it. bash and zsh run functions on the
/// line for that, which evaluate parts of it, and so are not asked.
final class FishWords {
  /// A fish that takes longer is ended, and has offered nothing.
  private static final int MAX_MILLIS = 1500;

  /// Of its answer is read.
  private static final int MAX_BYTES = 1 << 20;

  /// Nobody's configuration, which could do anything; only what fish was installed with.
  private static final String ASKED =
      "set -g fish_function_path $__fish_data_dir/functions;"
          + " set -g fish_complete_path $__fish_data_dir/completions"
          + " $__fish_data_dir/vendor_completions.d;"
          + " complete -C $argv[1]";

  private FishWords() {}

  static boolean isFish(Path shell) {
    return String.valueOf(shell.getFileName()).equals("fish");
  }

  /// Blocks, but not for long.
  ///
  /// @return whole words, as they are meant, not as one types them; none where fish knows nothing
  static List<String> after(String line, Path fish, Path directory) {
    if (line.indexOf('(') >= 0 || line.indexOf('\0') >= 0) {
      return List.of(); // fish runs nothing of it, either; but nobody has to rely on that
    }
    try {
      Process process =
          new ProcessBuilder(fish.toString(), "--no-config", "--private", "-c", ASKED, line)
              .directory(directory.toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      Executor late = CompletableFuture.delayedExecutor(MAX_MILLIS, TimeUnit.MILLISECONDS);
      late.execute(() -> end(process));
      process.getOutputStream().close();
      try (InputStream answer = process.getInputStream()) {
        return words(new String(answer.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
      } finally {
        end(process);
      }
    } catch (IOException none) {
      return List.of();
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// A word a line, what it is behind a tab.
  private static List<String> words(String answer) {
    return answer
        .lines()
        .map(found -> found.substring(0, (found + "\t").indexOf('\t')))
        .filter(word -> !word.isEmpty() && word.chars().noneMatch(Character::isISOControl))
        .toList();
  }
}
