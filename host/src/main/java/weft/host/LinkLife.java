package weft.host;

import java.util.function.Consumer;
import weft.crypto.SessionSecrets;
import weft.protocol.HostToGuest.LinkNews;

/// How long the link lets newcomers in (rule M13). Owned by the session's thread.
final class LinkLife {
  /// The longest that a link is kept with an end.
  private static final long LONGEST_S = 20L * 24 * 3600;

  private final SessionSecrets secrets;
  private final Delivery delivery;
  private final Consumer<LinkNews> news;
  private long ends;
  private boolean once;

  /// @param news told at every change
  LinkLife(SessionSecrets secrets, Delivery delivery, Consumer<LinkNews> news) {
    this.secrets = secrets;
    this.delivery = delivery;
    this.news = news;
  }

  /// When it ends by itself, in ms since 1970; 0 for never.
  long ends() {
    return ends;
  }

  /// Whether one person more ends it.
  boolean once() {
    return once;
  }

  void limit(long seconds, boolean first) {
    once = first;
    ends = 0;
    if (seconds > 0) {
      long time = Math.min(seconds, LONGEST_S) * 1000;
      long end = delivery.nowMs() + time;
      ends = end;
      delivery.later(
          (int) time,
          () -> {
            if (ends == end) {
              renew();
            }
          });
    }
    news.accept(LinkNews.SAME);
  }

  /// Another one in its place; everybody stays.
  void renew() {
    replace();
    news.accept(LinkNews.RENEWED);
  }

  /// The same, where more follows from it than that.
  void replace() {
    secrets.replaceLink();
    once = false;
    ends = 0;
  }

  /// Somebody is in who came by it.
  void used() {
    if (once) {
      renew();
    }
  }
}
