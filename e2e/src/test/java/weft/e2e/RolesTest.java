package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.crypto.EpochKey;
import weft.crypto.Link;
import weft.crypto.StreamOpener;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.HostToRelay;
import weft.protocol.Level;
import weft.protocol.PersonId;
import weft.protocol.Reason;
import weft.protocol.RelayToGuest;
import weft.protocol.RelayToGuestCodec;
import weft.protocol.RequestId;
import weft.protocol.Role;
import weft.protocol.StreamHeader;
import weft.testkit.FrameSocket;
import weft.testkit.TestGuest;
import weft.testkit.Weft;

/// Hand-made clients do what their roles do not allow, through a relay that lets everything pass.
class RolesTest {
  private static final int STREAM = 0x13;
  private static final int TO_HOST = 0x21;

  private static Scene scene;

  @BeforeAll
  static void share() throws Exception {
    scene = Scene.relayed();
  }

  @AfterAll
  static void end() throws Exception {
    scene.close();
  }

  private static void weft(String... arguments) throws Exception {
    Weft.Result result = scene.weft().run(arguments);
    assertThat(result.status()).as(result.err()).isZero();
  }

  /// Somebody who asked and was let in.
  private static TestGuest allowed(String name, String level) throws Exception {
    TestGuest guest = asking(name);
    weft("allow", name, level);
    Scene.seesTheScreen(guest);
    return guest;
  }

  private static TestGuest asking(String name) throws Exception {
    return asking(currentLink(), name);
  }

  private static TestGuest asking(String link, String name) {
    TestGuest guest = scene.comes(link, name);
    guest.await("being told to wait", g -> g.heard().contains(new HostToGuest.Waiting()));
    return guest;
  }

  private static String currentLink() throws Exception {
    return scene.weft().run("link").out().strip();
  }

  private static void refused(TestGuest guest, int type, GuestToHost message) {
    long before = guest.heard().stream().filter(new HostToGuest.NotAllowed(type)::equals).count();
    guest.say(message);
    guest.await(
        "a refusal of " + message,
        g -> g.heard().stream().filter(new HostToGuest.NotAllowed(type)::equals).count() > before);
  }

  private static void ownersOrdersAreRefused(TestGuest guest) {
    refused(guest, 16, new GuestToHost.Answer(new RequestId(1), Level.EDIT));
    refused(guest, 17, new GuestToHost.SetRole(new PersonId(1), Role.EDITOR));
    refused(guest, 18, new GuestToHost.Remove(new PersonId(1)));
    refused(guest, 19, new GuestToHost.SetAnyone(Level.EDIT));
    refused(guest, 20, new GuestToHost.RevokeLink());
    refused(guest, 21, new GuestToHost.Stop());
  }

  @Test
  @DisplayName("M1: what a viewer types, and an owner's orders, are refused at the host")
  void viewer() throws Exception {
    TestGuest viewer = allowed("Vera", "--view");
    assertThat(viewer.role()).isEqualTo(Role.VIEWER);
    typesInVain(viewer, "echo vera-$((6*7))\r");
    ownersOrdersAreRefused(viewer);
    scene.works(viewer);
    assertThat(viewer.text()).doesNotContain("vera-");
    assertThat(viewer.role()).isEqualTo(Role.VIEWER);
    viewer.close();
  }

  private static void typesInVain(TestGuest guest, String keys) {
    long refused = guest.input().refused() + keys.length();
    guest.type(keys);
    guest.await("being told that nothing was taken", g -> g.input().refused() == refused);
  }

  @Test
  @DisplayName("M1: an editor types until demoted, live, and again once promoted")
  void editor() throws Exception {
    TestGuest editor = allowed("Edda", "--edit");
    editor.type("echo edda-$((6*7))\r");
    editor.awaitText("edda-42");
    ownersOrdersAreRefused(editor);
    weft("allow", "Edda", "--view");
    editor.await("being a viewer", g -> g.role() == Role.VIEWER);
    typesInVain(editor, "echo edda-$((6*8))\r");
    scene.works(editor);
    assertThat(editor.text()).doesNotContain("edda-48");
    weft("allow", "Edda", "--edit");
    editor.await("being an editor", g -> g.role() == Role.EDITOR);
    editor.type("echo edda-$((6*9))\r");
    editor.awaitText("edda-54");
    editor.close();
  }

  @Test
  @DisplayName(
      "R3, M2: who has not been let in gets no frame of the stream; nor after being denied")
  void waiting() throws Exception {
    TestGuest inside = allowed("Ines", "--view");
    TestGuest outside = asking("Odo");
    outside.type("echo odo-$((6*7))\r");
    scene.works(inside);
    outside.say(new GuestToHost.Ping(5));
    outside.await("an answer", g -> g.heard().contains(new HostToGuest.Pong(5)));
    assertThat(outside.streamBytes()).isZero();
    assertThat(inside.text()).doesNotContain("odo-");
    weft("deny", "Odo");
    outside.await("being denied", g -> g.over() == Reason.DENIED);
    scene.works(inside);
    assertThat(outside.streamBytes()).isZero();
    inside.close();
    outside.close();
  }

  @Test
  @DisplayName("M5, S7: what follows a removal cannot be opened with anything the removed hold")
  void removed() throws Exception {
    TestGuest stays = allowed("Stan", "--view");
    TestGuest leaves = allowed("Leon", "--edit");
    scene.works(leaves);
    weft("remove", "Leon");
    leaves.await("being removed", g -> g.over() == Reason.REMOVED);
    int before = scene.proxy().recorded().size();
    scene.works(stays);
    List<FrameProxy.Passing> all = scene.proxy().recorded();
    List<HostToRelay.Stream> later =
        all.subList(before, all.size()).stream()
            .filter(p -> p.ofGuest() && p.isFrame(STREAM))
            .map(p -> stream(p.payload()))
            .toList();
    assertThat(later).isNotEmpty();
    for (EpochKey key : keys(leaves)) {
      for (HostToRelay.Stream frame : later) {
        assertThat(opened(key, frame)).isFalse();
        assertThat(opened(key, relabelled(frame, key.epoch()))).isFalse();
      }
    }
    // The same opener does open them with the key of those who stayed.
    EpochKey current = keys(stays).getLast();
    assertThat(later.stream().anyMatch(f -> openedOrMisplaced(current, f))).isTrue();
    stays.close();
    leaves.close();
    TestGuest again = asking("Leon");
    again.close();
  }

  private static HostToRelay.Stream stream(Bytes payload) {
    if (RelayToGuestCodec.decode(payload)
        instanceof Decoded.Ok<RelayToGuest>(HostToRelay.Stream frame)) {
      return frame;
    }
    throw new AssertionError("not a stream frame");
  }

  private static List<EpochKey> keys(TestGuest guest) {
    return guest.heard().stream()
        .mapMulti(
            (HostToGuest message, java.util.function.Consumer<EpochKey> to) -> {
              switch (message) {
                case HostToGuest.Admitted admitted -> to.accept(EpochKey.of(admitted));
                case HostToGuest.Epoch epoch -> to.accept(EpochKey.of(epoch));
                default -> {}
              }
            })
        .toList();
  }

  private static StreamOpener.Outcome open(EpochKey key, HostToRelay.Stream frame) {
    StreamOpener opener = new StreamOpener(id());
    opener.learn(key);
    return opener.open(frame);
  }

  private static boolean opened(EpochKey key, HostToRelay.Stream frame) {
    return !(open(key, frame) instanceof StreamOpener.Outcome.OtherEpoch
        || open(key, frame) instanceof StreamOpener.Outcome.Altered);
  }

  private static boolean openedOrMisplaced(EpochKey key, HostToRelay.Stream frame) {
    return opened(key, frame);
  }

  private static HostToRelay.Stream relabelled(HostToRelay.Stream frame, long epoch) {
    StreamHeader header = frame.header();
    return new HostToRelay.Stream(
        new StreamHeader(header.kind(), epoch, header.seq(), header.position()), frame.sealed());
  }

  private static weft.protocol.SessionId id() {
    if (Link.parse(scene.link()) instanceof Decoded.Ok<Link>(Link link)) {
      return link.id();
    }
    throw new AssertionError("no link");
  }

  @Test
  @DisplayName(
      "H2, H3, H6: a recorded connection sent again shows nobody, types nothing, is closed")
  void replayed() throws Exception {
    TestGuest editor = allowed("Rhea", "--edit");
    editor.type("echo rhea-$((6*7))\r");
    editor.awaitText("rhea-42");
    editor.close();
    Patience.until(
        "the editor to be away",
        () -> scene.weft().run("who").out().matches("(?s).*Rhea +editor +away.*"));
    List<FrameProxy.Passing> all = scene.proxy().recorded();
    int connection =
        all.stream().filter(p -> p.ofGuest() && p.isFrame(TO_HOST)).toList().getLast().connection();
    Predicate<FrameProxy.Passing> theirs =
        p -> p.connection() == connection && p.way() == FrameProxy.Way.TO_RELAY && !p.head();
    int complaints = Scene.count(scene.log(), ": altered");
    String path = "/v1/s/" + id().text();
    try (FrameSocket socket = FrameSocket.open(scene.proxy().address(), path, null, _ -> {})) {
      all.stream().filter(theirs).forEach(p -> socket.send(p.payload()));
      Patience.until("a complaint", () -> Scene.count(scene.log(), ": altered") > complaints);
      Patience.until("the connection's end", () -> socket.closed().isDone());
    }
    assertThat(scene.weft().run("who").out()).containsPattern("Rhea +editor +away");
    String seen = scene.print();
    scene.window().awaitText(seen);
    assertThat(Scene.count(scene.window().text(), "rhea-42")).isLessThanOrEqualTo(1);
  }

  @Test
  @DisplayName("M2, M6, H4: anyone's level admits at once; a revoked link is OLD_SECRET to all")
  void anyone() throws Exception {
    weft("anyone", "view");
    TestGuest viewer = scene.comes(currentLink(), "Vito");
    Scene.seesTheScreen(viewer);
    assertThat(viewer.role()).isEqualTo(Role.VIEWER);
    typesInVain(viewer, "echo vito-$((6*7))\r");
    weft("anyone", "edit");
    viewer.await("being an editor", g -> g.role() == Role.EDITOR);
    viewer.type("echo vito-$((6*8))\r");
    viewer.awaitText("vito-48");
    String old = currentLink();
    weft("revoke");
    viewer.await("being removed", g -> g.over() == Reason.REMOVED);
    assertThat(currentLink()).isNotEqualTo(old);
    TestGuest late = scene.comes(old, "Late");
    late.await("being told", g -> g.over() == Reason.OLD_SECRET);
    TestGuest wrong = scene.comes(old.replaceAll("#.*", "#AAAAAAAAAAAAAAAAAAAAAA"), "Wrong");
    wrong.await("being told", g -> g.over() == Reason.WRONG_SECRET);
    asking("New").close();
    viewer.close();
  }

  @Test
  @DisplayName("M1, M3: the owner's page answers, changes roles and removes")
  void owner() throws Exception {
    TestGuest owner = scene.owner();
    TestGuest guest = asking("Gwen");
    owner.await("the request", g -> request(g, "Gwen") != null);
    owner.say(
        new GuestToHost.Answer(Objects.requireNonNull(request(owner, "Gwen")).id(), Level.VIEW));
    Scene.seesTheScreen(guest);
    PersonId gwen = ((HostToGuest.Admitted) guest.heard().getLast()).you();
    owner.say(new GuestToHost.SetRole(gwen, Role.EDITOR));
    guest.await("being an editor", g -> g.role() == Role.EDITOR);
    owner.say(new GuestToHost.Remove(gwen));
    guest.await("being removed", g -> g.over() == Reason.REMOVED);
    owner.close();
  }

  private static HostToGuest.@Nullable Request request(TestGuest owner, String name) {
    return owner.heard().stream()
        .filter(HostToGuest.Requests.class::isInstance)
        .map(HostToGuest.Requests.class::cast)
        .reduce((_, last) -> last)
        .flatMap(r -> r.open().stream().filter(one -> one.name().equals(name)).findFirst())
        .orElse(null);
  }
}
