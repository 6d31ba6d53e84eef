package weft.host;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest.DraftNot;
import weft.protocol.Limits;
import weft.protocol.PersonId;
import weft.protocol.StreamMessage;
import weft.protocol.TextChange;

/// The command line that people write together, and the order of their edits (PROTOCOL.md,
/// "Draft"). Owned by the session's thread.
final class Draft {
  /// What a varint can carry of an input stream's name.
  private static final int DEVICE_BYTES = 6;

  /// One device of a person, or one editor of it: whatever comes from there comes in order.
  record Writer(PersonId person, long device) {
    /// The start of an input stream's name tells a device from the person's others.
    static Writer of(Person person, Connection connection) {
      long device = 0;
      for (int i = 0; i < DEVICE_BYTES; i++) {
        device = device << 8 | (connection.inputStream().at(i) & 0xff);
      }
      return new Writer(person.id(), device);
    }
  }

  private record Caret(int anchor, int head) {}

  private final ArrayDeque<StreamMessage.DraftChange> recent = new ArrayDeque<>();
  private final Map<Writer, Caret> carets = new LinkedHashMap<>();
  private final Set<PersonId> writers = new LinkedHashSet<>();
  private long id = 1;
  private long version;
  private String text = "";

  String text() {
    return text;
  }

  long id() {
    return id;
  }

  long version() {
    return version;
  }

  /// Who has written something of it.
  Set<PersonId> writers() {
    return Set.copyOf(writers);
  }

  /// Part of every state.
  StreamMessage.Draft message() {
    List<StreamMessage.DraftChange> newest = new ArrayList<>(recent);
    int from = Math.max(0, newest.size() - Limits.STATE_CHANGES);
    return new StreamMessage.Draft(
        id,
        version,
        text,
        carets.entrySet().stream().map(e -> caret(e.getKey(), e.getValue())).toList(),
        newest.subList(from, newest.size()));
  }

  private StreamMessage.Caret caret(Writer writer, Caret at) {
    return new StreamMessage.Caret(
        id, version, writer.person(), writer.device(), at.anchor(), at.head());
  }

  /// What came of edits: what all are to hear, or why none of them was taken.
  sealed interface Outcome {
    record Taken(List<StreamMessage.DraftChange> changes) implements Outcome {}

    record Not(DraftNot.Why why) implements Outcome {}
  }

  /// Takes edits of a version that others may have changed since, without those that were taken
  /// before (rule D2).
  Outcome edit(Writer writer, GuestToHost.EditDraft edit) {
    if (edit.draft() != id) {
      return new Outcome.Not(DraftNot.Why.CHANGED);
    }
    long first = version - recent.size();
    if (edit.version() < first || edit.version() > version) {
      return new Outcome.Not(DraftNot.Why.LOST);
    }
    try {
      return take(writer, rebased(writer, edit, first));
    } catch (IllegalArgumentException notOfThisText) {
      return new Outcome.Not(DraftNot.Why.LOST);
    }
  }

  private List<TextChange> rebased(Writer writer, GuestToHost.EditDraft edit, long first) {
    ArrayDeque<TextChange> fresh = new ArrayDeque<>(edit.changes());
    recent.stream()
        .skip(edit.version() - first)
        .forEach(
            accepted -> {
              if (isOf(accepted, writer) && !fresh.isEmpty()) {
                fresh.removeFirst(); // it came before, and its answer was lost
              } else {
                over(fresh, accepted.change());
              }
            });
    return List.copyOf(fresh);
  }

  private static boolean isOf(StreamMessage.DraftChange change, Writer writer) {
    return change.person().equals(writer.person()) && change.writer() == writer.device();
  }

  /// Rebases each in its turn; what they are rebased over goes over them.
  private static void over(ArrayDeque<TextChange> fresh, TextChange accepted) {
    TextChange other = accepted;
    for (int left = fresh.size(); left > 0; left--) {
      TextChange mine = fresh.removeFirst();
      fresh.addLast(mine.over(other, false));
      other = other.over(mine, true);
    }
  }

  private Outcome take(Writer writer, List<TextChange> changes) {
    String result = text;
    for (TextChange change : changes) {
      result = change.applyTo(result);
    }
    if (result.length() > Limits.DRAFT) {
      return new Outcome.Not(DraftNot.Why.TOO_LARGE);
    }
    if (result.chars().anyMatch(Draft::isForbidden)) {
      return new Outcome.Not(DraftNot.Why.LOST);
    }
    List<StreamMessage.DraftChange> taken = new ArrayList<>();
    for (TextChange change : changes) {
      version++;
      StreamMessage.DraftChange accepted =
          new StreamMessage.DraftChange(id, version, writer.person(), writer.device(), change);
      writers.add(writer.person());
      recent.addLast(accepted);
      taken.add(accepted);
      carets.replaceAll((_, at) -> new Caret(change.place(at.anchor()), change.place(at.head())));
    }
    while (recent.size() > Limits.DRAFT_MEMORY) {
      recent.removeFirst();
    }
    text = result;
    return new Outcome.Taken(taken);
  }

  /// Whatever a terminal would act on.
  private static boolean isForbidden(int unit) {
    return unit != '\n' && unit != '\t' && Character.isISOControl(unit);
  }

  /// Where a caret is now; nothing where that is of another draft or too old.
  Optional<StreamMessage.Caret> move(Writer writer, GuestToHost.MoveCaret move) {
    long first = version - recent.size();
    if (move.draft() != id || move.version() < first || move.version() > version) {
      return Optional.empty();
    }
    Caret at = new Caret(move.anchor(), move.head());
    for (StreamMessage.DraftChange change : recent) {
      if (change.version() > move.version()) {
        at = new Caret(change.change().place(at.anchor()), change.change().place(at.head()));
      }
    }
    at = new Caret(Math.min(at.anchor(), text.length()), Math.min(at.head(), text.length()));
    carets.put(writer, at);
    return Optional.of(caret(writer, at));
  }

  /// Somebody's device is gone.
  void left(Writer writer) {
    carets.remove(writer);
  }

  /// Another one begins, empty: this one has run, or sharing starts anew.
  StreamMessage.Draft next() {
    id++;
    version = 0;
    text = "";
    recent.clear();
    carets.clear();
    writers.clear();
    return message();
  }
}
