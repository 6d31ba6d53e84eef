package weft.server.http;

import java.io.Serial;

/// Why something is not done: a status, and a sentence for people.
public final class Refusal extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final int status;

  public Refusal(int status, String sentence) {
    super(sentence, null, false, false);
    this.status = status;
  }

  public static Refusal notThere() {
    return new Refusal(404, "There is no such thing here, or not for you.");
  }

  public static Refusal tooOften() {
    return new Refusal(429, "That was asked too often. Try again in a while.");
  }

  int status() {
    return status;
  }

  String sentence() {
    return String.valueOf(getMessage());
  }
}
