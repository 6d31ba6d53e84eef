package weft.relay;

import weft.protocol.HostToRelay;

/// The way of a host in this process into the relay (rule R2): all frames of a host on a socket
/// but CHALLENGE and CLAIM. Any thread may call.
///
/// The relay holds no output back: what a guest cannot take it drops for that guest. [#writable]
/// says when sending more output gains nobody anything, so that the host may coalesce (rule S10);
/// keyframes that were asked for and all other frames are never to wait for it.
public interface HostLink extends AutoCloseable {
  /// Hands over a frame; never blocks. After [#close] or a CLOSE nothing happens.
  void send(HostToRelay frame);

  /// True while an admitted guest could take more output now, or nobody is admitted.
  boolean writable();

  /// Called on a thread of the relay each time [#writable] becomes true again; must not block.
  void onWritable(Runnable callback);

  /// Leaves without ending the session: guests see the host as away (rule R7).
  @Override
  void close();
}
