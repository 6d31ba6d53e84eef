package weft.host;

import java.util.List;
import java.util.function.Consumer;

/// Decides what the notice line says: the oldest open request, else the latest news for a few
/// seconds. Owned by the session's thread.
final class Notices {
  private final NoticeLine line;
  private final Consumer<NoticeLine.Notice> expireLater;
  private List<Requests.Open> open = List.of();
  private boolean putOff;

  /// @param expireLater has [#expired] called for a piece of news after [NoticeLine#NEWS_S]
  Notices(NoticeLine line, Consumer<NoticeLine.Notice> expireLater) {
    this.line = line;
    this.expireLater = expireLater;
  }

  void requests(List<Requests.Open> now) {
    boolean more = !open.containsAll(now);
    open = now;
    putOff &= !more;
    if (line.notice() instanceof NoticeLine.Notice.News && !more) {
      return;
    }
    showRequests();
  }

  private void showRequests() {
    line.show(
        open.isEmpty() || putOff
            ? null
            : new NoticeLine.Notice.Asked(open.getFirst(), open.size() - 1));
  }

  /// The owner does not want to answer now; the next request brings the line back.
  void later() {
    putOff = true;
    showRequests();
  }

  void news(String text) {
    NoticeLine.Notice news = new NoticeLine.Notice.News(text);
    line.show(news);
    expireLater.accept(news);
  }

  void expired(NoticeLine.Notice notice, List<Requests.Open> now) {
    open = now;
    if (notice.equals(line.notice())) {
      showRequests();
    }
  }
}
