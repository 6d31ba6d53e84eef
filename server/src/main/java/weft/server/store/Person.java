package weft.server.store;

import org.jspecify.annotations.Nullable;

/// Somebody who has signed in at least once.
///
/// @param email verified, in lower case
/// @param admin of the relay
/// @param blocked may not sign in any more
/// @param team null for none
public record Person(
    String id,
    String email,
    String name,
    boolean admin,
    boolean blocked,
    @Nullable String team,
    TeamRole teamRole,
    long created) {
  public boolean isIn(String someTeam) {
    return someTeam.equals(team);
  }

  public boolean leads(String someTeam) {
    return isIn(someTeam) && teamRole == TeamRole.ADMIN;
  }
}
