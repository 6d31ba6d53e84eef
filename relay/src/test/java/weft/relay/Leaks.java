package weft.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.ResourceLeakDetector;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Netty's leak detector, with a memory: a lost buffer fails a test instead of being a line
/// somewhere. Named in the pom; public because Netty makes it.
///
/// @param <T> what is watched
public final class Leaks<T> extends ResourceLeakDetector<T> {
  private static final Queue<String> SEEN = new ConcurrentLinkedQueue<>();

  /// What Netty calls.
  public Leaks(Class<?> resourceType, int samplingInterval) {
    super(resourceType, samplingInterval);
  }

  /// Netty looks for lost buffers when it makes the next one.
  static void assertNone() {
    for (int i = 0; i < 3; i++) {
      System.gc();
      for (int k = 0; k < 100; k++) {
        PooledByteBufAllocator.DEFAULT.directBuffer(16).release();
      }
    }
    assertThat(SEEN).isEmpty();
  }

  @Override
  protected void reportTracedLeak(String resourceType, String records) {
    SEEN.add(resourceType + records);
  }

  @Override
  protected void reportUntracedLeak(String resourceType) {
    SEEN.add(resourceType);
  }
}
