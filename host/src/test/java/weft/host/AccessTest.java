package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.Grant;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.InviteOutcome;
import weft.protocol.Level;
import weft.protocol.PersonId;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.protocol.Role;

/// People by their addresses, as the host has them.
final class AccessTest {
  private static final String ADA = "ada@example.org";

  private final Stage stage = new Stage(Level.NOTHING);
  private Stage.Guest owner;

  @BeforeEach
  void signedIn() {
    stage.account = new RelayToHost.Account("mo@example.org", true, true);
    stage.authority.orders().owner("mo@example.org");
    owner = stage.owner();
  }

  private void give(Level level, String... emails) {
    owner.say(new GuestToHost.Give(List.of(emails), level));
  }

  private static Role role(Stage.Guest guest) {
    return guest.listen().stream()
        .map(
            message ->
                switch (message) {
                  case HostToGuest.Admitted admitted -> admitted.role();
                  case HostToGuest.RoleNow now -> now.role();
                  default -> null;
                })
        .filter(java.util.Objects::nonNull)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  @Test
  @DisplayName("A4 an address that was given access gets in without asking, and the relay is told")
  void given() {
    give(Level.EDIT, " Ada@Example.org ");
    assertThat(stage.invited).containsExactly(ADA);
    assertThat(stage.admissions.getLast().grants()).containsExactly(new Grant(ADA, Level.EDIT));
    assertThat(row().here()).isEqualTo(HostToGuest.Grants.Here.NOT_YET);
    Stage.Guest ada = stage.joinKnown(ADA, Stage.ADA, false);
    assertThat(role(ada)).isEqualTo(Role.EDITOR);
    give(Level.VIEW, ADA);
    assertThat(role(ada)).as("at once").isEqualTo(Role.VIEWER);
    assertThat(stage.invited).as("once").containsExactly(ADA);
    assertThat(row().here()).isEqualTo(HostToGuest.Grants.Here.NOW);
    give(Level.NOTHING, ADA);
    assertThat(stage.dismissed).containsEntry(ada.id, Reason.REMOVED);
    assertThat(stage.admissions.getLast().grants()).containsExactly(new Grant(ADA, Level.NOTHING));
    assertThat(stage.joinKnown(ADA, Stage.ADA, false).last(HostToGuest.Waiting.class))
        .as("asks")
        .isNotNull();
  }

  private HostToGuest.Grants.Row row() {
    owner.say(new GuestToHost.Give(List.of(), Level.NOTHING)); // nothing changes but the news
    return owner.last(HostToGuest.Grants.class).rows().getFirst();
  }

  @Test
  @DisplayName("A4 the highest level that applies counts, for the team and for anyone")
  void highest() {
    Stage.Guest waiting = stage.joinKnown("ken@example.org", Stage.KEN, true);
    assertThat(waiting.last(HostToGuest.Waiting.class)).isNotNull();
    owner.say(new GuestToHost.SetTeam(Level.VIEW));
    Stage.Guest ken = stage.joinKnown("ken@example.org", Stage.KEN, true);
    assertThat(role(ken)).isEqualTo(Role.VIEWER);
    owner.say(new GuestToHost.SetTeam(Level.EDIT));
    assertThat(role(ken)).isEqualTo(Role.EDITOR);
    give(Level.VIEW, "ken@example.org");
    assertThat(role(ken)).as("of the two the higher").isEqualTo(Role.EDITOR);
    owner.say(new GuestToHost.SetTeam(Level.NOTHING));
    assertThat(role(ken)).isEqualTo(Role.VIEWER);
    owner.say(new GuestToHost.SetAnyone(Level.EDIT));
    assertThat(role(ken)).isEqualTo(Role.EDITOR);
    owner.say(new GuestToHost.EveryoneViews());
    assertThat(role(ken)).isEqualTo(Role.VIEWER);
  }

  @Test
  @DisplayName("A3 an address is one person on all devices, and no key stands for it")
  void onePerson() {
    give(Level.VIEW, ADA);
    Stage.Guest page = stage.joinKnown(ADA, Stage.ADA, false);
    Stage.Guest phone = stage.joinKnown(ADA, Stage.KEN, false);
    PersonId id = page.last(HostToGuest.Admitted.class).you();
    assertThat(phone.last(HostToGuest.Admitted.class).you()).isEqualTo(id);
    assertThat(stage.roster.find(id).orElseThrow().name()).as("as the relay says").isEqualTo("ada");
    assertThat(stage.roster.message().people())
        .anyMatch(person -> person.id().equals(id) && person.verified());
    owner.say(new GuestToHost.Remove(id));
    assertThat(stage.dismissed).containsKeys(page.id, phone.id);
    Stage.Guest signedOut = stage.join("ada", Stage.ADA);
    assertThat(signedOut.last(HostToGuest.Waiting.class)).as("only asks").isNotNull();
  }

  @Test
  @DisplayName("A3 who is allowed after asking keeps it under the address")
  void asks() {
    Stage.Guest asking = stage.joinKnown(ADA, Stage.ADA, false);
    HostToGuest.Request request = owner.last(HostToGuest.Requests.class).open().getFirst();
    assertThat(request.email()).isEqualTo(ADA);
    owner.say(new GuestToHost.Answer(request.id(), Level.EDIT));
    assertThat(role(asking)).isEqualTo(Role.EDITOR);
    assertThat(stage.admissions.getLast().grants()).containsExactly(new Grant(ADA, Level.EDIT));
    assertThat(stage.invited).as("is here already").isEmpty();
    assertThat(role(stage.joinKnown(ADA, Stage.LATE, false))).isEqualTo(Role.EDITOR);
    owner.say(new GuestToHost.SetRole(asking.last(HostToGuest.Admitted.class).you(), Role.VIEWER));
    assertThat(stage.admissions.getLast().grants()).containsExactly(new Grant(ADA, Level.VIEW));
  }

  @Test
  @DisplayName("A2 the owner comes from another device without being asked for")
  void owner() {
    assertThat(role(stage.joinKnown("mo@example.org", Stage.ADA, false))).isEqualTo(Role.EDITOR);
  }

  @Test
  @DisplayName("A5 B36 what is no address is said so, and no more than fit are taken")
  void limits() {
    give(Level.VIEW, "no address", ADA);
    assertThat(owner.heard(new HostToGuest.Invited("no address", InviteOutcome.NO_ADDRESS)))
        .isTrue();
    assertThat(stage.invited).containsExactly(ADA);
    give(
        Level.VIEW,
        IntStream.range(0, 200).mapToObj(n -> "p" + n + "@example.org").toArray(String[]::new));
    assertThat(stage.admissions.getLast().grants()).hasSize(200);
    assertThat(owner.heard(new HostToGuest.Invited("p199@example.org", InviteOutcome.NO_ADDRESS)))
        .isTrue();
    Stage.Guest ada = stage.joinKnown(ADA, Stage.ADA, false);
    ada.say(new GuestToHost.Give(List.of("eve@example.org"), Level.EDIT));
    ada.say(new GuestToHost.SetTeam(Level.EDIT));
    assertThat(ada.listen().stream().filter(HostToGuest.NotAllowed.class::isInstance)).hasSize(2);
  }

  private static List<Boolean> news(Stage.Guest owner, HostToGuest.LinkNews news) {
    return owner.listen().stream()
        .filter(HostToGuest.Access.class::isInstance)
        .map(access -> ((HostToGuest.Access) access).news() == news)
        .filter(is -> is)
        .toList();
  }

  @Test
  @DisplayName("M13 a link that counts once lets one person in, who stays and comes back")
  void once() {
    owner.say(new GuestToHost.SetAnyone(Level.VIEW));
    owner.say(new GuestToHost.LimitLink(0, true));
    assertThat(owner.last(HostToGuest.Access.class).once()).isTrue();
    var link = stage.secrets.link();
    Stage.Guest ken = stage.join("Ken", Stage.KEN, link);
    assertThat(role(ken)).isEqualTo(Role.VIEWER);
    assertThat(news(owner, HostToGuest.LinkNews.RENEWED)).hasSize(1);
    assertThat(owner.last(HostToGuest.Access.class).once()).isFalse();
    assertThat(stage.join("Late", Stage.LATE, link).listen()).as("is told OLD_SECRET").isEmpty();
    assertThat(role(stage.join("Ken", Stage.KEN, link))).as("comes back").isEqualTo(Role.VIEWER);
    assertThat(role(stage.join("Late", Stage.LATE))).as("by the new one").isEqualTo(Role.VIEWER);
    assertThat(news(owner, HostToGuest.LinkNews.RENEWED)).as("has no limit").hasSize(1);
  }

  @Test
  @DisplayName("M13 who is allowed after asking uses a link up, too; asking alone does not")
  void onceByAsking() {
    owner.say(new GuestToHost.LimitLink(0, true));
    Stage.Guest ken = stage.join("Ken", Stage.KEN);
    Stage.Guest late = stage.join("Late", Stage.LATE);
    assertThat(news(owner, HostToGuest.LinkNews.RENEWED)).isEmpty();
    for (HostToGuest.Request request : owner.last(HostToGuest.Requests.class).open()) {
      owner.say(new GuestToHost.Answer(request.id(), Level.VIEW));
    }
    assertThat(news(owner, HostToGuest.LinkNews.RENEWED)).hasSize(1);
    assertThat(role(ken)).isEqualTo(Role.VIEWER);
    assertThat(role(late)).as("had been there already").isEqualTo(Role.VIEWER);
  }

  @Test
  @DisplayName("M13 a link's time is over at the end of it, and not where another limit was set")
  void time() {
    owner.say(new GuestToHost.SetAnyone(Level.VIEW));
    owner.say(new GuestToHost.LimitLink(60, false));
    assertThat(owner.last(HostToGuest.Access.class).linkEnds()).isEqualTo(60_000);
    owner.say(new GuestToHost.LimitLink(100, false));
    Stage.Guest ken = stage.join("Ken", Stage.KEN);
    stage.pass(61);
    assertThat(news(owner, HostToGuest.LinkNews.RENEWED)).isEmpty();
    var link = stage.secrets.link();
    stage.pass(40);
    owner.listen();
    assertThat(news(owner, HostToGuest.LinkNews.RENEWED)).hasSize(1);
    assertThat(stage.dismissed).doesNotContainKey(ken.id);
    assertThat(stage.join("Late", Stage.LATE, link).listen()).isEmpty();
    owner.say(new GuestToHost.RenewLink());
    assertThat(news(owner, HostToGuest.LinkNews.RENEWED)).hasSize(2);
    ken.say(new GuestToHost.RenewLink());
    assertThat(ken.last(HostToGuest.NotAllowed.class)).isNotNull();
  }
}
