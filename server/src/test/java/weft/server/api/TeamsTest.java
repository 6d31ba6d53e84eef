package weft.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import weft.server.api.PeopleRelay.Answer;
import weft.server.api.PeopleRelay.Client;

final class TeamsTest {
  @TempDir private Path folder;
  private PeopleRelay relay;
  private Client ada;
  private String team;

  @BeforeEach
  void start() throws Exception {
    relay = new PeopleRelay(folder, Map.of());
    ada = relay.signedIn("ada@example.org");
    team = String.valueOf(ada.post("/api/teams", "{\"name\":\" Engines \"}").json().get("id"));
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  private String at(String rest) {
    return "/api/teams/" + team + rest;
  }

  @Test
  void people_are_invited_join_and_leave() {
    assertThat(ada.post("/api/teams", "{\"name\":\"Second\"}").status()).isEqualTo(409);
    assertThat(ada.post(at("/invites"), "{\"emails\":[\"Ken@example.org\",\"no\"]}").status())
        .isEqualTo(400);
    assertThat(ada.get(at("")).json().get("invited")).as("all or none").isEqualTo(List.of());
    Answer invited = ada.post(at("/invites"), "{\"emails\":[\"Ken@example.org\"]}");
    assertThat(invited.json().get("invited")).isEqualTo(List.of("ken@example.org"));
    assertThat(relay.nextMail("ken@example.org"))
        .contains("ada invites you to the team")
        .contains("Engines")
        .doesNotContain("#");
    Client ken = relay.signedIn("ken@example.org");
    assertThat(ken.get("/api/me").json())
        .containsEntry("teamName", "Engines")
        .containsEntry("teamRole", "member");
    assertThat(ken.post(at("/invites"), "{\"emails\":[\"x@example.org\"]}").status())
        .isEqualTo(403);
    assertThat(ken.post(at("/leave"), "").status()).isEqualTo(204);
    assertThat(ken.get(at("")).status()).isEqualTo(404);
    assertThat(ada.get(at("/audit?q=ken")).text()).contains("team.leave", "team.invite");
  }

  @Test
  void people_of_a_verified_domain_may_join() {
    String policy =
        ",\"policy\":{\"anyone\":false,\"hosts\":\"admin\",\"signIn\":true,\"guests\":5,"
            + "\"sessionBytes\":1000,\"auditDays\":30}}";
    Client ken = relay.signedIn("ken@example.org");
    assertThat(ken.get("/api/teams/joinable").json().get("name")).isNull();
    assertThat(
            ada.ask("PUT", at(""), "{\"name\":\"E\",\"domain\":\"evil.example\"" + policy).status())
        .isEqualTo(400);
    Answer changed = ada.ask("PUT", at(""), "{\"name\":\"E\",\"domain\":\"example.org\"" + policy);
    assertThat(changed.json().get("policy"))
        .isEqualTo(
            Map.of(
                "anyone",
                false,
                "hosts",
                "admin",
                "signIn",
                true,
                "guests",
                5L,
                "sessionBytes",
                1000L,
                "auditDays",
                30L));
    assertThat(ken.get("/api/teams/joinable").json()).containsEntry("name", "E");
    assertThat(ken.post("/api/teams/join", "").status()).isEqualTo(200);
    assertThat(ken.get(at("")).status()).isEqualTo(200);
    Client eve = relay.signedIn("eve@evil.example");
    assertThat(eve.post("/api/teams/join", "").status()).isEqualTo(404);
  }
}
