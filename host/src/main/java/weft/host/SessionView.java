package weft.host;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Locale;

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
    List<RequestView> requests) {
  public SessionView {
    relays = List.copyOf(relays);
    people = List.copyOf(people);
    requests = List.copyOf(requests);
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
        List.of());
  }

  /// @param state `up`, `connecting`, or why it cannot be reached
  /// @param link for guests who come through this relay
  /// @param ownerLink for the owner's own page
  @Json
  public record RelayView(String address, String state, String link, String ownerLink) {}

  /// @param role `viewer`, `editor` or `owner`
  /// @param devices connections open now
  @Json
  public record PersonView(long id, String name, String role, boolean present, int devices) {
    static PersonView of(Person person, boolean owner) {
      return new PersonView(
          person.id().number(),
          person.name(),
          lower(person.role()),
          owner || person.present(),
          person.devices().size());
    }
  }

  /// @param kind `join`, `edit` or `run`
  /// @param command that somebody wants to run, else empty
  @Json
  public record RequestView(long id, String name, String kind, String command) {
    static RequestView of(Requests.Open request) {
      return new RequestView(
          request.id().number(), request.name(), lower(request.kind()), request.command());
    }
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
