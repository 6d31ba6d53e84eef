package weft.host;

import java.io.IOException;
import weft.pty.OwnTerminal;

/// The owner's keys on their way to the shell, untouched. Only while the notice line asks for an
/// answer, Ctrl-\ takes the next key for it; pressed twice it goes to the program.
final class Keyboard {
  private static final byte PREFIX = 0x1c;

  private final OwnTerminal terminal;
  private final ShellInput shell;
  private final NoticeLine notice;
  private final Inbox inbox;
  private final Typists typists;
  private boolean prefixed;

  Keyboard(
      OwnTerminal terminal, ShellInput shell, NoticeLine notice, Typists typists, Inbox inbox) {
    this.terminal = terminal;
    this.shell = shell;
    this.notice = notice;
    this.typists = typists;
    this.inbox = inbox;
  }

  void start() {
    Thread.ofPlatform().daemon().name("weft-keyboard").start(this::run);
  }

  private void run() {
    byte[] buffer = new byte[16 << 10];
    try {
      for (int count = terminal.read(buffer); count > 0; count = terminal.read(buffer)) {
        if (!forNotice(buffer, count)) {
          typists.ownerTyped(buffer, count);
          shell.put(java.util.Arrays.copyOf(buffer, count));
          inbox.signal();
        }
      }
    } catch (IOException | InterruptedException gone) {
      // the terminal was closed; the shell gets a hang-up when the session ends
    }
    inbox.put(new SessionEvent.TerminalGone());
  }

  /// Whether the key was for the notice. Keys come alone, or two in one piece over a slow line;
  /// in a paste nothing is looked for.
  private boolean forNotice(byte[] keys, int count) throws InterruptedException {
    if (prefixed) {
      prefixed = false;
      return count == 1 && chosen(keys[0]);
    }
    if (count > 2 || keys[0] != PREFIX || !notice.asking()) {
      return false;
    }
    prefixed = count == 1;
    if (!prefixed && !chosen(keys[1])) {
      shell.put(new byte[] {PREFIX}); // pressed twice it goes to the program, once
    }
    return true;
  }

  private boolean chosen(byte key) {
    if (key == PREFIX) {
      return false;
    }
    inbox.put(
        new SessionEvent.Choice(
            switch (key) {
              case 'v', 'V' -> NoticeLine.Key.VIEW;
              case 'e', 'E', 'a', 'A' -> NoticeLine.Key.EDIT;
              case 'd', 'D' -> NoticeLine.Key.DENY;
              case 'r', 'R' -> NoticeLine.Key.RUN;
              case 't', 'T' -> NoticeLine.Key.TAKE;
              default -> NoticeLine.Key.LATER;
            }));
    return true;
  }
}
