package weft.protocol;

/// How much guests would get at once if sharing started there (rule Q2).
///
/// @param blocks commands that have been entered
/// @param bytes of text, about
public record Start(long blocks, long bytes) {
  public static final Start NOTHING = new Start(0, 0);
}
