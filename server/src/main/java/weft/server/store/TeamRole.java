package weft.server.store;

/// What somebody may do in their team; NONE for whoever is in none.
public enum TeamRole {
  NONE,
  MEMBER,
  ADMIN
}
