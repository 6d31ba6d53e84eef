package weft.host;

import weft.protocol.HostToRelay;

/// A session's way to one relay: inside this process, or over a WebSocket. Never blocks.
public interface RelayLink extends AutoCloseable {
  /// Sends, or queues while the line is busy. Only [HostToRelay.Stream] frames may be held back by
  /// asking [#writable] first; the rest is small and always taken.
  void send(HostToRelay frame);

  /// False while the line is congested; [Listener#writable] says when it is not any more.
  boolean writable();

  @Override
  void close();

  /// What a link tells its session. Called on any thread.
  interface Listener {
    void received(weft.protocol.RelayToHost frame);

    void writable();

    /// The relay has accepted this session (again).
    void up();

    /// The relay cannot be reached; the link keeps trying by itself.
    ///
    /// @param why a clause for people
    void down(String why);
  }
}
