package weft.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import weft.protocol.Grant;
import weft.protocol.Level;
import weft.protocol.Limits;

/// Who gets in by signing in at a relay: people by their addresses, the owner's team. Owned by the
/// session's thread.
final class Grants {
  /// What an address looks like; the relay that sends mails to it looks closer.
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@,;<>\"]{1,64}@[^\\s@,;<>\"]{1,189}");

  private final Map<String, Level> people = new LinkedHashMap<>();
  private Level team = Level.NOTHING;
  private String owner = "";

  /// The owner's own address, who may do anything.
  void owner(String email) {
    owner = email;
  }

  String owner() {
    return owner;
  }

  Level team() {
    return team;
  }

  void team(Level level) {
    team = level;
  }

  /// An address as it is compared.
  static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }

  static boolean isAddress(String email) {
    return ADDRESS.matcher(email).matches();
  }

  boolean isFull() {
    return people.size() >= Limits.GRANTS;
  }

  boolean knows(String email) {
    return people.containsKey(email);
  }

  /// @param level NOTHING for somebody who has to ask, whatever the team or anyone may
  void give(String email, Level level) {
    people.put(email, level);
  }

  void forget(String email) {
    people.remove(email);
  }

  /// Nobody may do more than look.
  void lower() {
    people.replaceAll((_, level) -> level == Level.EDIT ? Level.VIEW : level);
    team = team == Level.EDIT ? Level.VIEW : team;
  }

  /// The highest that applies; nothing for whoever was removed.
  Level level(Identity who, Level anyone) {
    if (who.email().equals(owner)) {
      return Level.EDIT;
    }
    Level shared = who.team() && team.compareTo(anyone) > 0 ? team : anyone;
    Level own = people.get(who.email());
    return own == null || (own != Level.NOTHING && shared.compareTo(own) > 0) ? shared : own;
  }

  List<Grant> all() {
    List<Grant> all = new ArrayList<>();
    people.forEach((email, level) -> all.add(new Grant(email, level)));
    return all;
  }
}
