package weft.host;

import java.util.function.LongSupplier;
import weft.protocol.PersonId;

/// Who types into the shell: who pressed Enter last, and so whose the command is that runs next;
/// and whether the owner has taken over (rule M11). Told by the owner's keyboard and by the
/// session's thread.
final class Typists {
  /// How long somebody counts as typing after a key, in milliseconds.
  static final int LATELY_MS = 2_000;

  /// Keys of two people that are nearer to each other than this are in each other's way, and so
  /// long others' are not taken after one of the owner's then.
  static final int MOMENT_MS = 1_000;

  private static final byte ESC = 0x1b;
  private static final long NEVER = Long.MIN_VALUE / 2;

  private final LongSupplier nowMs;
  private volatile PersonId entered = PersonId.OWNER;
  private volatile long ownerTyped = NEVER;
  private volatile long ownerSeen;
  private volatile long guestTyped = NEVER;
  private volatile long takenOver = NEVER;

  /// @param nowMs milliseconds of any clock that only goes forward
  Typists(LongSupplier nowMs) {
    this.nowMs = nowMs;
    ownerSeen = nowMs.getAsLong();
  }

  long now() {
    return nowMs.getAsLong();
  }

  /// The owner's keys go to the shell: somebody else's keys between them make them the only ones
  /// for a moment.
  void ownerTyped(byte[] keys, int count) {
    if (isReply(keys, count)) {
      return;
    }
    long now = now();
    ownerSeen = now;
    if (isMouse(keys, count)) {
      return;
    }
    if (now - guestTyped < MOMENT_MS || takenOver()) {
      takenOver = now;
    }
    ownerTyped = now;
    entered(PersonId.OWNER, keys, count);
  }

  void guestTyped(PersonId person, byte[] keys) {
    byte last = keys[keys.length - 1];
    boolean done = last == '\r' || last == '\n'; // nothing is left to be in the way of
    guestTyped = done ? NEVER : now();
    entered(person, keys, keys.length);
  }

  /// The owner did something other than typing.
  void ownerSeen() {
    ownerSeen = now();
  }

  /// A command line that was entered as a whole.
  void entered(PersonId by, byte[] line) {
    entered(by, line, line.length);
  }

  private void entered(PersonId by, byte[] keys, int count) {
    for (int i = 0; i < count; i++) {
      if (keys[i] == '\r' || keys[i] == '\n') {
        entered = by;
        return;
      }
    }
  }

  /// Who pressed Enter last.
  PersonId entered() {
    return entered;
  }

  /// Whether only the owner's keys are taken.
  boolean takenOver() {
    return now() - takenOver < MOMENT_MS;
  }

  boolean ownerTypes() {
    return now() - ownerTyped < LATELY_MS;
  }

  /// Milliseconds since the owner did anything.
  long ownerIdle() {
    return now() - ownerSeen;
  }

  /// What a terminal says by itself, when a program asks or a window gets the focus.
  private static boolean isReply(byte[] keys, int count) {
    if (count < 3 || keys[0] != ESC) {
      return false;
    }
    return switch (keys[1]) {
      case 'P', ']', '_' -> true;
      case '[' ->
          switch (keys[count - 1]) {
            case 'c', 'n', 'R', 't', 'y' -> true;
            case 'I', 'O' -> count == 3;
            default -> false;
          };
      default -> false;
    };
  }

  private static boolean isMouse(byte[] keys, int count) {
    return count > 3 && keys[0] == ESC && keys[1] == '[' && (keys[2] == '<' || keys[2] == 'M');
  }
}
