package weft.terminal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// A [Spill] in a file that nobody else can open: made with mode 0600 when the first bytes come and
/// deleted from its folder at once, so that nothing is left of it however the process ends. The
/// only class here that touches a disk.
///
/// A folder in memory (`/run`) saves nothing; give one on disk.
public final class SpillFile implements Spill, AutoCloseable {
  /// Gigabytes of a session's output, packed, and still a small part of any disk.
  public static final long DEFAULT_CAPACITY = 4L << 30;

  private final Path folder;
  private final long capacity;

  // Not a FileChannel, which closes itself when its thread is interrupted.
  private @Nullable RandomAccessFile file;

  /// @param folder exists and belongs to the user alone; nothing is made there yet
  /// @param capacity the most bytes of the file
  public SpillFile(Path folder, long capacity) {
    this.folder = folder;
    this.capacity = capacity;
  }

  @Override
  public long capacity() {
    return capacity;
  }

  @Override
  public void write(long at, byte[] b, int off, int len) throws IOException {
    RandomAccessFile to = file;
    if (to == null) {
      to = create();
      file = to;
    }
    to.seek(at);
    to.write(b, off, len);
  }

  private RandomAccessFile create() throws IOException {
    Path path =
        Files.createTempFile(
            folder,
            "weft-history-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      return new RandomAccessFile(path.toFile(), "rw");
    } finally {
      Files.delete(path);
    }
  }

  @Override
  public void read(long at, byte[] b, int off, int len) throws IOException {
    RandomAccessFile from = file;
    if (from == null) {
      throw new IOException("nothing was written");
    }
    from.seek(at);
    from.readFully(b, off, len);
  }

  @Override
  public void clear() throws IOException {
    RandomAccessFile now = file;
    if (now != null) {
      now.setLength(0);
    }
  }

  @Override
  public void close() throws IOException {
    RandomAccessFile now = file;
    if (now != null) {
      now.close();
    }
  }
}
