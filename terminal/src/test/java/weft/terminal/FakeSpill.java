package weft.terminal;

import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// A spill in memory on a disk that can be filled and broken.
final class FakeSpill implements Spill {
  private final long capacity;
  private byte[] bytes = new byte[1 << 16];
  private int end;

  /// Bytes that the disk has room for.
  long room = Long.MAX_VALUE;

  boolean readable = true;

  /// Writes wait for it.
  volatile @Nullable CountDownLatch gate;

  FakeSpill(long capacity) {
    this.capacity = capacity;
  }

  int held() {
    return end;
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public void write(long at, byte[] b, int off, int len) throws IOException {
    pass();
    if (at > end || at + len > capacity) {
      throw new AssertionError("wrote at " + at + " of " + end);
    }
    if (at + len > end && at + len > room) {
      throw new IOException("No space left on device");
    }
    if (at + len > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) (at + len) * 2);
    }
    System.arraycopy(b, off, bytes, (int) at, len);
    end = Math.max(end, (int) at + len);
  }

  private void pass() throws IOException {
    CountDownLatch closed = gate;
    try {
      if (closed != null) {
        closed.await();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Override
  public void read(long at, byte[] b, int off, int len) throws IOException {
    if (!readable) {
      throw new IOException("Input/output error");
    }
    System.arraycopy(bytes, (int) at, b, off, len);
  }

  @Override
  public void clear() {
    end = 0;
  }
}
