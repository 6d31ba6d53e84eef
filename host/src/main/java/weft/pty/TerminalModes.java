package weft.pty;

import java.io.IOException;

/// A terminal's line settings (`struct termios`): special keys, echo, line editing. Opaque and
/// immutable.
///
/// A shell started with the settings of the owner's terminal keeps the owner's erase key.
public final class TerminalModes {
  private final byte[] termios;

  private TerminalModes(byte[] termios) {
    this.termios = termios;
  }

  /// The settings of `fd`, left in `scratch` as well.
  ///
  /// @throws IOException when it is no terminal, or one that has gone
  static TerminalModes of(int fd, NativeBuffer scratch) throws IOException {
    if (Native.tcgetattr(scratch, fd) != 0) {
      throw Failure.of("cannot read the terminal's settings", scratch);
    }
    byte[] termios = new byte[LinuxAbi.TERMIOS_BYTES];
    scratch.copyOut(termios, termios.length);
    return new TerminalModes(termios);
  }

  /// The same terminal handing every byte on untouched: no echo, no line editing, no signal keys.
  TerminalModes raw(NativeBuffer scratch) {
    scratch.copyIn(termios, 0, termios.length);
    Native.cfmakeraw(scratch);
    byte[] raw = new byte[termios.length];
    scratch.copyOut(raw, raw.length);
    return new TerminalModes(raw);
  }

  /// The same, erasing whole UTF-8 characters in line editing; the kernel's default erases bytes.
  TerminalModes utf8(NativeBuffer scratch) {
    scratch.copyIn(termios, 0, termios.length);
    scratch.setInt(0, scratch.getInt(0) | LinuxAbi.IUTF8);
    byte[] utf8 = new byte[termios.length];
    scratch.copyOut(utf8, utf8.length);
    return new TerminalModes(utf8);
  }

  /// Gives `fd` these settings at once. Typed-ahead bytes stay.
  void applyTo(int fd, NativeBuffer scratch) throws IOException {
    scratch.copyIn(termios, 0, termios.length);
    while (Native.tcsetattr(scratch, fd) != 0) {
      if (scratch.errno() != LinuxAbi.EINTR) {
        throw Failure.of("cannot change the terminal's settings", scratch);
      }
    }
  }
}
