package weft.e2e;

import io.avaje.jsonb.Json;
import java.util.List;

/// What a guest in a process of its own says that it holds.
///
/// @param people name and role of everybody present, as the roster has them
/// @param connections how often it has connected
/// @param lines the number of the last line that was checked
/// @param rows how many have been pulled, since it last began at the oldest one
/// @param complete whether all that was to be pulled came in time
/// @param faults of the lines, in the words of [LineCheck]
/// @param troubles frames that were dropped, the last of them, by the names of PROTOCOL.md
/// @param over why it was sent away, empty if it was not
/// @param screen cell by cell, as `Terminal.dump` has it
@Json
record GuestReport(
    String role,
    List<String> people,
    long connections,
    long keyframes,
    long bytes,
    long lines,
    long rows,
    boolean complete,
    List<String> faults,
    List<String> troubles,
    String over,
    String screen) {
  GuestReport {
    people = List.copyOf(people);
    faults = List.copyOf(faults);
    troubles = List.copyOf(troubles);
  }
}
