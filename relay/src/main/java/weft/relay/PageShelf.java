package weft.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import weft.protocol.HostToRelay;
import weft.protocol.Limits;
import weft.protocol.PageId;

/// The pages of a session that somebody looked at lately, and those asked of its host (rules P1,
/// P3, B14). Guarded by the room's lock.
final class PageShelf {
  /// A page asked for this long ago has been lost or damaged on its way: it is asked for again.
  private static final Duration LOST_AFTER = Duration.ofSeconds(2);

  private final LinkedHashMap<PageId, HostToRelay.Page> pages =
      new LinkedHashMap<>(16, 0.75f, true);
  private final Map<PageId, Instant> asked = new HashMap<>();
  private long epoch;
  private long bytes;

  HostToRelay.@Nullable Page get(PageId id) {
    return pages.get(id);
  }

  /// Keeps a page; false if it belongs to an epoch that is over.
  boolean put(HostToRelay.Page page) {
    if (page.header().epoch() < epoch) {
      return false;
    }
    startEpoch(page.header().epoch());
    PageId id = page.header().page();
    asked.remove(id);
    take(id);
    pages.put(id, page);
    bytes += page.frame().length();
    while (bytes > Limits.ROOM_PAGES && pages.size() > 1) {
      take(pages.firstEntry().getKey());
    }
    return true;
  }

  /// Pages of the epoch before cannot be opened by who comes now: they go.
  ///
  /// @return whether this epoch is new
  boolean startEpoch(long next) {
    if (next <= epoch) {
      return false;
    }
    epoch = next;
    clear();
    return true;
  }

  /// Whether the host is to be asked for a page that a guest waits for.
  boolean shouldAsk(PageId id, Instant now) {
    return asked.putIfAbsent(id, now) == null;
  }

  /// What was asked for too long ago may be asked for again, if anybody still wants it.
  void forgetLost(Instant now) {
    asked.values().removeIf(before -> !now.isBefore(before.plus(LOST_AFTER)));
  }

  long bytes() {
    return bytes;
  }

  /// Nothing is kept; what was asked for is still on its way.
  void forgetPages() {
    pages.clear();
    bytes = 0;
  }

  /// Nothing is kept and nothing was asked.
  void clear() {
    pages.clear();
    asked.clear();
    bytes = 0;
  }

  private void take(PageId id) {
    HostToRelay.Page page = pages.remove(id);
    if (page != null) {
      bytes -= page.frame().length();
    }
  }
}
