package weft.e2e;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Things that somebody on the wire must not learn, looked for by every eight bytes of them.
final class Traces {
  /// Few enough to find any part that says something, enough never to find it by accident.
  private static final int WINDOW = 8;

  /// Bytes at the start of a message where something inflatable could begin: headers are shorter.
  private static final int HEADERS = 64;

  /// Bytes of inflated text that are looked at.
  private static final int INFLATED = 64 << 10;

  private final Map<Long, String> windows = new HashMap<>();

  Traces of(String what, byte[] bytes) {
    if (bytes.length < WINDOW) {
      throw new IllegalArgumentException(what + " is too short to be looked for");
    }
    long window = 0;
    for (int i = 0; i < bytes.length; i++) {
      window = window << 8 | (bytes[i] & 0xff);
      if (i >= WINDOW - 1) {
        windows.put(window, what);
      }
    }
    return this;
  }

  Traces of(String what, String text) {
    return of(what, text.getBytes(StandardCharsets.UTF_8));
  }

  /// What of it is in `bytes` as they are.
  Set<String> in(byte[] bytes, int length) {
    Set<String> found = new TreeSet<>();
    long window = 0;
    for (int i = 0; i < length; i++) {
      window = window << 8 | (bytes[i] & 0xff);
      String what = i >= WINDOW - 1 ? windows.get(window) : null;
      if (what != null) {
        found.add(what);
      }
    }
    return found;
  }

  /// What of it is in `bytes` once whatever can be inflated is.
  Set<String> inInflated(byte[] bytes) {
    Set<String> found = new TreeSet<>();
    byte[] out = new byte[INFLATED];
    for (int at = 0; at < Math.min(HEADERS, bytes.length); at++) {
      for (boolean raw : new boolean[] {true, false}) {
        try (Inflater inflater = new Inflater(raw)) {
          inflater.setInput(bytes, at, bytes.length - at);
          found.addAll(in(out, inflater.inflate(out)));
        } catch (DataFormatException sealed) {
          // nothing to inflate here
        }
      }
    }
    return found;
  }
}
