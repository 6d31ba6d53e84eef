package weft.host;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.HostToRelay;
import weft.protocol.StreamHeader;

/// A link that is as congested as a test wants it.
final class Line implements RelayLine {
  final List<HostToRelay.Stream> sent = new ArrayList<>();
  final List<HostToRelay.Page> pages = new ArrayList<>();
  boolean writable = true;

  /// Frames after which it is busy.
  int afterFrames = Integer.MAX_VALUE;

  @Override
  public void send(HostToRelay frame) {
    writable &= --afterFrames > 0;
    if (frame instanceof HostToRelay.Page page) {
      pages.add(page);
    } else {
      sent.add((HostToRelay.Stream) frame);
    }
  }

  @Override
  public boolean writable() {
    return writable;
  }

  List<StreamHeader.Kind> kinds() {
    return sent.stream().map(frame -> frame.header().kind()).toList();
  }
}
