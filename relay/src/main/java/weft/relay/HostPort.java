package weft.relay;

import weft.protocol.RelayToHost;

/// A host's connection, as its room sees it.
///
/// Called with the room's lock held and from any thread: must return at once and not call back.
interface HostPort {
  /// Queues a frame. [RelayToHost.Close] is the last one.
  void deliver(RelayToHost frame);

  /// More is queued than the host takes; guests that send are then made to wait, one by one.
  boolean isCongested();

  /// Whether anybody could take another stream frame soon. A host on a socket learns that from
  /// its socket instead.
  void writable(boolean writable);
}
