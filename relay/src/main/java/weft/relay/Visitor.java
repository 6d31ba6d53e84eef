package weft.relay;

/// Who somebody is at this relay.
///
/// @param id the account's; empty for whoever has not signed in
/// @param email verified, in lower case
/// @param team empty for none
public record Visitor(String id, String email, String name, String team) {
  public static final Visitor NOBODY = new Visitor("", "", "", "");

  public boolean isKnown() {
    return !id.isEmpty();
  }

  boolean isInTeamOf(Visitor other) {
    return !team.isEmpty() && team.equals(other.team);
  }
}
