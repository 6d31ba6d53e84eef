package weft.protocol;

import java.util.ArrayList;
import java.util.List;
import weft.protocol.GuestToHost.Answer;
import weft.protocol.GuestToHost.Approve;
import weft.protocol.GuestToHost.AskStarts;
import weft.protocol.GuestToHost.AskToEdit;
import weft.protocol.GuestToHost.Complete;
import weft.protocol.GuestToHost.EditDraft;
import weft.protocol.GuestToHost.EveryoneViews;
import weft.protocol.GuestToHost.Find;
import weft.protocol.GuestToHost.Give;
import weft.protocol.GuestToHost.Join;
import weft.protocol.GuestToHost.LimitLink;
import weft.protocol.GuestToHost.ListBlocks;
import weft.protocol.GuestToHost.ListPeople;
import weft.protocol.GuestToHost.MoveCaret;
import weft.protocol.GuestToHost.Ping;
import weft.protocol.GuestToHost.Ready;
import weft.protocol.GuestToHost.Remove;
import weft.protocol.GuestToHost.RenewLink;
import weft.protocol.GuestToHost.RevokeLink;
import weft.protocol.GuestToHost.RunDraft;
import weft.protocol.GuestToHost.SetAnyone;
import weft.protocol.GuestToHost.SetRole;
import weft.protocol.GuestToHost.SetTeam;
import weft.protocol.GuestToHost.ShareFrom;
import weft.protocol.GuestToHost.Show;
import weft.protocol.GuestToHost.Stop;
import weft.protocol.GuestToHost.Withdraw;

/// The bytes of [GuestToHost], before they are sealed.
public final class GuestToHostCodec {
  private static final int JOIN = 1;
  private static final int TYPE = 2;
  private static final int ASK_TO_EDIT = 3;
  private static final int WITHDRAW = 4;
  private static final int PING = 5;
  private static final int READY = 6;
  private static final int FIND = 7;
  private static final int LIST_BLOCKS = 8;
  private static final int EDIT_DRAFT = 9;
  private static final int MOVE_CARET = 10;
  private static final int RUN_DRAFT = 11;
  private static final int SHOW = 12;
  private static final int COMPLETE = 13;
  private static final int ANSWER = 16;
  private static final int SET_ROLE = 17;
  private static final int REMOVE = 18;
  private static final int SET_ANYONE = 19;
  private static final int REVOKE_LINK = 20;
  private static final int STOP = 21;
  private static final int SHARE_FROM = 22;
  private static final int ASK_STARTS = 23;
  private static final int EVERYONE_VIEWS = 24;
  private static final int LIST_PEOPLE = 25;
  private static final int APPROVE = 26;
  private static final int GIVE = 27;
  private static final int SET_TEAM = 28;
  private static final int LIMIT_LINK = 29;
  private static final int RENEW_LINK = 30;

  private static final int UPWARDS = 1;
  private static final int IGNORE_CASE = 2;
  private static final int EXPRESSION = 4;
  private static final int ALL_FLAGS = UPWARDS | IGNORE_CASE | EXPRESSION;

  private GuestToHostCodec() {}

  /// The type byte of `message`, as NOT_ALLOWED names it.
  public static int type(GuestToHost message) {
    return switch (message) {
      case Join _ -> JOIN;
      case GuestToHost.Type _ -> TYPE;
      case AskToEdit _ -> ASK_TO_EDIT;
      case Withdraw _ -> WITHDRAW;
      case Ping _ -> PING;
      case Ready _ -> READY;
      case Find _ -> FIND;
      case ListBlocks _ -> LIST_BLOCKS;
      case EditDraft _ -> EDIT_DRAFT;
      case MoveCaret _ -> MOVE_CARET;
      case RunDraft _ -> RUN_DRAFT;
      case Show _ -> SHOW;
      case Complete _ -> COMPLETE;
      case Answer _ -> ANSWER;
      case SetRole _ -> SET_ROLE;
      case Remove _ -> REMOVE;
      case SetAnyone _ -> SET_ANYONE;
      case RevokeLink _ -> REVOKE_LINK;
      case Stop _ -> STOP;
      case ShareFrom _ -> SHARE_FROM;
      case AskStarts _ -> ASK_STARTS;
      case EveryoneViews _ -> EVERYONE_VIEWS;
      case ListPeople _ -> LIST_PEOPLE;
      case Approve _ -> APPROVE;
      case Give _ -> GIVE;
      case SetTeam _ -> SET_TEAM;
      case LimitLink _ -> LIMIT_LINK;
      case RenewLink _ -> RENEW_LINK;
    };
  }

  public static Bytes encode(GuestToHost message) {
    int body = message instanceof GuestToHost.Type typed ? typed.bytes().length() : 0;
    FrameWriter writer = new FrameWriter(1 + 2 * FrameWriter.VARINT + body).u8(type(message));
    return switch (message) {
      case Join join ->
          writer
              .text(join.name())
              .bytes(join.personKey(), Sizes.PERSON_KEY)
              .bytes(join.inputStream(), Sizes.INPUT_STREAM)
              .text(join.client())
              .done();
      case GuestToHost.Type typed ->
          writer.varint(typed.at()).varint(typed.refused()).rest(typed.bytes()).done();
      case Ping ping -> writer.varint(ping.token()).done();
      case Find find ->
          writer.varint(find.token()).varint(find.row()).u8(flags(find)).text(find.text()).done();
      case ListBlocks list -> writer.varint(list.token()).varint(list.before()).done();
      case EditDraft edit -> {
        writer.varint(edit.draft()).varint(edit.version()).varint(edit.writer());
        writer.varint(edit.changes().size());
        edit.changes().forEach(change -> DraftBodies.write(writer, change));
        yield writer.done();
      }
      case MoveCaret move ->
          writer
              .varint(move.draft())
              .varint(move.version())
              .varint(move.anchor())
              .varint(move.head())
              .done();
      case RunDraft run -> writer.varint(run.draft()).varint(run.version()).done();
      case Show show ->
          PresenceBodies.write(writer.bool(show.away()).varint(show.top()), show.selection())
              .done();
      case Complete complete -> writer.varint(complete.token()).text(complete.line()).done();
      case ListPeople list -> writer.bool(list.all()).done();
      case Approve approve -> writer.bool(approve.each()).done();
      case Give give -> {
        writer.u8(give.level().code()).varint(give.emails().size());
        give.emails().forEach(writer::text);
        yield writer.done();
      }
      case SetTeam set -> writer.u8(set.level().code()).done();
      case LimitLink limit -> writer.varint(limit.seconds()).bool(limit.once()).done();
      case Answer answer ->
          writer.varint(answer.request().number()).u8(answer.level().code()).done();
      case SetRole set -> writer.varint(set.person().number()).u8(given(set.role())).done();
      case Remove remove -> writer.varint(remove.person().number()).done();
      case SetAnyone set -> writer.u8(set.level().code()).done();
      case ShareFrom share ->
          writer.u8(share.from().code()).varint(share.block()).varint(share.blocks()).done();
      case AskStarts ask -> writer.varint(ask.block()).varint(ask.blocks()).done();
      case AskToEdit _, Withdraw _, Ready _, RevokeLink _, RenewLink _, EveryoneViews _, Stop _ ->
          writer.done();
    };
  }

  public static Decoded<GuestToHost> decode(Bytes bytes) {
    FrameReader reader = new FrameReader(bytes);
    return switch (reader.u8()) {
      case JOIN ->
          reader.finish(
              new Join(
                  reader.text(),
                  reader.bytes(Sizes.PERSON_KEY),
                  reader.bytes(Sizes.INPUT_STREAM),
                  reader.text()));
      case TYPE ->
          reader.finish(new GuestToHost.Type(reader.varint(), reader.varint(), reader.rest()));
      case ASK_TO_EDIT -> reader.finish(new AskToEdit());
      case WITHDRAW -> reader.finish(new Withdraw());
      case PING -> reader.finish(new Ping(reader.varint()));
      case READY -> reader.finish(new Ready());
      case FIND -> reader.finish(find(reader));
      case LIST_BLOCKS -> reader.finish(new ListBlocks(reader.varint(), reader.varint()));
      case EDIT_DRAFT ->
          reader.finish(
              new EditDraft(
                  reader.varint(), reader.varint(), reader.varint(), DraftBodies.changes(reader)));
      case MOVE_CARET ->
          reader.finish(
              new MoveCaret(reader.varint(), reader.varint(), reader.count(), reader.count()));
      case RUN_DRAFT -> reader.finish(new RunDraft(reader.varint(), reader.varint()));
      case SHOW ->
          reader.finish(
              new Show(reader.bool(), reader.varint(), PresenceBodies.readSelection(reader)));
      case COMPLETE -> reader.finish(new Complete(reader.varint(), reader.text()));
      case EVERYONE_VIEWS -> reader.finish(new EveryoneViews());
      case LIST_PEOPLE -> reader.finish(new ListPeople(reader.bool()));
      case APPROVE -> reader.finish(new Approve(reader.bool()));
      case GIVE -> reader.finish(give(reader));
      case SET_TEAM -> reader.finish(new SetTeam(Choices.level(reader)));
      case LIMIT_LINK -> reader.finish(new LimitLink(reader.varint(), reader.bool()));
      case RENEW_LINK -> reader.finish(new RenewLink());
      case ANSWER ->
          reader.finish(new Answer(new RequestId(reader.varint()), Choices.level(reader)));
      case SET_ROLE ->
          reader.finish(new SetRole(new PersonId(reader.varint()), Choices.roleToGive(reader)));
      case REMOVE -> reader.finish(new Remove(new PersonId(reader.varint())));
      case SET_ANYONE -> reader.finish(new SetAnyone(Choices.level(reader)));
      case REVOKE_LINK -> reader.finish(new RevokeLink());
      case STOP -> reader.finish(new Stop());
      case SHARE_FROM ->
          reader.finish(new ShareFrom(Choices.shareFrom(reader), reader.varint(), reader.varint()));
      case ASK_STARTS -> reader.finish(new AskStarts(reader.varint(), reader.varint()));
      default -> reader.unknownType(0);
    };
  }

  private static int flags(Find find) {
    return (find.upwards() ? UPWARDS : 0)
        | (find.ignoreCase() ? IGNORE_CASE : 0)
        | (find.expression() ? EXPRESSION : 0);
  }

  private static Find find(FrameReader reader) {
    long token = reader.varint();
    long row = reader.varint();
    int flags = reader.flags(ALL_FLAGS);
    return new Find(
        token,
        row,
        (flags & UPWARDS) != 0,
        (flags & IGNORE_CASE) != 0,
        (flags & EXPRESSION) != 0,
        reader.text());
  }

  private static Give give(FrameReader reader) {
    Level level = Choices.level(reader);
    List<String> emails = new ArrayList<>();
    long count = reader.varint();
    for (long i = 0; i < count && !reader.failed(); i++) {
      emails.add(reader.text());
    }
    return new Give(emails, level);
  }

  private static int given(Role role) {
    if (role == Role.OWNER) {
      throw new IllegalArgumentException("ownership is not given away");
    }
    return role.code();
  }
}
