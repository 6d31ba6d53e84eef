package weft.pty;

import java.io.IOException;

/// Failed calls as exceptions: what weft was doing, then the system's own words.
final class Failure {
  private Failure() {}

  static IOException of(String what, NativeBuffer at) {
    return of(what, at.errno(), at);
  }

  static IOException of(String what, int errno, NativeBuffer at) {
    return new IOException(what + ": " + Native.strerror(at, errno));
  }
}
