package weft.server.http;

/// What somebody has to be to ask for something.
public enum Need {
  NOTHING,
  SIGNED_IN,
  /// In the team that the path names.
  MEMBER,
  /// An admin of it.
  TEAM_ADMIN,
  /// An admin of the relay.
  ADMIN
}
