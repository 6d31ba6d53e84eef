package weft.host;

import java.util.LinkedHashMap;
import java.util.Map;
import weft.protocol.Bytes;
import weft.protocol.HostToGuest.Taken;
import weft.protocol.Limits;

/// How far each input stream of one person has come (rule I2), the least recently used forgotten
/// over limit B16. Owned by the session's thread.
final class InputStreams {
  private final Map<Bytes, Taken> known =
      new LinkedHashMap<>(0, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes, Taken> eldest) {
          return size() > Limits.INPUT_STREAMS;
        }
      };

  Taken of(Bytes stream) {
    return known.getOrDefault(stream, Taken.NOTHING);
  }

  void put(Bytes stream, Taken now) {
    known.put(stream, now);
  }
}
