package weft.host;

import java.io.IOException;
import java.util.List;

/// How a session that runs already is to be shared: what `weft share` in it was given.
public interface SharingChoice {
  /// Takes the port, where there is one to take. Called on a thread of its own.
  ///
  /// @param arguments those of the command line
  /// @throws IOException with a line for people where it cannot be
  SharingOptions of(List<String> arguments) throws IOException;
}
