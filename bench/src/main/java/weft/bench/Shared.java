package weft.bench;

import java.io.IOException;

/// A shell that runs under a [Tool]: where its host works, and how others come.
interface Shared extends AutoCloseable {
  /// The host's own terminal.
  Window window();

  /// Somebody who may type and sees the prompt.
  Onlooker guest(String name) throws IOException, InterruptedException;

  /// The same over a line that carries so many bytes a second.
  Onlooker slowGuest(String name, int bytesPerSecond) throws IOException, InterruptedException;

  /// Somebody who comes and sees nothing yet.
  Onlooker stranger(String name) throws IOException, InterruptedException;

  /// The tool's process at the host, without the shell.
  Processes host() throws IOException, InterruptedException;

  /// The process that guests connect to; the host's own where there is no other.
  Processes relay() throws IOException, InterruptedException;

  /// As text, whatever of the past somebody can have who came late.
  String past(Onlooker late) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
