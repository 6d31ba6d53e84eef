package weft.cli;

import java.io.IOException;

/// `weft` alone: wraps the person's shell and shares nothing; no port, no keys, no network.
final class Wrap {
  private Wrap() {}

  static int run() {
    if (Sessions.around().isPresent()) {
      throw Complaint.failed("this shell is already in a session", "weft share shares it");
    }
    Window.prepare();
    try {
      return Window.run(ShellIntegration.of(ShellChoice.of(new String[0])), null);
    } catch (IOException failed) {
      throw Complaint.failed(String.valueOf(failed.getMessage()), "");
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }
}
