package weft.server.http;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import weft.relay.Accounts.Reply;

/// Something that can be asked for.
///
/// @param path with names in braces for its variable parts
public record Route(String method, String path, Need need, Handler handler) {
  /// Runs on a thread that may wait.
  @FunctionalInterface
  public interface Handler {
    /// @throws Refusal for whatever cannot be done, in one sentence
    Reply answer(Call call);
  }

  /// The variable parts of a path; empty where it is another one.
  Optional<Map<String, String>> match(String asked) {
    String[] mine = path.split("/", -1);
    String[] theirs = asked.split("/", -1);
    if (mine.length != theirs.length) {
      return Optional.empty();
    }
    Map<String, String> parts = new HashMap<>();
    for (int i = 0; i < mine.length; i++) {
      if (mine[i].startsWith("{")) {
        parts.put(mine[i].substring(1, mine[i].length() - 1), theirs[i]);
      } else if (!mine[i].equals(theirs[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(parts);
  }
}
