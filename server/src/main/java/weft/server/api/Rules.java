package weft.server.api;

import java.util.Set;
import weft.server.store.Person;

/// What whoever runs the relay has decided about people.
///
/// @param admins addresses of the relay's admins
/// @param domains whose people may sign in; empty for anybody's
/// @param hostsSignIn whether who shares has to sign in
/// @param guestsSignIn whether all guests have to
/// @param anyone whether a session may be opened to anyone with the link
/// @param sessions of one person at once
/// @param guests of one session at once
/// @param sessionBytes of one session, 0 for any number
/// @param personBytes of one person in a day, 0 for any number
/// @param mailsPerHour to everybody together
public record Rules(
    Set<String> admins,
    Set<String> domains,
    boolean hostsSignIn,
    boolean guestsSignIn,
    boolean anyone,
    int sessions,
    int guests,
    long sessionBytes,
    long personBytes,
    int mailsPerHour) {
  public Rules {
    admins = Set.copyOf(admins);
    domains = Set.copyOf(domains);
  }

  /// Whether somebody with this address may sign in.
  boolean takes(String domain) {
    return domains.isEmpty() || domains.contains(domain);
  }

  /// Whether somebody is an admin of the relay, by its configuration or by another admin.
  public boolean leads(Person person) {
    return person.admin() || admins.contains(person.email());
  }
}
