package weft.e2e;

import java.io.IOException;

/// What `kill` sends.
enum Signal {
  STOP,
  CONT,
  KILL;

  void to(long pid) throws IOException {
    Process kill = new ProcessBuilder("kill", "-" + name(), "" + pid).inheritIO().start();
    if (kill.onExit().join().exitValue() != 0) {
      throw new IOException("cannot send " + name() + " to " + pid);
    }
  }
}
