package weft.e2e;

/// What one direction of a [Place]'s line does to packets.
///
/// @param delayMs each is late by so many milliseconds
/// @param lost percentage that never arrives
/// @param early percentage that overtakes the others: it is not delayed
/// @param bitsPerSecond 0 for no limit; what waits for more than [#WAITING] is lost
record Quality(int delayMs, int lost, int early, int bitsPerSecond) {
  static final Quality GOOD = new Quality(0, 0, 0, 0);
  static final Quality CUT = new Quality(0, 100, 0, 0);

  /// Bytes that wait at the entrance of a thin line, as a cheap modem has them.
  static final int WAITING = 32 << 10;

  static Quality delayed(int ms) {
    return new Quality(ms, 0, 0, 0);
  }

  /// Far, and over bad radio.
  static Quality bad() {
    return new Quality(200, 5, 10, 0);
  }

  static Quality thin(int bitsPerSecond) {
    return new Quality(20, 0, 0, bitsPerSecond);
  }
}
