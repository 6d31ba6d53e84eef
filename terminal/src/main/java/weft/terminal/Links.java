package weft.terminal;

import java.util.HashMap;
import java.util.Map;

/// The hyperlinks on a screen, by number; number 0 means none. Numbers are never used twice.
final class Links {
  /// Links before a first sweep; bounds memory together with the longest string a link may have.
  private static final int SWEEP_FLOOR = 4096;

  private final Map<Integer, Link> byNumber = new HashMap<>();
  private final Map<String, Link> byKey = new HashMap<>();
  private int last;
  private int sweepAt = SWEEP_FLOOR;

  /// The number for a link that opens now; an empty id makes it one of its own.
  int open(String id, String uri) {
    if (id.isEmpty()) {
      return add(new Link(++last, id, uri)).number();
    }
    Link known = byKey.get(key(id, uri));
    return known != null ? known.number() : add(new Link(++last, id, uri)).number();
  }

  /// Takes back a link that left the screen with its row.
  void restore(Link link) {
    if (!byNumber.containsKey(link.number())) {
      add(link);
    }
  }

  /// The link of a number that a cell or the pen holds.
  Link get(int number) {
    Link link = byNumber.get(number);
    if (link == null) {
      throw new IllegalStateException("link " + number + " was swept while in use");
    }
    return link;
  }

  boolean needsSweep() {
    return byNumber.size() >= sweepAt;
  }

  void sweep(java.util.Set<Integer> used) {
    byNumber.keySet().retainAll(used);
    byKey.values().removeIf(link -> !used.contains(link.number()));
    sweepAt = Math.max(SWEEP_FLOOR, byNumber.size() * 2);
  }

  private Link add(Link link) {
    byNumber.put(link.number(), link);
    if (!link.id().isEmpty()) {
      byKey.putIfAbsent(key(link.id(), link.uri()), link);
    }
    return link;
  }

  private static String key(String id, String uri) {
    return id + ";;" + uri;
  }
}
