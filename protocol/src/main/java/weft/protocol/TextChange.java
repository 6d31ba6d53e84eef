package weft.protocol;

import java.util.ArrayList;
import java.util.List;

/// An edit of a text: which of its parts stay and what takes the place of the others, in order.
/// Lengths and places are in UTF-16 code units. The algebra is that of CodeMirror's change sets, so
/// that page and host make the same of edits that cross each other.
public record TextChange(List<Part> parts) {
  public TextChange {
    parts = List.copyOf(parts);
  }

  /// @param text what comes instead of `length` units; null where they stay
  public record Part(int length, @org.jspecify.annotations.Nullable String text) {
    boolean stays() {
      return text == null;
    }

    String inserted() {
      return text == null ? "" : text;
    }
  }

  /// Puts `text` in the place of what is from `from` to `to` of a text that is `of` long.
  public static TextChange replace(int of, int from, int to, String text) {
    return new Builder().stay(from).replace(to - from, text).stay(of - to).done();
  }

  /// How long a text has to be for this.
  public long length() {
    return parts.stream().mapToLong(Part::length).sum();
  }

  /// How long it is afterwards.
  public long newLength() {
    return parts.stream()
        .mapToLong(part -> part.stays() ? part.length() : part.inserted().length())
        .sum();
  }

  /// @throws IllegalArgumentException if the text has another length
  public String applyTo(String text) {
    if (length() != text.length()) {
      throw new IllegalArgumentException("for " + length() + " units, not " + text.length());
    }
    StringBuilder result = new StringBuilder();
    int at = 0;
    for (Part part : parts) {
      result.append(part.stays() ? text.substring(at, at + part.length()) : part.inserted());
      at += part.length();
    }
    return result.toString();
  }

  /// Where a place in the text is afterwards; at an insertion, behind it.
  public int place(int before) {
    int old = 0;
    int now = 0;
    for (Part part : parts) {
      if (part.stays() && before < old + part.length()) {
        return now + before - old;
      } else if (!part.stays() && before < old + part.length()) {
        return now + part.inserted().length();
      }
      old += part.length();
      now += part.stays() ? part.length() : part.inserted().length();
    }
    return now;
  }

  /// The same edit for the text as `other` leaves it, both having been made for one text.
  ///
  /// @param first whether this one's insertions come before the other's at the same place
  public TextChange over(TextChange other, boolean first) {
    return new Crossing(this, other, first).result();
  }

  /// Joins neighbours as CodeMirror does.
  static final class Builder {
    private final List<Part> parts = new ArrayList<>();

    Builder stay(int length) {
      return add(new Part(length, null));
    }

    Builder replace(int length, String text) {
      return add(new Part(length, text));
    }

    private Builder add(Part part) {
      if (part.length() == 0 && part.inserted().isEmpty()) {
        return this;
      }
      Part last = parts.isEmpty() ? null : parts.getLast();
      if (last != null && part.inserted().isEmpty() && sameKind(last, part)) {
        parts.set(parts.size() - 1, new Part(last.length() + part.length(), part.text()));
      } else if (last != null && part.length() == 0 && last.length() == 0) {
        parts.set(parts.size() - 1, new Part(0, last.inserted() + part.inserted()));
      } else {
        parts.add(part);
      }
      return this;
    }

    /// Both stay, or both only go.
    private static boolean sameKind(Part last, Part part) {
      return last.stays() == part.stays() && last.inserted().isEmpty();
    }

    TextChange done() {
      return new TextChange(parts);
    }
  }

  /// Walks along a change, in pieces of parts.
  private static final class Walk {
    private final List<Part> parts;
    private int index = -1;
    private int left;
    private boolean begun;

    Walk(TextChange change) {
      parts = change.parts();
      next();
    }

    void next() {
      index++;
      begun = false;
      left = over() ? 0 : parts.get(index).length();
    }

    boolean over() {
      return index >= parts.size();
    }

    boolean stays() {
      return !over() && parts.get(index).stays();
    }

    boolean replaces() {
      return !over() && !parts.get(index).stays();
    }

    String inserted() {
      return parts.get(index).inserted();
    }

    void forward(int count) {
      if (count == left) {
        next();
      } else {
        left -= count;
        begun |= count > 0;
      }
    }
  }

  /// Two changes of one text on their way through it.
  private static final class Crossing {
    private final Walk mine;
    private final Walk others;
    private final boolean first;
    private final Builder made = new Builder();
    private int said = -1; // my newest part whose text has been put down

    Crossing(TextChange mine, TextChange others, boolean first) {
      if (mine.length() != others.length()) {
        throw new IllegalArgumentException(mine.length() + " units and " + others.length());
      }
      this.mine = new Walk(mine);
      this.others = new Walk(others);
      this.first = first;
    }

    TextChange result() {
      while (!mine.over() || !others.over()) {
        if (mine.stays() && others.stays()) {
          int both = Math.min(mine.left, others.left);
          made.stay(both);
          mine.forward(both);
          others.forward(both);
        } else if (others.replaces() && othersComeFirst()) {
          passOthers();
        } else {
          passMine();
        }
      }
      return made.done();
    }

    /// By where they begin, then by length, then as it was said.
    private boolean othersComeFirst() {
      if (!mine.replaces() || said == mine.index) {
        return true;
      }
      return !mine.begun && (others.left < mine.left || (others.left == mine.left && !first));
    }

    private void passOthers() {
      made.stay(others.inserted().length());
      for (int gone = others.left; gone > 0; ) {
        int piece = Math.min(mine.left, gone);
        if (mine.replaces() && said < mine.index && mine.left <= piece) {
          say();
        }
        mine.forward(piece);
        gone -= piece;
      }
      others.next();
    }

    private void say() {
      made.replace(0, mine.inserted());
      said = mine.index;
    }

    /// What I take away up to the next thing that the other puts in.
    private void passMine() {
      int taken = 0;
      int left = mine.left;
      while (left > 0) {
        if (others.stays()) {
          int piece = Math.min(left, others.left);
          taken += piece;
          left -= piece;
          others.forward(piece);
        } else if (others.replaces() && others.inserted().isEmpty() && others.left < left) {
          left -= others.left;
          others.next();
        } else {
          break;
        }
      }
      made.replace(taken, said < mine.index ? mine.inserted() : "");
      said = mine.index;
      mine.forward(mine.left - left);
    }
  }
}
