package weft.protocol;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.HostToGuest.Access;
import weft.protocol.HostToGuest.Admitted;
import weft.protocol.HostToGuest.Answered;
import weft.protocol.HostToGuest.BlockList;
import weft.protocol.HostToGuest.Completions;
import weft.protocol.HostToGuest.DraftNot;
import weft.protocol.HostToGuest.Epoch;
import weft.protocol.HostToGuest.Found;
import weft.protocol.HostToGuest.Goodbye;
import weft.protocol.HostToGuest.Grants;
import weft.protocol.HostToGuest.Invited;
import weft.protocol.HostToGuest.LinkNews;
import weft.protocol.HostToGuest.Match;
import weft.protocol.HostToGuest.NotAllowed;
import weft.protocol.HostToGuest.People;
import weft.protocol.HostToGuest.Pong;
import weft.protocol.HostToGuest.Request;
import weft.protocol.HostToGuest.Requests;
import weft.protocol.HostToGuest.RoleNow;
import weft.protocol.HostToGuest.Starts;
import weft.protocol.HostToGuest.Taken;
import weft.protocol.HostToGuest.Waiting;

/// The bytes of [HostToGuest], before they are sealed.
public final class HostToGuestCodec {
  private static final int ADMITTED = 1;
  private static final int WAITING = 2;
  private static final int EPOCH = 3;
  private static final int ROLE = 4;
  private static final int ANSWERED = 5;
  private static final int PONG = 6;
  private static final int NOT_ALLOWED = 7;
  private static final int REQUESTS = 8;
  private static final int ACCESS = 9;
  private static final int GOODBYE = 10;
  private static final int TAKEN = 11;
  private static final int FOUND = 12;
  private static final int BLOCK_LIST = 13;
  private static final int STARTS = 14;
  private static final int DRAFT_NOT = 15;
  private static final int COMPLETIONS = 16;
  private static final int PEOPLE = 17;
  private static final int GRANTS = 18;
  private static final int INVITED = 19;

  private static final int ANYONE_ALLOWED = 1;
  private static final int HAS_TEAM = 2;

  private static final int FULL_SCREEN = 1;
  private static final int RUNNING = 2;

  private static final int PEOPLE_LISTED = 1;
  private static final int APPROVES = 2;
  private static final int ONCE = 4;

  /// What most of these messages take, bytes.
  private static final int USUAL = 64;

  /// What a match takes, bytes, unless rows or columns are large.
  private static final int USUAL_MATCH = 7;

  private HostToGuestCodec() {}

  public static Bytes encode(HostToGuest message) {
    FrameWriter writer = new FrameWriter(USUAL);
    return switch (message) {
      case Admitted admitted ->
          writer
              .u8(ADMITTED)
              .varint(admitted.you().number())
              .u8(admitted.role().code())
              .varint(admitted.epoch())
              .bytes(admitted.epochKey(), Sizes.KEY)
              .varint(admitted.input().settled())
              .varint(admitted.input().refused())
              .text(admitted.title())
              .done();
      case Waiting _ -> writer.u8(WAITING).done();
      case Epoch epoch ->
          writer.u8(EPOCH).varint(epoch.epoch()).bytes(epoch.epochKey(), Sizes.KEY).done();
      case RoleNow now -> writer.u8(ROLE).u8(now.role().code()).done();
      case Answered answered -> writer.u8(ANSWERED).bool(answered.granted()).done();
      case Pong pong -> writer.u8(PONG).varint(pong.token()).done();
      case NotAllowed not -> writer.u8(NOT_ALLOWED).u8(not.type()).done();
      case Requests requests -> encodeRequests(writer.u8(REQUESTS), requests.open());
      case Access access -> {
        writer.u8(ACCESS).varint(access.links().size());
        access.links().forEach(writer::text);
        yield writer
            .u8(access.anyone().code())
            .u8(access.news().code())
            .varint(access.start())
            .u8(
                (access.peopleListed() ? PEOPLE_LISTED : 0)
                    | (access.approves() ? APPROVES : 0)
                    | (access.once() ? ONCE : 0))
            .varint(access.linkEnds())
            .done();
      }
      case Grants grants -> {
        writer
            .u8(GRANTS)
            .text(grants.account())
            .u8((grants.anyoneAllowed() ? ANYONE_ALLOWED : 0) | (grants.hasTeam() ? HAS_TEAM : 0))
            .u8(grants.team().code())
            .varint(grants.rows().size());
        for (Grants.Row row : grants.rows()) {
          writer
              .text(row.email())
              .u8(row.level().code())
              .u8(row.here().code())
              .varint(row.person());
        }
        yield writer.done();
      }
      case Invited invited ->
          writer.u8(INVITED).text(invited.email()).u8(invited.outcome().code()).done();
      case Goodbye goodbye -> writer.u8(GOODBYE).u8(goodbye.reason().code()).done();
      case Taken taken -> writer.u8(TAKEN).varint(taken.settled()).varint(taken.refused()).done();
      case Found found -> encodeFound(found);
      case BlockList list -> {
        writer.u8(BLOCK_LIST).varint(list.token()).varint(list.generation());
        yield BlockBodies.writeAll(writer, list.blocks()).done();
      }
      case People people -> writer.u8(PEOPLE).rest(StreamBodies.roster(people.roster())).done();
      case Completions completions -> {
        writer
            .u8(COMPLETIONS)
            .varint(completions.token())
            .varint(completions.replaced())
            .bool(completions.more())
            .varint(completions.words().size());
        completions.words().forEach(writer::text);
        yield writer.done();
      }
      case DraftNot not -> writer.u8(DRAFT_NOT).varint(not.draft()).u8(not.why().code()).done();
      case Starts starts -> {
        writer
            .u8(STARTS)
            .u8((starts.fullScreen() ? FULL_SCREEN : 0) | (starts.running() ? RUNNING : 0))
            .varint(starts.block())
            .varint(starts.blocks());
        yield start(start(start(writer, starts.now()), starts.fromBlock()), starts.fromSession())
            .done();
      }
    };
  }

  public static Decoded<HostToGuest> decode(Bytes bytes) {
    FrameReader reader = new FrameReader(bytes);
    return switch (reader.u8()) {
      case ADMITTED ->
          reader.finish(
              new Admitted(
                  new PersonId(reader.varint()),
                  Choices.role(reader),
                  reader.varint(),
                  reader.bytes(Sizes.KEY),
                  taken(reader),
                  reader.text()));
      case WAITING -> reader.finish(new Waiting());
      case EPOCH -> reader.finish(new Epoch(reader.varint(), reader.bytes(Sizes.KEY)));
      case ROLE -> reader.finish(new RoleNow(Choices.role(reader)));
      case ANSWERED -> reader.finish(new Answered(reader.bool()));
      case PONG -> reader.finish(new Pong(reader.varint()));
      case NOT_ALLOWED -> reader.finish(new NotAllowed(reader.u8()));
      case REQUESTS -> reader.finish(new Requests(requests(reader)));
      case ACCESS -> reader.finish(access(reader));
      case GOODBYE -> reader.finish(new Goodbye(Choices.reason(reader)));
      case TAKEN -> reader.finish(taken(reader));
      case FOUND ->
          reader.finish(
              new Found(
                  reader.varint(),
                  reader.varint(),
                  reader.varint(),
                  Choices.foundState(reader),
                  matches(reader)));
      case BLOCK_LIST ->
          reader.finish(
              new BlockList(reader.varint(), reader.varint(), BlockBodies.readAll(reader)));
      case STARTS -> reader.finish(starts(reader));
      case COMPLETIONS ->
          reader.finish(
              new Completions(reader.varint(), reader.count(), reader.bool(), texts(reader)));
      case PEOPLE -> reader.finish(new People(StreamBodies.readRoster(reader)));
      case GRANTS -> reader.finish(grants(reader));
      case INVITED -> reader.finish(new Invited(reader.text(), Choices.inviteOutcome(reader)));
      case DRAFT_NOT -> reader.finish(new DraftNot(reader.varint(), Choices.whyNot(reader)));
      default -> reader.unknownType(0);
    };
  }

  private static FrameWriter start(FrameWriter writer, Start start) {
    return writer.varint(start.blocks()).varint(start.bytes());
  }

  private static Starts starts(FrameReader reader) {
    int flags = reader.flags(FULL_SCREEN | RUNNING);
    return new Starts(
        (flags & FULL_SCREEN) != 0,
        (flags & RUNNING) != 0,
        reader.varint(),
        reader.varint(),
        start(reader),
        start(reader),
        start(reader));
  }

  private static Start start(FrameReader reader) {
    return new Start(reader.varint(), reader.varint());
  }

  private static Bytes encodeRequests(FrameWriter writer, List<Request> open) {
    writer.varint(open.size());
    for (Request request : open) {
      writer
          .varint(request.id().number())
          .u8(request.kind().code())
          .varint(request.person().number())
          .text(request.name())
          .text(request.command())
          .text(request.email());
    }
    return writer.done();
  }

  private static Bytes encodeFound(Found found) {
    FrameWriter writer = new FrameWriter(USUAL + USUAL_MATCH * found.matches().size());
    writer
        .u8(FOUND)
        .varint(found.token())
        .varint(found.generation())
        .varint(found.row())
        .u8(found.state().code())
        .varint(found.matches().size());
    for (Match match : found.matches()) {
      writer
          .varint(match.row())
          .varint(match.column())
          .varint(match.rowsOn())
          .varint(match.endColumn());
    }
    return writer.done();
  }

  private static List<Match> matches(FrameReader reader) {
    List<Match> matches = new ArrayList<>();
    long count = reader.varint();
    for (long i = 0; i < count && !reader.failed(); i++) {
      matches.add(new Match(reader.varint(), reader.count(), reader.count(), reader.count()));
    }
    return matches;
  }

  private static Taken taken(FrameReader reader) {
    return new Taken(reader.varint(), reader.varint());
  }

  private static Access access(FrameReader reader) {
    List<String> links = texts(reader);
    Level anyone = Choices.level(reader);
    LinkNews news = Choices.linkNews(reader);
    long start = reader.varint();
    int flags = reader.flags(PEOPLE_LISTED | APPROVES | ONCE);
    return new Access(
        links,
        anyone,
        news,
        start,
        (flags & PEOPLE_LISTED) != 0,
        (flags & APPROVES) != 0,
        (flags & ONCE) != 0,
        reader.varint());
  }

  private static Grants grants(FrameReader reader) {
    String account = reader.text();
    int flags = reader.flags(ANYONE_ALLOWED | HAS_TEAM);
    Level team = Choices.level(reader);
    List<Grants.Row> rows = new ArrayList<>();
    long count = reader.varint();
    for (long i = 0; i < count && !reader.failed(); i++) {
      rows.add(
          new Grants.Row(
              reader.text(), Choices.level(reader), Choices.here(reader), reader.varint()));
    }
    return new Grants(account, (flags & ANYONE_ALLOWED) != 0, (flags & HAS_TEAM) != 0, team, rows);
  }

  private static List<String> texts(FrameReader reader) {
    List<String> texts = new ArrayList<>();
    long count = reader.varint();
    for (long i = 0; i < count && !reader.failed(); i++) {
      texts.add(reader.text());
    }
    return texts;
  }

  private static List<Request> requests(FrameReader reader) {
    List<Request> open = new ArrayList<>();
    long count = reader.varint();
    for (long i = 0; i < count && !reader.failed(); i++) {
      open.add(
          new Request(
              new RequestId(reader.varint()),
              Choices.requestKind(reader),
              new PersonId(reader.varint()),
              reader.text(),
              reader.text(),
              reader.text()));
    }
    return open;
  }
}
