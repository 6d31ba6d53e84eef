package weft.terminal;

import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;

/// An operating system command taken apart: its number and the text after the first semicolon.
///
/// @param number -1 where there is none
record Osc(int number, String text) {
  private static final int MAX_NUMBER = 99999;

  /// What a command says, or one of number -1 where xterm.js wouldn't take it for one.
  static Osc parse(byte[] b, int length) {
    int number = -1;
    int i = 0;
    while (i < length && b[i] != ';') {
      if (b[i] < '0' || b[i] > '9') {
        return new Osc(-1, "");
      }
      number = Math.min(Math.max(number, 0) * 10 + b[i] - '0', MAX_NUMBER);
      i++;
    }
    int start = Math.min(i + 1, length);
    return new Osc(number, new String(b, start, length - start, StandardCharsets.UTF_8));
  }

  /// Tells of colours set or restored.
  interface Colours {
    void set(int index, int rgb);

    void restore(int index);

    void restoreIndexed();
  }

  /// Carries out 4, 10 to 12, 104, 110 to 112; what asks for a colour is left out.
  void colours(Colours to) {
    switch (number) {
      case 4 -> indexed(to);
      case 10, 11, 12 -> special(to, number - 10);
      case 104 -> restore(to);
      case 110, 111, 112 -> to.restore(Palette.FOREGROUND + number - 110);
      default -> {}
    }
  }

  private void indexed(Colours to) {
    String[] slots = text.split(";", -1);
    for (int i = 0; i + 1 < slots.length; i += 2) {
      int index = index(slots[i]);
      OptionalInt rgb = ColourSpec.parse(slots[i + 1]);
      if (index >= 0 && rgb.isPresent()) {
        to.set(index, rgb.getAsInt());
      }
    }
  }

  private void special(Colours to, int first) {
    String[] slots = text.split(";", -1);
    for (int i = 0; i < slots.length && first + i < 3; i++) {
      OptionalInt rgb = ColourSpec.parse(slots[i]);
      if (rgb.isPresent()) {
        to.set(Palette.FOREGROUND + first + i, rgb.getAsInt());
      }
    }
  }

  private void restore(Colours to) {
    if (text.isEmpty()) {
      to.restoreIndexed();
      return;
    }
    for (String slot : text.split(";", -1)) {
      int index = index(slot);
      if (index >= 0) {
        to.restore(index);
      }
    }
  }

  private static int index(String slot) {
    if (slot.isEmpty() || slot.length() > 9) {
      return -1;
    }
    int v = 0;
    for (int i = 0; i < slot.length(); i++) {
      char c = slot.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      v = v * 10 + c - '0';
    }
    return v < 256 ? v : -1;
  }
}
