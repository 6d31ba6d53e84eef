package weft.terminal;

import java.util.ArrayDeque;
import java.util.List;

/// The window title and the stack that CSI 22 t and CSI 23 t work on. Guests get those that
/// were set since sharing began.
final class Titles {
  /// Titles the stack keeps, as in xterm.js; the oldest goes.
  private static final int STACK_LIMIT = 10;

  private record Title(String text, boolean hidden) {
    String shown() {
      return hidden ? "" : text;
    }
  }

  private ArrayDeque<Title> stack = new ArrayDeque<>();
  private Title current = new Title("", false);

  String current() {
    return current.text;
  }

  void set(String title) {
    current = new Title(title, false);
  }

  /// From here on they are those from before.
  void hide() {
    all(true);
  }

  void unhide() {
    all(false);
  }

  private void all(boolean hidden) {
    ArrayDeque<Title> now = new ArrayDeque<>();
    stack.forEach(title -> now.add(new Title(title.text, hidden)));
    stack = now;
    current = new Title(current.text, hidden);
  }

  void push() {
    stack.addLast(current);
    if (stack.size() > STACK_LIMIT) {
      stack.removeFirst();
    }
  }

  void pop() {
    if (!stack.isEmpty()) {
      current = stack.removeLast();
    }
  }

  /// As guests get it.
  String shown() {
    return current.shown();
  }

  /// As guests get it, oldest first.
  List<String> stack() {
    return stack.stream().map(Title::shown).toList();
  }
}
