package weft.relay;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.RelayToHost;

/// A host's connection that keeps what it is told.
final class SeenByHost implements HostPort {
  final List<RelayToHost> frames = new ArrayList<>();
  boolean congested;
  boolean writable = true;

  @Override
  public void deliver(RelayToHost frame) {
    frames.add(frame);
  }

  @Override
  public boolean isCongested() {
    return congested;
  }

  @Override
  public void writable(boolean now) {
    writable = now;
  }

  /// What came since the last call.
  List<RelayToHost> taken() {
    List<RelayToHost> all = List.copyOf(frames);
    frames.clear();
    return all;
  }
}
