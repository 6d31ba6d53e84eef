package weft.server.api;

import io.avaje.jsonb.Json;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import weft.protocol.Name;
import weft.relay.Accounts.Reply;
import weft.server.http.Answers;
import weft.server.http.Call;
import weft.server.http.Cookies;
import weft.server.http.Need;
import weft.server.http.Refusal;
import weft.server.http.Route;
import weft.server.store.Devices;
import weft.server.store.Person;
import weft.server.store.Teams;

/// Somebody's own account: name, devices, signing out.
final class AccountRoutes {
  /// @param team null for none
  @Json
  record Me(
      boolean signedIn,
      String email,
      String name,
      boolean admin,
      @Nullable String team,
      @Nullable String teamName,
      String teamRole) {
    static final Me NOBODY = new Me(false, "", "", false, null, null, "none");
  }

  @Json
  record Rename(String name) {}

  /// @param here whether it is the one that asks
  @Json
  record DeviceView(String id, String kind, String name, long created, long seen, boolean here) {}

  @Json
  record DeviceList(List<DeviceView> devices) {}

  private final Stores stores;
  private final Rules rules;
  private final Live live;
  private final Cookies cookies;

  AccountRoutes(Stores stores, Rules rules, Live live, Cookies cookies) {
    this.stores = stores;
    this.rules = rules;
    this.live = live;
    this.cookies = cookies;
  }

  List<Route> routes() {
    return List.of(
        new Route("GET", "/api/me", Need.NOTHING, this::me),
        new Route("PUT", "/api/me", Need.SIGNED_IN, this::rename),
        new Route("POST", "/api/sign-out", Need.NOTHING, this::signOut),
        new Route("GET", "/api/devices", Need.SIGNED_IN, this::devices),
        new Route("DELETE", "/api/devices/{device}", Need.SIGNED_IN, this::remove));
  }

  private Reply me(Call call) {
    if (call.signed() == null) {
      return Answers.json(Me.class, Me.NOBODY);
    }
    Person person = call.person();
    String team = person.team();
    String teamName =
        team == null ? null : stores.teams().find(team).map(Teams.Team::name).orElse(null);
    return Answers.json(
        Me.class,
        new Me(
            true,
            person.email(),
            person.name(),
            rules.leads(person),
            team,
            teamName,
            person.teamRole().name().toLowerCase(Locale.ROOT)));
  }

  private Reply rename(Call call) {
    String name = call.body(Rename.class).name();
    if (name == null || name.isBlank()) {
      throw new Refusal(400, "A name has at least one letter.");
    }
    stores.people().rename(call.person().id(), Name.clean(name));
    return Answers.done();
  }

  private Reply signOut(Call call) {
    if (call.signed() != null) {
      leave(call.person(), call.device().device().id());
    }
    return Answers.with(Answers.done(), cookies.clear());
  }

  private Reply devices(Call call) {
    String here = call.device().device().id();
    return Answers.json(
        DeviceList.class,
        new DeviceList(
            stores.devices().of(call.person().id()).stream()
                .map(device -> view(device, here))
                .toList()));
  }

  private static DeviceView view(Devices.Device device, String here) {
    return new DeviceView(
        device.id(),
        device.kind().name().toLowerCase(Locale.ROOT),
        device.name(),
        device.created(),
        device.seen(),
        device.id().equals(here));
  }

  private Reply remove(Call call) {
    leave(call.person(), call.part("device"));
    return Answers.done();
  }

  /// What was open over it closes.
  private void leave(Person person, String device) {
    if (!stores.devices().remove(person.id(), device)) {
      throw Refusal.notThere();
    }
    stores.audit().note(person.email(), "sign-out", "", "", person.team());
    live.reconsider(person.id());
  }
}
