package weft.host;

import weft.protocol.RelayToHost;

/// A session's way to one relay, over any number of connections: inside this process, or over
/// WebSockets.
public interface RelayLink extends AutoCloseable {
  @Override
  void close();

  /// What a link tells its session. Called on any thread, in the order in which it happens.
  interface Listener {
    void received(RelayToHost frame);

    void writable();

    /// The relay has accepted this session (again).
    void up(RelayLine line);

    /// The relay cannot be reached; the link keeps trying by itself.
    ///
    /// @param why a clause for people
    void down(String why);

    /// The relay does not take part any more, and is not tried again.
    ///
    /// @param why a clause for people
    void over(String why);
  }
}
