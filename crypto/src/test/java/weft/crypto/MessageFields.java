package weft.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import weft.protocol.Block;
import weft.protocol.Envelope;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToRelay;
import weft.protocol.HostToGuest;
import weft.protocol.HostToRelay;
import weft.protocol.InviteOutcome;
import weft.protocol.Level;
import weft.protocol.PageId;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToHost;
import weft.protocol.Selection;
import weft.protocol.Start;
import weft.protocol.StreamHeader;
import weft.protocol.StreamMessage;
import weft.protocol.TextChange;

/// Every message as a row of `vectors/`: its name on the wire as `type`, then its fields.
final class MessageFields {
  private MessageFields() {}

  static Map<String, Object> of(HostToRelay message) {
    return switch (message) {
      case HostToRelay.Claim it ->
          Row.of(
              "type",
              "CLAIM",
              "version",
              it.version(),
              "ed25519",
              it.signingKey(),
              "x25519",
              it.agreementKey(),
              "signature",
              it.signature());
      case HostToRelay.ToGuest it ->
          Row.of("type", "TO_GUEST", "guest", it.guest().number(), "rest", it.body());
      case HostToRelay.Stream it -> stream(it);
      case HostToRelay.Page it -> page(it);
      case HostToRelay.Admit it -> Row.of("type", "ADMIT", "guest", it.guest().number());
      case HostToRelay.Dismiss it ->
          Row.of("type", "DISMISS", "guest", it.guest().number(), "reason", it.reason().name());
      case HostToRelay.End it -> Row.of("type", "END", "reason", it.reason().name());
      case HostToRelay.Access it ->
          Row.of(
              "type",
              "ACCESS",
              "anyone",
              level(it.anyone()),
              "team",
              level(it.team()),
              "asking",
              it.asking(),
              "grants",
              it.grants().stream()
                  .map(grant -> Row.of("email", grant.email(), "level", level(grant.level())))
                  .toList());
      case HostToRelay.Invite it ->
          Row.of("type", "INVITE", "email", it.email(), "level", level(it.level()));
    };
  }

  static Map<String, Object> of(RelayToHost message) {
    return switch (message) {
      case RelayToHost.Challenge it ->
          Row.of("type", "CHALLENGE", "version", it.version(), "nonce", it.nonce());
      case RelayToHost.Claimed it ->
          Row.of("type", "CLAIMED", "address", it.address(), "sessionBytes", it.sessionBytes());
      case RelayToHost.Arrived it -> Row.of("type", "ARRIVED", "guest", it.guest().number());
      case RelayToHost.Departed it -> Row.of("type", "DEPARTED", "guest", it.guest().number());
      case RelayToHost.FromGuest it ->
          Row.of("type", "FROM_GUEST", "guest", it.guest().number(), "rest", it.body());
      case RelayToHost.KeyframeWanted _ -> Row.of("type", "KEYFRAME_WANTED");
      case RelayToHost.PageWanted it -> page("PAGE_WANTED", it.page());
      case RelayToHost.Account it ->
          Row.of("type", "ACCOUNT", "email", it.email(), "anyone", it.anyone(), "team", it.team());
      case RelayToHost.Known it ->
          Row.of(
              "type",
              "KNOWN",
              "guest",
              it.guest().number(),
              "email",
              it.email(),
              "name",
              it.name(),
              "team",
              it.team());
      case RelayToHost.Invited it ->
          Row.of("type", "INVITED", "email", it.email(), "outcome", outcome(it.outcome()));
      case RelayToHost.Close it -> close(it);
    };
  }

  static Map<String, Object> of(RelayToGuest message) {
    return switch (message) {
      case RelayToGuest.Host it ->
          Row.of(
              "type",
              "HOST",
              "version",
              it.version(),
              "here",
              it.here(),
              "ed25519",
              it.signingKey(),
              "x25519",
              it.agreementKey());
      case RelayToGuest.FromHost it -> Row.of("type", "FROM_HOST", "rest", it.body());
      case RelayToGuest.Ended it -> Row.of("type", "ENDED", "reason", it.reason().name());
      case HostToRelay.Stream it -> stream(it);
      case HostToRelay.Page it -> page(it);
      case RelayToHost.Close it -> close(it);
    };
  }

  static Map<String, Object> of(GuestToRelay message) {
    return switch (message) {
      case GuestToRelay.ToHost it -> Row.of("type", "TO_HOST", "rest", it.body());
      case GuestToRelay.Ack it -> Row.of("type", "ACK", "seq", it.seq());
      case GuestToRelay.KeyframePlease _ -> Row.of("type", "KEYFRAME_PLEASE");
      case GuestToRelay.PagePlease it -> page("PAGE_PLEASE", it.page());
    };
  }

  static Map<String, Object> of(Envelope message) {
    return switch (message) {
      case Envelope.Hello it ->
          Row.of(
              "type", "HELLO", "secretId", it.secretId(), "enc", it.enc(), "sealed", it.sealed());
      case Envelope.Sealed it ->
          Row.of("type", "SEALED", "counter", it.counter(), "sealed", it.sealed());
      case Envelope.Welcome it ->
          Row.of("type", "WELCOME", "nonce", it.nonce(), "sealed", it.sealed());
      case Envelope.Refused it -> Row.of("type", "REFUSED", "reason", it.reason().name());
    };
  }

  static Map<String, Object> of(GuestToHost message) {
    return switch (message) {
      case GuestToHost.Join it ->
          Row.of(
              "type",
              "JOIN",
              "name",
              it.name(),
              "personKey",
              it.personKey(),
              "inputStream",
              it.inputStream(),
              "client",
              it.client());
      case GuestToHost.Type it ->
          Row.of("type", "TYPE", "at", it.at(), "refused", it.refused(), "input", it.bytes());
      case GuestToHost.AskToEdit _ -> Row.of("type", "ASK_TO_EDIT");
      case GuestToHost.Withdraw _ -> Row.of("type", "WITHDRAW");
      case GuestToHost.Ping it -> Row.of("type", "PING", "token", it.token());
      case GuestToHost.Ready _ -> Row.of("type", "READY");
      case GuestToHost.Find it ->
          Row.of(
              "type",
              "FIND",
              "token",
              it.token(),
              "row",
              it.row(),
              "upwards",
              it.upwards(),
              "ignoreCase",
              it.ignoreCase(),
              "expression",
              it.expression(),
              "text",
              it.text());
      case GuestToHost.ListBlocks it ->
          Row.of("type", "LIST_BLOCKS", "token", it.token(), "before", it.before());
      case GuestToHost.Answer it ->
          Row.of("type", "ANSWER", "request", it.request().number(), "level", level(it.level()));
      case GuestToHost.SetRole it ->
          Row.of("type", "SET_ROLE", "person", it.person().number(), "role", lower(it.role()));
      case GuestToHost.Remove it -> Row.of("type", "REMOVE", "person", it.person().number());
      case GuestToHost.SetAnyone it -> Row.of("type", "SET_ANYONE", "level", level(it.level()));
      case GuestToHost.RevokeLink _ -> Row.of("type", "REVOKE_LINK");
      case GuestToHost.Stop _ -> Row.of("type", "STOP");
      case GuestToHost.Give it ->
          Row.of("type", "GIVE", "emails", it.emails(), "level", level(it.level()));
      case GuestToHost.LimitLink it ->
          Row.of("type", "LIMIT_LINK", "seconds", it.seconds(), "once", it.once());
      case GuestToHost.RenewLink _ -> Row.of("type", "RENEW_LINK");
      case GuestToHost.SetTeam it -> Row.of("type", "SET_TEAM", "level", level(it.level()));
      case GuestToHost.ShareFrom it ->
          Row.of(
              "type",
              "SHARE_FROM",
              "from",
              lower(it.from()),
              "block",
              it.block(),
              "blocks",
              it.blocks());
      case GuestToHost.EditDraft it ->
          Row.of(
              "type",
              "EDIT_DRAFT",
              "draft",
              it.draft(),
              "version",
              it.version(),
              "writer",
              it.writer(),
              "changes",
              it.changes().stream().map(MessageFields::of).toList());
      case GuestToHost.MoveCaret it ->
          Row.of(
              "type",
              "MOVE_CARET",
              "draft",
              it.draft(),
              "version",
              it.version(),
              "anchor",
              it.anchor(),
              "head",
              it.head());
      case GuestToHost.RunDraft it ->
          Row.of("type", "RUN_DRAFT", "draft", it.draft(), "version", it.version());
      case GuestToHost.Show it ->
          Row.of(
              "type", "SHOW", "away", it.away(), "top", it.top(), "selection", of(it.selection()));
      case GuestToHost.Complete it ->
          Row.of("type", "COMPLETE", "token", it.token(), "line", it.line());
      case GuestToHost.EveryoneViews _ -> Row.of("type", "EVERYONE_VIEWS");
      case GuestToHost.ListPeople it -> Row.of("type", "LIST_PEOPLE", "all", it.all());
      case GuestToHost.Approve it -> Row.of("type", "APPROVE", "each", it.each());
      case GuestToHost.AskStarts it ->
          Row.of("type", "ASK_STARTS", "block", it.block(), "blocks", it.blocks());
    };
  }

  private static Map<String, Object> of(Selection selection) {
    return switch (selection) {
      case Selection.None _ -> Row.of("kind", "none");
      case Selection.Blocks it -> Row.of("kind", "blocks", "from", it.from(), "to", it.to());
      case Selection.Rows it ->
          Row.of(
              "kind",
              "rows",
              "generation",
              it.generation(),
              "row",
              it.row(),
              "column",
              it.column(),
              "endRow",
              it.endRow(),
              "endColumn",
              it.endColumn());
      case Selection.Screen it ->
          Row.of(
              "kind",
              "screen",
              "row",
              it.row(),
              "column",
              it.column(),
              "endRow",
              it.endRow(),
              "endColumn",
              it.endColumn());
    };
  }

  private static Map<String, Object> of(StreamMessage.Seen it) {
    return Row.of(
        "person",
        it.person().number(),
        "device",
        it.device(),
        "away",
        it.away(),
        "top",
        it.top(),
        "selection",
        of(it.selection()));
  }

  /// As CodeMirror writes it.
  private static List<Object> of(TextChange change) {
    return change.parts().stream().<Object>map(MessageFields::of).toList();
  }

  private static Object of(TextChange.Part part) {
    String text = part.text();
    if (text == null) {
      return part.length();
    }
    List<Object> replaced = new ArrayList<>(List.of(part.length()));
    if (!text.isEmpty()) {
      replaced.addAll(List.of(text.split("\n", -1)));
    }
    return replaced;
  }

  private static Map<String, Object> of(StreamMessage.Caret it) {
    return Row.of(
        "type",
        "CARET",
        "draft",
        it.draft(),
        "version",
        it.version(),
        "person",
        it.person().number(),
        "writer",
        it.writer(),
        "anchor",
        it.anchor(),
        "head",
        it.head());
  }

  private static Map<String, Object> of(StreamMessage.DraftChange it) {
    return Row.of(
        "type",
        "DRAFT_CHANGE",
        "draft",
        it.draft(),
        "version",
        it.version(),
        "person",
        it.person().number(),
        "writer",
        it.writer(),
        "change",
        of(it.change()));
  }

  static Map<String, Object> of(HostToGuest message) {
    return switch (message) {
      case HostToGuest.Admitted it ->
          Row.of(
              "type",
              "ADMITTED",
              "person",
              it.you().number(),
              "role",
              lower(it.role()),
              "epoch",
              it.epoch(),
              "key",
              it.epochKey(),
              "settled",
              it.input().settled(),
              "refused",
              it.input().refused(),
              "title",
              it.title());
      case HostToGuest.Waiting _ -> Row.of("type", "WAITING");
      case HostToGuest.Epoch it ->
          Row.of("type", "EPOCH", "epoch", it.epoch(), "key", it.epochKey());
      case HostToGuest.RoleNow it -> Row.of("type", "ROLE", "role", lower(it.role()));
      case HostToGuest.Answered it -> Row.of("type", "ANSWERED", "granted", it.granted());
      case HostToGuest.Pong it -> Row.of("type", "PONG", "token", it.token());
      case HostToGuest.NotAllowed it -> Row.of("type", "NOT_ALLOWED", "refused", it.type());
      case HostToGuest.Requests it ->
          Row.of(
              "type", "REQUESTS", "requests", it.open().stream().map(MessageFields::of).toList());
      case HostToGuest.Grants it ->
          Row.of(
              "type",
              "GRANTS",
              "account",
              it.account(),
              "anyoneAllowed",
              it.anyoneAllowed(),
              "hasTeam",
              it.hasTeam(),
              "team",
              level(it.team()),
              "rows",
              it.rows().stream()
                  .map(
                      row ->
                          Row.of(
                              "email",
                              row.email(),
                              "level",
                              level(row.level()),
                              "here",
                              switch (row.here()) {
                                case NOT_YET -> "not yet";
                                case BEFORE -> "before";
                                case NOW -> "now";
                              },
                              "person",
                              row.person()))
                  .toList());
      case HostToGuest.Invited it ->
          Row.of("type", "INVITED", "email", it.email(), "outcome", outcome(it.outcome()));
      case HostToGuest.Access it ->
          Row.of(
              "type",
              "ACCESS",
              "links",
              it.links(),
              "anyone",
              level(it.anyone()),
              "change",
              change(it.news()),
              "start",
              it.start(),
              "peopleListed",
              it.peopleListed(),
              "approves",
              it.approves(),
              "once",
              it.once(),
              "linkEnds",
              it.linkEnds());
      case HostToGuest.Found it ->
          Row.of(
              "type",
              "FOUND",
              "token",
              it.token(),
              "generation",
              it.generation(),
              "row",
              it.row(),
              "state",
              lower(it.state()),
              "matches",
              it.matches().stream().map(MessageFields::of).toList());
      case HostToGuest.BlockList it ->
          Row.of(
              "type",
              "BLOCK_LIST",
              "token",
              it.token(),
              "generation",
              it.generation(),
              "blocks",
              it.blocks().stream().map(MessageFields::of).toList());
      case HostToGuest.People it ->
          Row.of(
              "type",
              "PEOPLE",
              "total",
              it.roster().total(),
              "people",
              it.roster().people().stream().map(MessageFields::of).toList());
      case HostToGuest.Completions it ->
          Row.of(
              "type",
              "COMPLETIONS",
              "token",
              it.token(),
              "replaced",
              it.replaced(),
              "more",
              it.more(),
              "words",
              it.words());
      case HostToGuest.DraftNot it ->
          Row.of(
              "type",
              "DRAFT_NOT",
              "draft",
              it.draft(),
              "why",
              it.why().name().toLowerCase(java.util.Locale.ROOT));
      case HostToGuest.Starts it ->
          Row.of(
              "type",
              "STARTS",
              "fullScreen",
              it.fullScreen(),
              "running",
              it.running(),
              "block",
              it.block(),
              "blocks",
              it.blocks(),
              "now",
              of(it.now()),
              "fromBlock",
              of(it.fromBlock()),
              "fromSession",
              of(it.fromSession()));
      case HostToGuest.Goodbye it -> Row.of("type", "GOODBYE", "reason", it.reason().name());
      case HostToGuest.Taken it ->
          Row.of("type", "TAKEN", "settled", it.settled(), "refused", it.refused());
    };
  }

  private static Map<String, Object> of(Start it) {
    return Row.of("blocks", it.blocks(), "bytes", it.bytes());
  }

  private static Map<String, Object> of(Block it) {
    return Row.of(
        "id",
        it.id(),
        "state",
        lower(it.state()),
        "nested",
        it.nested(),
        "firstRow",
        it.firstRow(),
        "outputRow",
        it.outputRow(),
        "endRow",
        it.endRow(),
        "known",
        it.exit().known(),
        "status",
        it.exit().status(),
        "started",
        it.started(),
        "took",
        it.took(),
        "person",
        it.person().number(),
        "command",
        it.command(),
        "directory",
        it.directory());
  }

  static List<Map<String, Object>> of(List<StreamMessage> messages) {
    return messages.stream().map(MessageFields::of).toList();
  }

  private static Map<String, Object> of(StreamMessage message) {
    return switch (message) {
      case StreamMessage.Output it -> Row.of("type", "OUTPUT", "output", it.bytes());
      case StreamMessage.Screen it ->
          Row.of(
              "type",
              "SCREEN",
              "columns",
              it.columns(),
              "rows",
              it.rows(),
              "firstRow",
              it.firstRow(),
              "text",
              it.text());
      case StreamMessage.Roster it ->
          Row.of(
              "type",
              "ROSTER",
              "total",
              it.total(),
              "people",
              it.people().stream().map(MessageFields::of).toList());
      case StreamMessage.Draft it ->
          Row.of(
              "type",
              "DRAFT",
              "draft",
              it.id(),
              "version",
              it.version(),
              "text",
              it.text(),
              "carets",
              it.carets().stream().map(MessageFields::of).toList(),
              "recent",
              it.recent().stream().map(MessageFields::of).toList());
      case StreamMessage.DraftChange it -> of(it);
      case StreamMessage.Caret it -> of(it);
      case StreamMessage.Presence it ->
          Row.of(
              "type", "PRESENCE", "people", it.people().stream().map(MessageFields::of).toList());
      case StreamMessage.Control it ->
          Row.of(
              "type",
              "CONTROL",
              "approves",
              it.approves(),
              "takenOver",
              it.takenOver(),
              "ownerAway",
              it.ownerAway(),
              "peopleHidden",
              it.peopleHidden(),
              "secondsLeft",
              it.secondsLeft(),
              "typing",
              it.typing().stream().map(each -> each.number()).toList());
      case StreamMessage.Excerpt it -> Row.of("type", "EXCERPT", "complete", it.complete());
      case StreamMessage.Past it ->
          Row.of("type", "PAST", "oldestRow", it.oldestRow(), "generation", it.generation());
      case StreamMessage.Rows it ->
          Row.of(
              "type",
              "ROWS",
              "firstRow",
              it.firstRow(),
              "count",
              it.count(),
              "columns",
              it.columns(),
              "continued",
              it.continued(),
              "text",
              it.text());
      case StreamMessage.BlockNow it -> Row.of("type", "BLOCK", "block", of(it.block()));
      case StreamMessage.Blocks it ->
          Row.of(
              "type",
              "BLOCKS",
              "total",
              it.total(),
              "home",
              it.home(),
              "newest",
              it.newest().stream().map(MessageFields::of).toList());
      case StreamMessage.Finished it ->
          Row.of("type", "FINISHED", "reason", it.reason().name(), "status", it.exitStatus());
    };
  }

  private static Map<String, Object> of(StreamMessage.Person it) {
    return Row.of(
        "person",
        it.id().number(),
        "name",
        it.name(),
        "role",
        lower(it.role()),
        "colour",
        it.colour(),
        "present",
        it.present(),
        "verified",
        it.verified(),
        "hostTerminal",
        it.hostTerminal());
  }

  private static Map<String, Object> of(HostToGuest.Request it) {
    return Row.of(
        "request",
        it.id().number(),
        "kind",
        lower(it.kind()),
        "person",
        it.person().number(),
        "name",
        it.name(),
        "command",
        it.command(),
        "email",
        it.email());
  }

  private static Map<String, Object> of(HostToGuest.Match it) {
    return Row.of(
        "row", it.row(), "column", it.column(), "rowsOn", it.rowsOn(), "endColumn", it.endColumn());
  }

  private static Map<String, Object> stream(HostToRelay.Stream it) {
    StreamHeader header = it.header();
    return Row.of(
        "type",
        "STREAM",
        "kind",
        lower(header.kind()),
        "epoch",
        header.epoch(),
        "seq",
        header.seq(),
        "position",
        header.position(),
        "sealed",
        it.sealed());
  }

  private static Map<String, Object> page(HostToRelay.Page it) {
    return Row.of(
        "type",
        "PAGE",
        "epoch",
        it.header().epoch(),
        "number",
        it.header().number(),
        "generation",
        it.header().page().generation(),
        "page",
        it.header().page().index(),
        "sealed",
        it.sealed());
  }

  private static Map<String, Object> page(String type, PageId page) {
    return Row.of("type", type, "generation", page.generation(), "page", page.index());
  }

  private static Map<String, Object> close(RelayToHost.Close it) {
    return Row.of("type", "CLOSE", "reason", it.reason().name());
  }

  private static String level(Level level) {
    return switch (level) {
      case NOTHING -> "nobody";
      case VIEW -> "view";
      case EDIT -> "edit";
    };
  }

  private static String change(HostToGuest.LinkNews news) {
    return switch (news) {
      case SAME -> "none";
      case NEW_AFTER_REMOVAL -> "removed";
      case NEW_AFTER_REVOKING -> "revoked";
      case RENEWED -> "renewed";
    };
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  private static String outcome(InviteOutcome outcome) {
    return switch (outcome) {
      case SENT -> "sent";
      case NO_MAIL -> "no mail";
      case TOO_MANY -> "too many";
      case NO_ADDRESS -> "no address";
    };
  }
}
