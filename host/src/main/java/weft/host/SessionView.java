package weft.host;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Locale;
import weft.protocol.HostToGuest;
import weft.protocol.Level;

/// A session as its owner's commands show it. The links carry secrets: only ever sent over the
/// control socket, which belongs to the owner alone.
///
/// @param id empty where it has never been shared
/// @param link for guests, through the first relay that is up
/// @param ownerLink for the owner's own page, likewise
/// @param anyone what anyone with the link gets: `none`, `view` or `edit`
/// @param relays what it is shared through
/// @param pid process id of the host
/// @param started ISO-8601 instant
/// @param state `live`, `stopped`, or `private` where it has never been shared
/// @param account the address that the owner is signed in with at a relay; empty for none
/// @param team what those in the owner's team get: `none`, `view` or `edit`
/// @param grants people by the addresses that they sign in with
@Json
public record SessionView(
    String id,
    String title,
    String link,
    String ownerLink,
    String anyone,
    List<RelayView> relays,
    long pid,
    String started,
    String state,
    int columns,
    int rows,
    List<PersonView> people,
    List<RequestView> requests,
    String account,
    String team,
    List<GrantView> grants) {
  public SessionView {
    relays = List.copyOf(relays);
    people = List.copyOf(people);
    requests = List.copyOf(requests);
    grants = List.copyOf(grants);
  }

  static SessionView unshared(Wrapped wrapped) {
    return new SessionView(
        "",
        "",
        "",
        "",
        "none",
        List.of(),
        ProcessHandle.current().pid(),
        wrapped.started().toString(),
        "private",
        wrapped.terminal().cols(),
        wrapped.terminal().rows(),
        List.of(),
        List.of(),
        "",
        "none",
        List.of());
  }

  /// @param state `up`, `connecting`, or why it cannot be reached
  /// @param link for guests who come through this relay
  /// @param ownerLink for the owner's own page
  @Json
  public record RelayView(String address, String state, String link, String ownerLink) {}

  /// @param here `not yet`, `before` or `now`
  @Json
  public record GrantView(String email, String level, String here) {
    static GrantView of(HostToGuest.Grants.Row row) {
      return new GrantView(
          row.email(), SessionView.level(row.level()), lower(row.here()).replace('_', ' '));
    }
  }

  static String level(Level level) {
    return switch (level) {
      case NOTHING -> "none";
      case VIEW -> "view";
      case EDIT -> "edit";
    };
  }

  /// @param role `viewer`, `editor` or `owner`
  /// @param devices connections open now
  /// @param email that a relay has verified, else empty
  @Json
  public record PersonView(
      long id, String name, String role, boolean present, int devices, String email) {
    static PersonView of(Person person, boolean owner) {
      return new PersonView(
          person.id().number(),
          person.name(),
          lower(person.role()),
          owner || person.present(),
          person.devices().size(),
          person.identity() == null ? "" : person.identity().email());
    }
  }

  /// @param kind `join`, `edit` or `run`
  /// @param command that somebody wants to run, else empty
  @Json
  public record RequestView(long id, String name, String kind, String command, String email) {
    static RequestView of(Requests.Open request) {
      return new RequestView(
          request.id().number(),
          request.name(),
          lower(request.kind()),
          request.command(),
          request.identity() == null ? "" : request.identity().email());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
