package weft.protocol;

/// What a person may do (rule M1). The ordinal plus one is the byte on the wire.
public enum Role {
  VIEWER,
  EDITOR,
  OWNER;

  public int code() {
    return ordinal() + 1;
  }

  public boolean mayType() {
    return this != VIEWER;
  }
}
