package weft.server.api;

import java.time.InstantSource;
import weft.server.store.Audit;
import weft.server.store.Database;
import weft.server.store.Devices;
import weft.server.store.Passkeys;
import weft.server.store.People;
import weft.server.store.SignIns;
import weft.server.store.Teams;
import weft.server.store.Usage;

/// All that is remembered.
public record Stores(
    People people,
    Devices devices,
    SignIns signIns,
    Passkeys passkeys,
    Teams teams,
    Usage usage,
    Audit audit) {
  public static Stores of(Database database, InstantSource clock) {
    return new Stores(
        new People(database, clock),
        new Devices(database, clock),
        new SignIns(database, clock),
        new Passkeys(database, clock),
        new Teams(database, clock),
        new Usage(database, clock),
        new Audit(database, clock));
  }
}
