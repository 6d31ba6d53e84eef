package weft.terminal;

import java.util.ArrayDeque;

/// The window title and the stack that CSI 22 t and CSI 23 t work on.
final class Titles {
  /// Titles the stack keeps, as in xterm.js; the oldest goes.
  private static final int STACK_LIMIT = 10;

  private final ArrayDeque<String> stack = new ArrayDeque<>();
  private String current = "";

  String current() {
    return current;
  }

  void set(String title) {
    current = title;
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

  /// Oldest first.
  Iterable<String> stack() {
    return stack;
  }
}
