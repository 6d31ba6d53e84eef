package weft.host;

import io.avaje.jsonb.Json;
import java.util.List;

/// A session as its owner's commands show it. The links carry secrets: only ever sent over the
/// control socket, which belongs to the owner alone.
///
/// @param link for guests
/// @param ownerLink for the owner's own page
/// @param anyone what anyone with the link gets: `none`, `view` or `edit`
/// @param relay address of the relay
/// @param relayState `up`, or why it cannot be reached
/// @param pid process id of the host
/// @param started ISO-8601 instant
/// @param state `live` or `stopped`
@Json
public record SessionView(
    String id,
    String title,
    String link,
    String ownerLink,
    String anyone,
    String relay,
    String relayState,
    long pid,
    String started,
    String state,
    int columns,
    int rows,
    List<PersonView> people,
    List<RequestView> requests) {
  public SessionView {
    people = List.copyOf(people);
    requests = List.copyOf(requests);
  }

  /// @param role `viewer`, `editor` or `owner`
  /// @param devices connections open now
  @Json
  public record PersonView(long id, String name, String role, boolean present, int devices) {}

  /// @param kind `join` or `edit`
  @Json
  public record RequestView(long id, String name, String kind) {}
}
