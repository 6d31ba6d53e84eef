package weft.protocol;

/// How much is granted: by the owner's answer to a request, or to anyone who has the link.
public enum Level {
  NOTHING,
  VIEW,
  EDIT;

  public int code() {
    return ordinal();
  }
}
