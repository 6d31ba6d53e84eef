package weft.host;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Level;
import weft.protocol.Role;

/// Answers the owner's commands. Owned by the session's thread.
final class ControlDesk {
  private final Roster roster;
  private final Requests requests;
  private final Authority authority;
  private final Blocks blocks;
  private final Predicate<StartingPoint.From> startFrom;
  private final Supplier<SessionView> view;

  ControlDesk(
      Roster roster,
      Requests requests,
      Authority authority,
      Blocks blocks,
      Predicate<StartingPoint.From> startFrom,
      Supplier<SessionView> view) {
    this.roster = roster;
    this.requests = requests;
    this.authority = authority;
    this.blocks = blocks;
    this.startFrom = startFrom;
    this.view = view;
  }

  ControlReply answer(ControlRequest request) {
    String who = request.who();
    return switch (request.action()) {
      case ControlRequest.STATUS -> done("");
      case ControlRequest.ALLOW -> allow(who, level(request.level()));
      case ControlRequest.DENY -> deny(who);
      case ControlRequest.REMOVE -> remove(who);
      case ControlRequest.REVOKE -> {
        authority.orders().obey(new GuestToHost.RevokeLink());
        yield done("the old link no longer works");
      }
      case ControlRequest.ANYONE -> {
        Level level = level(request.level());
        authority.orders().obey(new GuestToHost.SetAnyone(level));
        yield done(
            switch (level) {
              case NOTHING -> "people with the link have to ask";
              case VIEW -> "anyone with the link can view";
              case EDIT -> "anyone with the link can edit";
            });
      }
      case ControlRequest.LIMIT_LINK -> {
        boolean once = request.level().equals("once");
        long seconds = who.matches("\\d{1,9}") ? Long.parseLong(who) : 0;
        authority.orders().obey(new GuestToHost.LimitLink(seconds, once));
        yield done(
            once
                ? "the link lets one more person in"
                : seconds == 0
                    ? "the link works until you revoke it"
                    : "the link works for " + seconds + " s more");
      }
      case ControlRequest.RENEW_LINK -> {
        authority.orders().obey(new GuestToHost.RenewLink());
        yield done("the link is new, and everybody stays");
      }
      case ControlRequest.INVITE -> invite(request.arguments(), level(request.level()));
      case ControlRequest.ACCESS -> access(who, level(request.level()));
      case ControlRequest.VIEWERS -> {
        authority.orders().obey(new GuestToHost.EveryoneViews());
        yield done("everybody is a viewer now");
      }
      case ControlRequest.PEOPLE -> {
        boolean all = !request.level().equals("editors");
        authority.orders().obey(new GuestToHost.ListPeople(all));
        yield done(all ? "guests see who is here" : "guests see only who can edit");
      }
      case ControlRequest.APPROVE -> {
        boolean each = !request.level().equals("off");
        authority.orders().obey(new GuestToHost.Approve(each));
        yield done(
            each ? "you approve each command of an editor" : "editors run commands by themselves");
      }
      case ControlRequest.STOP -> {
        authority.orders().obey(new GuestToHost.Stop());
        yield done("sharing has stopped");
      }
      case ControlRequest.START_FROM ->
          StartingPoint.From.read(who).filter(startFrom).isPresent()
              ? done("guests see what came after that, and what is to come")
              : ControlReply.refused(
                  "there is no '" + who + "' to start from", "weft blocks lists the commands");
      case ControlRequest.BLOCKS ->
          ControlReply.these(blocks.everything().stream().map(BlockView::of).toList());
      default ->
          ControlReply.refused(
              "the session does not know '" + request.action() + "'",
              "use the same version of weft for both");
    };
  }

  private ControlReply invite(List<String> emails, Level level) {
    Optional<String> wrong =
        emails.stream().filter(email -> !Grants.isAddress(Grants.normal(email))).findFirst();
    if (wrong.isPresent()) {
      return ControlReply.refused("'" + wrong.get() + "' is not an address", "name@example.org");
    }
    if (authority.orders().grants().account().isEmpty()) {
      return noAccounts();
    }
    authority.orders().obey(new GuestToHost.Give(emails, level));
    return done(String.join(", ", emails) + can(level) + ", with the link and signed in");
  }

  private static ControlReply noAccounts() {
    return ControlReply.refused(
        "nobody can be told by an address here",
        "share through a relay with accounts, signed in: weft login RELAY");
  }

  private ControlReply access(String who, Level level) {
    HostToGuest.Grants grants = authority.orders().grants();
    if (!who.equals("team")) {
      return invite(List.of(who), level);
    }
    if (grants.account().isEmpty()) {
      return noAccounts();
    }
    if (!grants.hasTeam()) {
      return ControlReply.refused("you are in no team", "your account's page makes one");
    }
    authority.orders().obey(new GuestToHost.SetTeam(level));
    return done("your team" + can(level));
  }

  private static String can(Level level) {
    return switch (level) {
      case NOTHING -> " cannot get in";
      case VIEW -> " can view";
      case EDIT -> " can edit";
    };
  }

  private static Level level(String text) {
    return switch (text) {
      case "edit" -> Level.EDIT;
      case "none" -> Level.NOTHING;
      default -> Level.VIEW;
    };
  }

  private ControlReply allow(String who, Level level) {
    List<Requests.Open> asking = asking(who);
    if (asking.size() == 1) {
      Requests.Open request = asking.getFirst();
      Level granted = request.kind() == HostToGuest.Request.Kind.JOIN ? level : Level.EDIT;
      authority.orders().obey(new GuestToHost.Answer(request.id(), granted));
      if (request.kind() == HostToGuest.Request.Kind.RUN) {
        return done("the command of " + request.name() + " was allowed");
      }
      return done(request.name() + " can now " + (granted == Level.EDIT ? "edit" : "view"));
    }
    if (asking.isEmpty() && !who.isEmpty()) {
      return setRole(who, level);
    }
    return unclear(who, asking.stream().map(r -> r.id().number() + " " + r.name()).toList());
  }

  private ControlReply setRole(String who, Level level) {
    List<Person> people = roster.called(who);
    if (people.size() != 1 || people.getFirst() == roster.owner()) {
      return unclear(who, names(people));
    }
    Role role = level == Level.EDIT ? Role.EDITOR : Role.VIEWER;
    authority.orders().obey(new GuestToHost.SetRole(people.getFirst().id(), role));
    return done(
        people.getFirst().name() + (role == Role.EDITOR ? " can now edit" : " can now view"));
  }

  private ControlReply deny(String who) {
    List<Requests.Open> asking = asking(who);
    if (asking.size() != 1) {
      return unclear(who, asking.stream().map(r -> r.id().number() + " " + r.name()).toList());
    }
    authority.orders().obey(new GuestToHost.Answer(asking.getFirst().id(), Level.NOTHING));
    return done(asking.getFirst().name() + " was denied");
  }

  private ControlReply remove(String who) {
    List<Person> people = roster.called(who);
    if (people.size() != 1 || people.getFirst() == roster.owner()) {
      return unclear(who, names(people));
    }
    authority.orders().obey(new GuestToHost.Remove(people.getFirst().id()));
    return done(people.getFirst().name() + " was removed");
  }

  private List<Requests.Open> asking(String who) {
    return who.isEmpty() ? requests.all() : requests.called(who);
  }

  private static List<String> names(List<Person> people) {
    return people.stream().map(p -> p.id().number() + " " + p.name()).toList();
  }

  private static ControlReply unclear(String who, List<String> candidates) {
    if (candidates.isEmpty()) {
      return ControlReply.refused(
          who.isEmpty() ? "nobody is asking" : "nobody here is called '" + who + "'",
          "weft who lists people and requests");
    }
    return ControlReply.refused(
        "that could be any of: " + String.join(", ", candidates), "use the number instead");
  }

  private ControlReply done(String message) {
    return ControlReply.done(message, view.get());
  }
}
