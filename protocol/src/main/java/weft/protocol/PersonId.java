package weft.protocol;

/// One person in a session; given by the host. 0 is the owner.
public record PersonId(long number) {
  public static final PersonId OWNER = new PersonId(0);
}
