package weft.relay;

import weft.protocol.Bytes;
import weft.protocol.HostToRelay.Stream;
import weft.protocol.StreamHeader;
import weft.protocol.StreamHeader.Kind;

/// Makes stream frames for tests: numbered as a host numbers them, their contents blank.
final class Frames {
  private long seq;
  private long position;

  Stream delta(int bytes) {
    position++;
    return frame(Kind.DELTA, bytes);
  }

  Stream keyframe(int bytes) {
    return frame(Kind.KEYFRAME, bytes);
  }

  Stream reset(int bytes) {
    position++;
    return frame(Kind.RESET, bytes);
  }

  /// A delta that is made and never sent.
  void lose() {
    position++;
    seq++;
  }

  long position() {
    return position;
  }

  private Stream frame(Kind kind, int bytes) {
    StreamHeader header = new StreamHeader(kind, 1, seq++, position);
    return new Stream(header, Bytes.owned(new byte[bytes]));
  }
}
