package weft.protocol;

/// The version both sides must agree on (rule L4).
public final class Protocol {
  public static final int VERSION = 1;

  private Protocol() {}
}
