package weft.cli;

import java.io.Serial;

/// What the person did or has that does not work: one lowercase line, and what to do next.
final class Complaint extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private final String hint;
  private final int status;

  private Complaint(String message, String hint, int status) {
    super(message, null, false, false);
    this.hint = hint;
    this.status = status;
  }

  static Complaint failed(String message, String hint) {
    return new Complaint(message, hint, FAILED);
  }

  static Complaint usage(String message, String hint) {
    return new Complaint(message, hint, USAGE);
  }

  int status() {
    return status;
  }

  void print() {
    System.err.println("weft: " + getMessage());
    if (!hint.isEmpty()) {
      System.err.println("hint: " + hint);
    }
  }
}
