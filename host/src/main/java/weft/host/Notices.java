package weft.host;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Decides what the notice line says: the latest news for a few seconds, else the oldest open
/// request, what lasts, or the draft. Owned by the session's thread.
final class Notices {
  private final NoticeLine line;
  private final Later later;
  private List<Requests.Open> open = List.of();
  private boolean putOff;
  private @Nullable String lasting;
  private NoticeLine.Notice.@Nullable Drafted drafted;

  Notices(NoticeLine line, Later later) {
    this.line = line;
    this.later = later;
  }

  void requests(List<Requests.Open> now) {
    boolean more = !open.containsAll(now);
    open = now;
    putOff &= !more;
    if (more) {
      show();
    } else {
      showUnlessNews();
    }
  }

  /// What is so until it is said to be over.
  void lasting(@Nullable String text) {
    lasting = text;
    showUnlessNews();
  }

  /// What others have written for the prompt, while the owner could run it.
  void draft(NoticeLine.Notice.@Nullable Drafted now) {
    drafted = now;
    showUnlessNews();
  }

  private void showUnlessNews() {
    if (!(line.notice() instanceof NoticeLine.Notice.News)) {
      show();
    }
  }

  private void show() {
    if (!open.isEmpty() && !putOff) {
      line.show(new NoticeLine.Notice.Asked(open.getFirst(), open.size() - 1));
    } else if (lasting != null) {
      line.show(new NoticeLine.Notice.Lasting(lasting));
    } else {
      line.show(drafted);
    }
  }

  /// The owner does not want to answer now; the next request brings the line back.
  void later() {
    putOff = true;
    show();
  }

  void news(String text) {
    NoticeLine.Notice news = new NoticeLine.Notice.News(text);
    line.show(news);
    later.after(NoticeLine.NEWS_S * 1000, () -> expired(news));
  }

  private void expired(NoticeLine.Notice notice) {
    if (notice.equals(line.notice())) {
      show();
    }
  }
}
