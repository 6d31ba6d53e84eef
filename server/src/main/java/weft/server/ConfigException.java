package weft.server;

import java.io.Serial;

/// What is wrong with a configuration, in one sentence, and what to do about it.
public final class ConfigException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String hint;

  ConfigException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  public String hint() {
    return hint;
  }
}
