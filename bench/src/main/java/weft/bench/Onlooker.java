package weft.bench;

import java.io.IOException;

/// Somebody who looks at a shared shell and works in it, over the tool's own protocol.
interface Onlooker extends AutoCloseable {
  /// Seconds after which something that must come counts as never.
  int PATIENCE_S = 20;

  /// Milliseconds from typing one key at a prompt to seeing it.
  double echo() throws IOException, InterruptedException;

  /// Throws the typed line away.
  void clearLine() throws IOException, InterruptedException;

  /// Waits until `text` is seen.
  ///
  /// @return nanosecond time of that; [Long#MAX_VALUE] if it was not in time
  long await(String text, int seconds) throws InterruptedException;

  /// Bytes that have come for it.
  long bytes();

  /// Stops or goes on reading.
  void reading(boolean on);

  /// Is gone, as a machine without its network is.
  void abort();

  /// Comes back after [#abort].
  Onlooker again() throws IOException, InterruptedException;

  /// Everything that was shown since it came, or can still be had.
  String everything() throws InterruptedException;

  @Override
  void close();
}
