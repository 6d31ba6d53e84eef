package weft.crypto;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import weft.protocol.Block;
import weft.protocol.Bytes;
import weft.protocol.Envelope;
import weft.protocol.Grant;
import weft.protocol.GuestId;
import weft.protocol.GuestToHost;
import weft.protocol.GuestToRelay;
import weft.protocol.HostToGuest;
import weft.protocol.HostToRelay;
import weft.protocol.InviteOutcome;
import weft.protocol.Level;
import weft.protocol.PageHeader;
import weft.protocol.PageHeaderCodec;
import weft.protocol.PageId;
import weft.protocol.PersonId;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToHost;
import weft.protocol.RequestId;
import weft.protocol.Role;
import weft.protocol.Selection;
import weft.protocol.Start;
import weft.protocol.StreamHeader;
import weft.protocol.StreamMessage;
import weft.protocol.TextChange;

/// Examples of every message, extremes included, for `vectors/frames.json` and `stream.json`.
final class FrameExamples {
  /// The largest varint.
  static final long MOST = (1L << 53) - 1;

  static final List<HostToRelay> HOST_TO_RELAY =
      List.of(
          new HostToRelay.Claim(1, counting(32, 0), counting(32, 32), counting(64, 64)),
          new HostToRelay.Claim(255, filled(32, 0), filled(32, 255), filled(64, 170)),
          new HostToRelay.ToGuest(new GuestId(0), Bytes.EMPTY),
          new HostToRelay.ToGuest(new GuestId(MOST), counting(20, 0)),
          stream(StreamHeader.Kind.DELTA, 1, 0, 1, counting(17, 0)),
          stream(StreamHeader.Kind.KEYFRAME, 127, 128, 16383, counting(16, 1)),
          stream(StreamHeader.Kind.RESET, 16384, 2097151, 2097152, Bytes.EMPTY),
          stream(StreamHeader.Kind.DELTA, MOST, MOST, MOST, filled(300, 255)),
          page(1, 0, 0, 0, counting(17, 0)),
          page(MOST, MOST, MOST, MOST, Bytes.EMPTY),
          new HostToRelay.Admit(new GuestId(1)),
          new HostToRelay.Admit(new GuestId(0xffff_ffffL)),
          new HostToRelay.Dismiss(new GuestId(300), Reason.REMOVED),
          new HostToRelay.Dismiss(new GuestId(0), Reason.RELAY_STOPPING),
          new HostToRelay.End(Reason.STOPPED),
          new HostToRelay.End(Reason.SHELL_EXITED),
          new HostToRelay.Access(Level.NOTHING, Level.NOTHING, false, List.of()),
          new HostToRelay.Access(
              Level.VIEW,
              Level.EDIT,
              true,
              List.of(new Grant("ada@example.org", Level.EDIT), new Grant("", Level.NOTHING))),
          new HostToRelay.Invite("ada@example.org", Level.VIEW));

  static final List<RelayToHost> RELAY_TO_HOST =
      Stream.<RelayToHost>concat(
              Stream.of(
                  new RelayToHost.Challenge(1, counting(32, 100)),
                  new RelayToHost.Challenge(2, filled(32, 0)),
                  new RelayToHost.Claimed("http://127.0.0.1:7070", 0),
                  new RelayToHost.Claimed("https://weft.example.org", 100L << 20),
                  new RelayToHost.Claimed("", (1L << 53) - 1),
                  new RelayToHost.Arrived(new GuestId(1)),
                  new RelayToHost.Arrived(new GuestId(MOST)),
                  new RelayToHost.Departed(new GuestId(128)),
                  new RelayToHost.FromGuest(new GuestId(7), counting(41, 1)),
                  new RelayToHost.FromGuest(new GuestId(1L << 31), Bytes.EMPTY),
                  new RelayToHost.KeyframeWanted(),
                  new RelayToHost.PageWanted(new PageId(0, 12)),
                  new RelayToHost.PageWanted(new PageId(MOST, MOST)),
                  new RelayToHost.Account("", false, false),
                  new RelayToHost.Account("ada@example.org", true, true),
                  new RelayToHost.Known(new GuestId(MOST), "zoë@example.org", "Zoë", true),
                  new RelayToHost.Known(new GuestId(0), "", "", false),
                  new RelayToHost.Invited("ada@example.org", InviteOutcome.SENT),
                  new RelayToHost.Invited("x", InviteOutcome.NO_ADDRESS)),
              Stream.of(Reason.values()).map(RelayToHost.Close::new))
          .toList();

  static final List<RelayToGuest> RELAY_TO_GUEST =
      List.of(
          new RelayToGuest.Host(1, true, counting(32, 0), counting(32, 32)),
          new RelayToGuest.Host(2, false, filled(32, 1), filled(32, 2)),
          new RelayToGuest.FromHost(Bytes.EMPTY),
          new RelayToGuest.FromHost(counting(33, 3)),
          new RelayToGuest.Ended(Reason.HOST_GONE),
          stream(StreamHeader.Kind.KEYFRAME, 1, 2, 0, counting(40, 9)),
          page(2, 300, 1, 16384, counting(300, 5)),
          new RelayToHost.Close(Reason.TOO_SLOW));

  static final List<GuestToRelay> GUEST_TO_RELAY =
      List.of(
          new GuestToRelay.ToHost(Bytes.EMPTY),
          new GuestToRelay.ToHost(counting(200, 0)),
          new GuestToRelay.Ack(0),
          new GuestToRelay.Ack(MOST),
          new GuestToRelay.KeyframePlease(),
          new GuestToRelay.PagePlease(new PageId(0, 0)),
          new GuestToRelay.PagePlease(new PageId(3, 4000)));

  static final List<Envelope> ENVELOPES =
      List.of(
          new Envelope.Hello(counting(8, 0), counting(32, 8), counting(60, 40)),
          new Envelope.Hello(filled(8, 255), filled(32, 255), Bytes.EMPTY),
          new Envelope.Sealed(0, counting(17, 0)),
          new Envelope.Sealed(MOST, Bytes.EMPTY),
          new Envelope.Welcome(counting(32, 7), counting(50, 0)),
          new Envelope.Refused(Reason.WRONG_SECRET),
          new Envelope.Refused(Reason.OLD_SECRET));

  static final List<GuestToHost> GUEST_TO_HOST =
      List.of(
          new GuestToHost.Join("Ada", counting(16, 0), counting(16, 16), "weft page 0.1.0"),
          new GuestToHost.Join("", filled(16, 0), filled(16, 0), ""),
          // A byte-order mark is text like any other, and so is what needs four bytes of UTF-8.
          new GuestToHost.Join(
              "\uFEFFZoë 李 🧵 \u0000\n", filled(16, 255), filled(16, 255), "\uFFFD"),
          new GuestToHost.Join(
              "n".repeat(200), counting(16, 200), counting(16, 99), "c".repeat(20000)),
          new GuestToHost.Type(0, 0, Bytes.EMPTY),
          new GuestToHost.Type(127, 0, Concat.ascii("ls -l\r")),
          new GuestToHost.Type(MOST, MOST, counting(256, 0)),
          new GuestToHost.AskToEdit(),
          new GuestToHost.Withdraw(),
          new GuestToHost.Ping(0),
          new GuestToHost.Ping(MOST),
          new GuestToHost.Ready(),
          new GuestToHost.Find(0, 0, false, false, false, ""),
          new GuestToHost.Find(7, 20_000, true, true, false, "Zoë 🧵"),
          new GuestToHost.Find(MOST, MOST, true, true, true, "^(a|b)+\\s$"),
          new GuestToHost.ListBlocks(0, 0),
          new GuestToHost.ListBlocks(MOST, MOST),
          new GuestToHost.Give(List.of(), Level.NOTHING),
          new GuestToHost.Give(List.of("ada@example.org", "zoë@example.org"), Level.EDIT),
          new GuestToHost.SetTeam(Level.VIEW),
          new GuestToHost.LimitLink(0, true),
          new GuestToHost.LimitLink(MOST, false),
          new GuestToHost.RenewLink(),
          new GuestToHost.Answer(new RequestId(1), Level.NOTHING),
          new GuestToHost.Answer(new RequestId(2), Level.VIEW),
          new GuestToHost.Answer(new RequestId(MOST), Level.EDIT),
          new GuestToHost.SetRole(new PersonId(3), Role.VIEWER),
          new GuestToHost.SetRole(new PersonId(1000), Role.EDITOR),
          new GuestToHost.Remove(new PersonId(4)),
          new GuestToHost.SetAnyone(Level.NOTHING),
          new GuestToHost.SetAnyone(Level.VIEW),
          new GuestToHost.SetAnyone(Level.EDIT),
          new GuestToHost.RevokeLink(),
          new GuestToHost.Stop(),
          new GuestToHost.ShareFrom(GuestToHost.ShareFrom.From.NOW, 0, 0),
          new GuestToHost.ShareFrom(GuestToHost.ShareFrom.From.BLOCK, 7, 3),
          new GuestToHost.ShareFrom(GuestToHost.ShareFrom.From.SESSION, MOST, MOST),
          new GuestToHost.EditDraft(0, 0, 0, List.of()),
          new GuestToHost.EditDraft(
              MOST,
              5,
              MOST,
              List.of(TextChange.replace(9, 2, 4, ""), TextChange.replace(7, 7, 7, "é\n"))),
          new GuestToHost.MoveCaret(1, 2, 3, 4),
          new GuestToHost.RunDraft(1, MOST),
          new GuestToHost.Show(false, 0, Selection.NONE),
          new GuestToHost.Show(true, MOST, new Selection.Blocks(1, MOST)),
          new GuestToHost.Show(false, 7, new Selection.Rows(MOST, MOST, 3, MOST, 80)),
          new GuestToHost.Show(false, 0, new Selection.Screen(0, 1, 23, 80)),
          new GuestToHost.Complete(0, ""),
          new GuestToHost.Complete(MOST, "ls é"),
          new GuestToHost.EveryoneViews(),
          new GuestToHost.ListPeople(false),
          new GuestToHost.ListPeople(true),
          new GuestToHost.Approve(false),
          new GuestToHost.Approve(true),
          new GuestToHost.AskStarts(0, 0),
          new GuestToHost.AskStarts(MOST, 3));

  static final List<HostToGuest> HOST_TO_GUEST =
      Stream.<HostToGuest>concat(
              Stream.of(
                  new HostToGuest.Admitted(
                      PersonId.OWNER,
                      Role.OWNER,
                      1,
                      counting(32, 0),
                      HostToGuest.Taken.NOTHING,
                      "bash — ~/weft"),
                  new HostToGuest.Admitted(
                      new PersonId(MOST),
                      Role.VIEWER,
                      MOST,
                      filled(32, 255),
                      new HostToGuest.Taken(MOST, 128),
                      ""),
                  new HostToGuest.Waiting(),
                  new HostToGuest.Epoch(2, counting(32, 50)),
                  new HostToGuest.RoleNow(Role.VIEWER),
                  new HostToGuest.RoleNow(Role.EDITOR),
                  new HostToGuest.RoleNow(Role.OWNER),
                  new HostToGuest.Answered(false),
                  new HostToGuest.Answered(true),
                  new HostToGuest.Pong(4711),
                  new HostToGuest.NotAllowed(2),
                  new HostToGuest.NotAllowed(255),
                  new HostToGuest.Requests(List.of()),
                  new HostToGuest.Requests(
                      List.of(
                          request(1, HostToGuest.Request.Kind.JOIN, 0, "Grace"),
                          request(MOST, HostToGuest.Request.Kind.EDIT, 5, "Ada 🧵"),
                          new HostToGuest.Request(
                              new RequestId(2),
                              HostToGuest.Request.Kind.RUN,
                              new PersonId(5),
                              "Ada",
                              "ls é\n",
                              "ada@example.org"))),
                  new HostToGuest.Found(0, 0, 0, HostToGuest.Found.State.DONE, List.of()),
                  new HostToGuest.Found(
                      7, 1, 4464, HostToGuest.Found.State.MORE, List.of(match(19_999, 5, 0, 9))),
                  new HostToGuest.Found(
                      MOST,
                      MOST,
                      MOST,
                      HostToGuest.Found.State.NO_EXPRESSION,
                      List.of(
                          match(MOST, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE),
                          match(0, 79, 1, 1))),
                  new HostToGuest.Found(1, 2, 3, HostToGuest.Found.State.TOO_LARGE, List.of()),
                  new HostToGuest.BlockList(0, 0, List.of()),
                  new HostToGuest.BlockList(8, MOST, List.of(ended(), nested())),
                  new HostToGuest.Access(
                      List.of(
                          "https://weft.example.org/s/AAECAwQFBgcICQoLDA0ODw#EBESExQVFhcYGRobHB0eHw",
                          "http://127.0.0.1:7070/s/AAECAwQFBgcICQoLDA0ODw#EBESExQVFhcYGRobHB0eHw"),
                      Level.NOTHING,
                      HostToGuest.LinkNews.SAME,
                      0,
                      true,
                      false,
                      false,
                      0),
                  new HostToGuest.Access(
                      List.of(),
                      Level.VIEW,
                      HostToGuest.LinkNews.NEW_AFTER_REMOVAL,
                      1,
                      false,
                      true,
                      true,
                      MOST),
                  new HostToGuest.Access(
                      List.of("x"),
                      Level.EDIT,
                      HostToGuest.LinkNews.NEW_AFTER_REVOKING,
                      MOST,
                      true,
                      true,
                      false,
                      1),
                  new HostToGuest.Access(
                      List.of(), Level.VIEW, HostToGuest.LinkNews.RENEWED, 0, true, true, true, 7),
                  new HostToGuest.Grants("", false, false, Level.NOTHING, List.of()),
                  new HostToGuest.Grants(
                      "ada@example.org",
                      true,
                      true,
                      Level.EDIT,
                      List.of(
                          new HostToGuest.Grants.Row(
                              "ken@example.org", Level.VIEW, HostToGuest.Grants.Here.NOT_YET, 0),
                          new HostToGuest.Grants.Row(
                              "mo@example.org", Level.NOTHING, HostToGuest.Grants.Here.NOW, MOST))),
                  new HostToGuest.Invited("ken@example.org", InviteOutcome.NO_MAIL),
                  new HostToGuest.Starts(
                      false, false, 0, 0, Start.NOTHING, Start.NOTHING, Start.NOTHING),
                  new HostToGuest.Starts(
                      true,
                      true,
                      MOST,
                      3,
                      new Start(0, 80),
                      new Start(3, 70_000),
                      new Start(MOST, MOST)),
                  new HostToGuest.DraftNot(0, HostToGuest.DraftNot.Why.CHANGED),
                  new HostToGuest.DraftNot(MOST, HostToGuest.DraftNot.Why.TOO_LARGE),
                  new HostToGuest.DraftNot(1, HostToGuest.DraftNot.Why.DENIED),
                  new HostToGuest.Completions(0, 0, false, List.of()),
                  new HostToGuest.Completions(MOST, 3, true, List.of("é/", "a b")),
                  new HostToGuest.People(new StreamMessage.Roster(0, List.of())),
                  new HostToGuest.People(roster()),
                  new HostToGuest.Taken(0, 0),
                  new HostToGuest.Taken(MOST, MOST)),
              Stream.of(Reason.values()).map(HostToGuest.Goodbye::new))
          .toList();

  /// None of them is long enough to be compressed.
  static final List<List<StreamMessage>> PLAINTEXTS =
      List.of(
          List.of(),
          List.of(new StreamMessage.Output(Bytes.EMPTY)),
          List.of(new StreamMessage.Output(Concat.ascii("$ "))),
          List.of(new StreamMessage.Output(counting(256, 0))),
          List.of(
              new StreamMessage.Screen(
                  80, 24, 0, StreamMessage.Screen.GRAPHEMES, Concat.ascii("\u001b[1mhi"))),
          List.of(
              new StreamMessage.Screen(500, 1, MOST, StreamMessage.Screen.GRAPHEMES, Bytes.EMPTY)),
          List.of(
              new StreamMessage.Screen(
                  132, 50, 128, StreamMessage.Screen.GRAPHEMES, counting(130, 0)),
              roster(),
              new StreamMessage.Output(Concat.ascii("ok"))),
          List.of(new StreamMessage.Roster(0, List.of())),
          List.of(new StreamMessage.Roster(1000, List.of(person(7, "Ada", 0, false)))),
          List.of(
              new StreamMessage.Output(Concat.ascii("exit\r\n")),
              new StreamMessage.Finished(Reason.SHELL_EXITED, 0)),
          List.of(new StreamMessage.Finished(Reason.STOPPED, 255)),
          List.of(new StreamMessage.Past(0, 0)),
          List.of(new StreamMessage.Past(MOST, 7)),
          List.of(new StreamMessage.Draft(0, 0, "", List.of(), List.of())),
          List.of(
              new StreamMessage.Draft(
                  MOST,
                  2,
                  "ls é\n",
                  List.of(new StreamMessage.Caret(MOST, 2, new PersonId(1), MOST, 0, 3)),
                  List.of(
                      new StreamMessage.DraftChange(
                          MOST, 2, new PersonId(1), 7, TextChange.replace(3, 1, 2, "s é\n"))))),
          List.of(
              new StreamMessage.DraftChange(
                  1, 1, new PersonId(3), MOST, TextChange.replace(0, 0, 0, "x"))),
          List.of(new StreamMessage.Caret(1, 1, new PersonId(3), 9, 1, 0)),
          List.of(new StreamMessage.Presence(List.of())),
          List.of(
              new StreamMessage.Presence(
                  List.of(
                      new StreamMessage.Seen(PersonId.OWNER, 0, true, 0, Selection.NONE),
                      new StreamMessage.Seen(
                          new PersonId(MOST), MOST, false, MOST, new Selection.Blocks(2, 3)),
                      new StreamMessage.Seen(
                          new PersonId(1), 2, false, 3, new Selection.Rows(4, 5, 6, 7, 8)),
                      new StreamMessage.Seen(
                          new PersonId(1), 3, false, 0, new Selection.Screen(1, 2, 3, 4))))),
          List.of(StreamMessage.Control.NOTHING),
          List.of(
              new StreamMessage.Control(
                  true, true, true, true, 300, List.of(PersonId.OWNER, new PersonId(MOST)))),
          List.of(new StreamMessage.Excerpt(false)),
          List.of(new StreamMessage.Excerpt(true)),
          List.of(new StreamMessage.Rows(512, 256, 80, false, Concat.ascii("one\r\ntwo"))),
          List.of(new StreamMessage.Rows(MOST, 0, 2, true, Bytes.EMPTY)),
          List.of(new StreamMessage.BlockNow(prompt())),
          List.of(new StreamMessage.BlockNow(nested())),
          List.of(new StreamMessage.Blocks(0, "", List.of())),
          List.of(
              new StreamMessage.Blocks(MOST, "/home/ada", List.of(ended(), nested(), prompt()))));

  private FrameExamples() {}

  static Bytes counting(int length, int from) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (from + i);
    }
    return Bytes.owned(bytes);
  }

  private static Bytes filled(int length, int with) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) with);
    return Bytes.owned(bytes);
  }

  private static HostToRelay.Stream stream(
      StreamHeader.Kind kind, long epoch, long seq, long position, Bytes sealed) {
    return new HostToRelay.Stream(new StreamHeader(kind, epoch, seq, position), sealed);
  }

  private static HostToRelay.Page page(
      long epoch, long number, long generation, long index, Bytes sealed) {
    PageHeader header = new PageHeader(epoch, number, new PageId(generation, index));
    return new HostToRelay.Page(header, sealed, Concat.of(PageHeaderCodec.encode(header), sealed));
  }

  private static HostToGuest.Match match(long row, int column, int rowsOn, int endColumn) {
    return new HostToGuest.Match(row, column, rowsOn, endColumn);
  }

  private static HostToGuest.Request request(
      long id, HostToGuest.Request.Kind kind, long person, String name) {
    return new HostToGuest.Request(new RequestId(id), kind, new PersonId(person), name, "", "");
  }

  static StreamMessage.Roster roster() {
    return new StreamMessage.Roster(
        3,
        List.of(
            new StreamMessage.Person(PersonId.OWNER, "Owner", Role.OWNER, 0, true, false, true),
            new StreamMessage.Person(new PersonId(1), "Zoë 李", Role.EDITOR, 255, true, true, false),
            person(MOST, "", 9, false)));
  }

  private static StreamMessage.Person person(long id, String name, int colour, boolean present) {
    return new StreamMessage.Person(
        new PersonId(id), name, Role.VIEWER, colour, present, false, false);
  }

  private static Block ended() {
    return new Block(
        41,
        Block.State.ENDED,
        false,
        300,
        302,
        1_000_302,
        new Block.Exit(true, 130),
        1_790_000_000_123L,
        12_300,
        PersonId.OWNER,
        "npm test \u2014 \uD83E\uDDF5",
        "/home/ada/src");
  }

  private static Block nested() {
    return new Block(
        MOST,
        Block.State.RUNNING,
        true,
        MOST,
        MOST,
        0,
        Block.Exit.UNKNOWN,
        MOST,
        0,
        new PersonId(7),
        "",
        "");
  }

  private static Block prompt() {
    return new Block(
        43,
        Block.State.PROMPT,
        false,
        1_000_303,
        1_000_303,
        0,
        Block.Exit.UNKNOWN,
        0,
        0,
        new PersonId(0),
        "",
        "/");
  }
}
