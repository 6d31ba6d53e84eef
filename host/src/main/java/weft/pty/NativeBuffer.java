package weft.pty;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/// The native memory of one caller: where its `errno` lands, two `pollfd`s, and room for bytes.
///
/// Owned by one thread at a time; freed when it becomes unreachable.
///
/// Numbers go through arrays of one: the JVM copies arrays at once, where the first use of `get`
/// and `set` builds a var handle for each layout, 3 to 5 ms on the way to the first prompt.
final class NativeBuffer {
  private static final int ERRNO = 0;
  private static final int POLLS = 8;
  private static final int BYTES = POLLS + 2 * LinuxAbi.POLLFD_BYTES;

  private final MemorySegment memory;
  private final int capacity;

  /// @param capacity bytes of room, beside the errno and the polls
  NativeBuffer(int capacity) {
    this.capacity = capacity;
    this.memory = Arena.ofAuto().allocate((long) BYTES + capacity, 8);
  }

  int capacity() {
    return capacity;
  }

  MemorySegment memory() {
    return memory;
  }

  int errno() {
    return intAt(ERRNO);
  }

  /// Address of the byte area, valid while this buffer is reachable.
  long address() {
    return memory.address() + BYTES;
  }

  long pollAddress() {
    return memory.address() + POLLS;
  }

  /// Sets `pollfd` number `index` to `fd` and `events`, with no events returned yet.
  void poll(int index, int fd, int events) {
    int at = POLLS + index * LinuxAbi.POLLFD_BYTES;
    int[] poll = {fd, events}; // little-endian: the upper half of the second is revents
    MemorySegment.copy(poll, 0, memory, JAVA_INT, at, poll.length);
  }

  int getInt(int index) {
    return intAt(BYTES + 4L * index);
  }

  void setInt(int index, int value) {
    MemorySegment.copy(new int[] {value}, 0, memory, JAVA_INT, BYTES + 4L * index, 1);
  }

  private int intAt(long offset) {
    int[] one = new int[1];
    MemorySegment.copy(memory, JAVA_INT, offset, one, 0, 1);
    return one[0];
  }

  void copyOut(byte[] to, int length) {
    MemorySegment.copy(memory, JAVA_BYTE, BYTES, to, 0, length);
  }

  void copyIn(byte[] from, int offset, int length) {
    MemorySegment.copy(from, offset, memory, JAVA_BYTE, BYTES, length);
  }

  /// The NUL-terminated string at the start of the byte area.
  String string() {
    return memory.getString(BYTES);
  }
}
