package weft.protocol;

/// What became of an invitation's mail.
public enum InviteOutcome {
  SENT,
  /// The relay has no mail: the owner has to tell them.
  NO_MAIL,
  TOO_MANY,
  NO_ADDRESS;

  public int code() {
    return ordinal();
  }
}
