package weft.host;

import weft.protocol.HostToRelay;

/// One connection to a relay that has accepted the session, from [RelayLink.Listener#up] to
/// [RelayLink.Listener#down]. Never blocks; after its end whatever is sent goes nowhere, so that
/// nothing meant for one connection's guests can reach those of the next.
public interface RelayLine {
  /// Sends, or queues while the line is busy. Only [HostToRelay.Stream] frames may be held back by
  /// asking [#writable] first; the rest is small and always taken.
  void send(HostToRelay frame);

  /// False while the line is congested; [RelayLink.Listener#writable] says when it is not any more.
  boolean writable();
}
