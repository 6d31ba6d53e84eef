package weft.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What holds of either database.
abstract class StoreContract {
  private Instant now = Instant.parse("2026-03-01T10:00:00Z");
  private Database database;
  private People people;
  private Devices devices;
  private SignIns signIns;
  private Teams teams;
  private Usage usage;
  private Audit audit;

  /// An empty one.
  abstract Database open() throws Exception;

  @BeforeEach
  void begin() throws Exception {
    database = open();
    people = new People(database, () -> now);
    devices = new Devices(database, () -> now);
    signIns = new SignIns(database, () -> now);
    teams = new Teams(database, () -> now);
    usage = new Usage(database, () -> now);
    audit = new Audit(database, () -> now);
  }

  @AfterEach
  void end() {
    database.close();
  }

  private void wait(Duration time) {
    now = now.plus(time);
  }

  private Person ada() {
    return people.signedIn("ada@example.org", "Ada");
  }

  @Test
  void anAddressIsOnePerson() {
    Person ada = ada();
    assertThat(people.signedIn("ada@example.org", "Somebody else")).isEqualTo(ada);
    assertThat(ada.name()).isEqualTo("Ada");
    assertThat(people.find(ada.id())).contains(ada);
    assertThat(people.withEmail("ken@example.org")).isEmpty();
    people.rename(ada.id(), "Ada L");
    assertThat(people.find(ada.id()).orElseThrow().name()).isEqualTo("Ada L");
  }

  @Test
  void aProvidersNameIsOnePerson() {
    people.identify(ada(), "https://id.example.org", "4711");
    people.identify(people.signedIn("eve@example.org", "Eve"), "https://id.example.org", "4711");
    assertThat(people.withIdentity("https://id.example.org", "4711")).contains(ada());
    assertThat(people.withIdentity("https://other.example.org", "4711")).isEmpty();
  }

  @Test
  void peopleAreListedByPagesAndFound() {
    for (int i = 0; i < 120; i++) {
      people.signedIn("p%03d@example.org".formatted(i), "Person " + i);
    }
    people.signedIn("100%_!@example.org", "Percent");
    Page<Person> first = people.list("", 0);
    assertThat(first.items()).hasSize(Page.SIZE);
    assertThat(first.more()).isTrue();
    assertThat(people.list("", 2).items()).hasSize(21);
    assertThat(people.list("", 2).more()).isFalse();
    assertThat(people.list("PERSON 7", 0).items()).hasSize(11);
    assertThat(people.list("%_!", 0).items())
        .extracting(Person::email)
        .containsExactly("100%_!@example.org");
  }

  @Test
  void aDeviceIsKnownByItsTokenUntilItExpiresOrIsRemoved() {
    Person ada = ada();
    String token = devices.add(ada, Devices.Kind.BROWSER, "Chromium");
    String other = devices.add(ada, Devices.Kind.TERMINAL, "laptop");
    assertThat(devices.present(token).orElseThrow().person()).isEqualTo(ada);
    assertThat(devices.present(token + "x")).isEmpty();
    assertThat(devices.of(ada.id())).hasSize(2);
    wait(Devices.KEPT.minusHours(1));
    assertThat(devices.present(token)).as("used in time").isPresent();
    wait(Duration.ofHours(2));
    assertThat(devices.present(token)).as("as it was used").isPresent();
    assertThat(devices.present(other)).as("not used").isEmpty();
    devices.sweep();
    List<Devices.Device> left = devices.of(ada.id());
    assertThat(left).extracting(Devices.Device::name).containsExactly("Chromium");
    Person ken = people.signedIn("ken@example.org", "Ken");
    assertThat(devices.remove(ken.id(), left.getFirst().id())).as("another's").isFalse();
    assertThat(devices.remove(ada.id(), left.getFirst().id())).isTrue();
    assertThat(devices.present(token)).isEmpty();
  }

  @Test
  void whoeverIsBlockedHasNoDevices() {
    Person ada = ada();
    String token = devices.add(ada, Devices.Kind.BROWSER, "Chromium");
    assertThat(people.block(ada.id(), true)).isTrue();
    assertThat(people.block("nobody", true)).isFalse();
    assertThat(devices.present(token)).isEmpty();
    people.block(ada.id(), false);
    assertThat(devices.present(token)).as("signed out for good").isEmpty();
  }

  @Test
  void aLinkByMailCountsOnceAndForHalfAnHour() throws Exception {
    String token = signIns.mailLink("ada@example.org");
    assertThat(signIns.look(token)).contains("ada@example.org");
    List<Callable<Optional<String>>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(() -> signIns.use(token));
    }
    int used = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Optional<String>> one : threads.invokeAll(all)) {
        used += one.get().isPresent() ? 1 : 0;
      }
    }
    assertThat(used).isEqualTo(1);
    String late = signIns.mailLink("ada@example.org");
    wait(SignIns.MAIL);
    assertThat(signIns.look(late)).isEmpty();
    assertThat(signIns.use(late)).isEmpty();
  }

  @Test
  void aTerminalIsLetInOnceByWhoeverHasItsCode() {
    Person ada = ada();
    SignIns.Begun begun = signIns.begin("laptop");
    assertThat(begun.code()).matches("[A-Z]{4}-[A-Z]{4}");
    assertThat(signIns.outcome(begun.device())).isInstanceOf(SignIns.Outcome.Pending.class);
    assertThat(signIns.waiting(begun.code()).orElseThrow().name()).isEqualTo("laptop");
    assertThat(signIns.answer(begun.code(), ada.id(), true)).isTrue();
    assertThat(signIns.answer(begun.code(), ada.id(), true)).as("a second time").isFalse();
    assertThat(signIns.waiting(begun.code())).isEmpty();
    assertThat(signIns.outcome(begun.device()))
        .isEqualTo(new SignIns.Outcome.Allowed(ada.id(), "laptop"));
    assertThat(signIns.outcome(begun.device())).isInstanceOf(SignIns.Outcome.Unknown.class);
    SignIns.Begun denied = signIns.begin("laptop");
    signIns.answer(denied.code(), ada.id(), false);
    assertThat(signIns.outcome(denied.device())).isInstanceOf(SignIns.Outcome.Denied.class);
    SignIns.Begun late = signIns.begin("laptop");
    wait(SignIns.CODE);
    assertThat(signIns.answer(late.code(), ada.id(), true)).isFalse();
    assertThat(signIns.outcome(late.device())).isInstanceOf(SignIns.Outcome.Unknown.class);
  }

  @Test
  void aTeamHasAnAdminAsLongAsItHasPeople() {
    Person ada = ada();
    Teams.Team team = teams.create("Engines", ada).orElseThrow();
    Person admin = people.find(ada.id()).orElseThrow();
    assertThat(admin.leads(team.id())).isTrue();
    assertThat(teams.create("Another", admin)).as("one is in one team").isEmpty();
    Person ken = people.signedIn("ken@example.org", "Ken");
    assertThat(teams.join(team.id(), ken.id())).isTrue();
    assertThat(teams.join(team.id(), ken.id())).isFalse();
    assertThat(teams.setRole(team.id(), ada.id(), TeamRole.MEMBER))
        .isEqualTo(Teams.Change.LAST_ADMIN);
    assertThat(teams.setRole(team.id(), ada.id(), TeamRole.NONE))
        .isEqualTo(Teams.Change.LAST_ADMIN);
    assertThat(teams.setRole(team.id(), ken.id(), TeamRole.ADMIN)).isEqualTo(Teams.Change.DONE);
    assertThat(teams.setRole(team.id(), ada.id(), TeamRole.NONE)).isEqualTo(Teams.Change.DONE);
    assertThat(teams.setRole(team.id(), ada.id(), TeamRole.MEMBER))
        .isEqualTo(Teams.Change.NOT_THERE);
    assertThat(people.inTeam(team.id()))
        .extracting(Person::email)
        .containsExactly("ken@example.org");
    assertThat(teams.setRole(team.id(), ken.id(), TeamRole.NONE)).isEqualTo(Teams.Change.DONE);
    assertThat(teams.find(team.id())).as("nobody is left").isEmpty();
  }

  @Test
  void whoIsInvitedJoinsWhenSigningIn() {
    Teams.Team team = teams.create("Engines", ada()).orElseThrow();
    assertThat(teams.invite(team.id(), "ken@example.org")).isTrue();
    assertThat(teams.invite(team.id(), "ken@example.org")).isFalse();
    teams.invite(team.id(), "mo@example.org");
    assertThat(teams.invited(team.id())).containsExactly("ken@example.org", "mo@example.org");
    assertThat(teams.uninvite(team.id(), "mo@example.org")).isTrue();
    assertThat(people.signedIn("ken@example.org", "Ken").isIn(team.id())).isTrue();
    assertThat(people.signedIn("mo@example.org", "Mo").team()).isNull();
    assertThat(teams.invited(team.id())).isEmpty();
  }

  @Test
  void aDomainIsOneTeams() {
    Teams.Team first = teams.create("Engines", ada()).orElseThrow();
    Teams.Team second =
        teams.create("Others", people.signedIn("ken@example.org", "Ken")).orElseThrow();
    assertThat(teams.setDomain(first.id(), "example.org")).isTrue();
    assertThat(teams.setDomain(first.id(), "example.org")).isTrue();
    assertThat(teams.setDomain(second.id(), "example.org")).isFalse();
    assertThat(teams.withDomain("example.org").orElseThrow().id()).isEqualTo(first.id());
    Teams.Policy strict = new Teams.Policy(false, TeamRole.ADMIN, true, 5, 1000, 30);
    teams.setPolicy(first.id(), strict);
    assertThat(teams.find(first.id()).orElseThrow().policy()).isEqualTo(strict);
  }

  @Test
  void whatIsUsedAddsUp() {
    Person ada = ada();
    long day = usage.today();
    usage.add(ada.id(), day, 100, 1);
    usage.add(ada.id(), day, 50, 0);
    usage.add(ada.id(), day - 1, 7, 1);
    assertThat(usage.bytes(ada.id(), day)).isEqualTo(150);
    assertThat(usage.bytes(ada.id(), day + 1)).isZero();
    assertThat(usage.list("", 0).items())
        .containsExactly(
            new Usage.Used("ada@example.org", day, 150, 1),
            new Usage.Used("ada@example.org", day - 1, 7, 1));
    assertThat(usage.list("ken", 0).items()).isEmpty();
  }

  @Test
  void whatWasDoneIsKeptAsLongAsItMay() {
    Teams.Team team = teams.create("Engines", ada()).orElseThrow();
    audit.note("ada@example.org", "team.create", "Engines", "", team.id());
    wait(Duration.ofDays(10));
    audit.note("ken@example.org", "sign-in", "", "x".repeat(900), null);
    assertThat(audit.list(null, "", 0).items())
        .extracting(Audit.Entry::action)
        .containsExactly("sign-in", "team.create");
    assertThat(audit.list(null, "ADA", 0).items()).hasSize(1);
    assertThat(audit.list(team.id(), "", 0).items()).hasSize(1);
    List<String> each = new ArrayList<>();
    audit.each(entry -> each.add(entry.action()));
    assertThat(each).containsExactly("team.create", "sign-in");
    audit.sweep(30);
    assertThat(audit.list(null, "", 0).items()).hasSize(2);
    teams.setPolicy(team.id(), new Teams.Policy(true, TeamRole.MEMBER, false, 0, 0, 5));
    audit.sweep(30);
    assertThat(audit.list(null, "", 0).items())
        .extracting(Audit.Entry::action)
        .containsExactly("sign-in");
    wait(Duration.ofDays(31));
    audit.sweep(30);
    assertThat(audit.list(null, "", 0).items()).isEmpty();
  }

  @Test
  void aPasskeyIsOnePersons() {
    Passkeys passkeys = new Passkeys(database, () -> now);
    Person ada = ada();
    assertThat(passkeys.add("k1", ada.id(), "key", "{}")).isTrue();
    assertThat(passkeys.add("k1", ada.id(), "key", "{}")).isFalse();
    passkeys.used("k1", "{1}");
    assertThat(passkeys.find("k1").orElseThrow().credential()).isEqualTo("{1}");
    assertThat(passkeys.of(ada.id())).hasSize(1);
    assertThat(passkeys.remove("nobody", "k1")).isFalse();
    assertThat(passkeys.remove(ada.id(), "k1")).isTrue();
  }
}
