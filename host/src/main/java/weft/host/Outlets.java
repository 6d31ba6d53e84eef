package weft.host;

import java.util.List;
import java.util.Optional;
import weft.crypto.Link;
import weft.crypto.SessionIdentity;
import weft.crypto.SessionSecrets;
import weft.protocol.HostToRelay;
import weft.protocol.Level;
import weft.protocol.RelayToHost;

/// All relays of a session: the links through them, and what those that know people are told.
/// Owned by the session's thread.
final class Outlets {
  private final List<Outlet> all;
  private final SessionIdentity identity;
  private final SessionSecrets secrets;

  Outlets(List<Outlet> all, SessionIdentity identity, SessionSecrets secrets) {
    this.all = List.copyOf(all);
    this.identity = identity;
    this.secrets = secrets;
  }

  List<Outlet> all() {
    return all;
  }

  /// The first that is up.
  Outlet best() {
    return all.stream().filter(Outlet::isUp).findFirst().orElse(all.getFirst());
  }

  /// Whether none takes part any more.
  boolean areOver() {
    return all.stream().allMatch(Outlet::isOver);
  }

  /// What a relay is called to its owner.
  String named(Outlet relay) {
    return all.size() == 1 ? "The relay" : "The relay " + relay.address();
  }

  /// Whom a relay takes the owner for, where one of them knows people.
  Optional<RelayToHost.Account> account() {
    return all.stream().flatMap(outlet -> outlet.account().stream()).findFirst();
  }

  /// Who may enter.
  void admit(HostToRelay.Access access) {
    all.stream()
        .filter(outlet -> outlet.account().isPresent())
        .forEach(outlet -> outlet.send(access));
  }

  void invite(String email, Level level) {
    all.stream()
        .filter(outlet -> outlet.isUp() && outlet.account().isPresent())
        .findFirst()
        .ifPresent(outlet -> outlet.send(new HostToRelay.Invite(email, level)));
  }

  List<String> links() {
    return all.stream().map(this::link).toList();
  }

  String link(Outlet relay) {
    return new Link(relay.address(), identity.sessionId(), secrets.link()).text();
  }

  /// The parameter only spares the owner the form; the role comes with the secret.
  String ownerLink(Outlet relay) {
    return new Link(relay.address(), identity.sessionId(), secrets.owner()).text() + "&owner";
  }

  /// @param live false leaves the links out
  List<SessionView.RelayView> views(boolean live) {
    return all.stream()
        .map(
            relay ->
                new SessionView.RelayView(
                    relay.address(),
                    relay.state(),
                    live ? link(relay) : "",
                    live ? ownerLink(relay) : ""))
        .toList();
  }
}
