package weft.host;

import io.avaje.jsonb.Json;
import java.util.List;

/// What a `weft` command asks of a running session over its control socket: one line of JSON.
///
/// @param action one of the constants below
/// @param who a person's or request's name or number; where sharing starts: `now`, `start` or
///     `block ID`; empty where the action needs none
/// @param level `view` or `edit`, `everyone` or `editors`, `on` or `off`; else empty
/// @param arguments of `weft share`, as they were given
@Json
public record ControlRequest(String action, String who, String level, List<String> arguments) {
  public static final String STATUS = "status";
  public static final String ALLOW = "allow";
  public static final String DENY = "deny";
  public static final String REMOVE = "remove";
  public static final String REVOKE = "revoke";
  public static final String ANYONE = "anyone";
  public static final String LIMIT_LINK = "limit-link";
  public static final String RENEW_LINK = "renew-link";
  public static final String INVITE = "invite";
  public static final String ACCESS = "access";
  public static final String VIEWERS = "viewers";
  public static final String PEOPLE = "people";
  public static final String APPROVE = "approve";
  public static final String STOP = "stop";
  public static final String BLOCKS = "blocks";
  public static final String SHARE = "share";
  public static final String STARTS = "starts";
  public static final String START_FROM = "start-from";

  public ControlRequest {
    arguments = arguments == null ? List.of() : List.copyOf(arguments); // JSON, see below
  }

  public ControlRequest(String action, String who, String level) {
    this(action, who, level, List.of());
  }

  /// False when a field was missing in what was read: JSON knows no @NullMarked.
  boolean isComplete() {
    return action != null && who != null && level != null;
  }

  public static ControlRequest of(String action) {
    return new ControlRequest(action, "", "");
  }
}
