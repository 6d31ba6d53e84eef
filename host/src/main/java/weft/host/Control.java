package weft.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import weft.protocol.PersonId;
import weft.protocol.StreamMessage;

/// Whose keys are taken right now, and what the owner's absence leads to (rules M11, M12). Owned by
/// the session's thread.
final class Control {
  /// What follows from it.
  interface Effects {
    void say(StreamMessage.Control now);

    /// Whether guests are told only of those who may edit.
    boolean peopleHidden();

    /// Editors become viewers, or are editors again.
    void ownerAway(boolean away);

    void end();
  }

  private final Typists typists;
  private final IdleTimes idle;
  private final Notices notices;
  private final Later later;
  private final Effects effects;
  private final Map<Person, Long> typing = new LinkedHashMap<>();
  private IdleTimes.Step step = IdleTimes.Step.HERE;
  private StreamMessage.@Nullable Control said;
  private boolean approves;
  private boolean ownerAway;
  private boolean takenOver;
  private boolean waking;
  private boolean over;

  Control(Typists typists, IdleTimes idle, Notices notices, Later later, Effects effects) {
    this.typists = typists;
    this.idle = idle;
    this.notices = notices;
    this.later = later;
    this.effects = effects;
  }

  boolean approves() {
    return approves;
  }

  void approve(boolean each) {
    approves = each;
  }

  boolean ownerAway() {
    return ownerAway;
  }

  /// The owner did something in a page.
  void ownerSeen() {
    typists.ownerSeen();
  }

  /// Whether this person's keys are for the shell.
  boolean takesKeysOf(Person person) {
    return person.id().equals(PersonId.OWNER) || !(approves || typists.takenOver());
  }

  /// Keys that were taken.
  void typed(Person person, byte[] keys) {
    if (person.id().equals(PersonId.OWNER)) {
      typists.ownerTyped(keys, keys.length);
    } else {
      typists.guestTyped(person.id(), keys);
      typing.put(person, typists.now());
    }
  }

  StreamMessage.Control message() {
    List<PersonId> who = new ArrayList<>();
    if (typists.ownerTypes()) {
      who.add(PersonId.OWNER);
    }
    typing.keySet().forEach(person -> who.add(person.id()));
    long away = typists.ownerIdle();
    int left = step == IdleTimes.Step.COUNTDOWN ? idle.secondsLeft(away) : 0;
    return new StreamMessage.Control(
        approves, typists.takenOver(), ownerAway(), effects.peopleHidden(), left, who);
  }

  /// Looks at the clock, and says what has changed. The owner's keys alone wake nobody.
  void turn() {
    if (over) {
      return;
    }
    long now = typists.now();
    typing.values().removeIf(at -> now - at >= Typists.LATELY_MS);
    climb();
    if (over) {
      return;
    }
    StreamMessage.Control message = message();
    if (message.takenOver() && !takenOver && !typing.isEmpty()) {
      String names = String.join(", ", typing.keySet().stream().map(Person::name).toList());
      notices.news(names + " types too. While you type, only your keys are taken.");
    }
    takenOver = message.takenOver();
    if (said == null || !same(said, message)) {
      said = message;
      effects.say(message);
    }
    wake();
  }

  private static boolean same(StreamMessage.Control one, StreamMessage.Control other) {
    return one.approves() == other.approves()
        && one.takenOver() == other.takenOver()
        && one.ownerAway() == other.ownerAway()
        && one.peopleHidden() == other.peopleHidden()
        && (one.secondsLeft() > 0) == (other.secondsLeft() > 0)
        && Objects.equals(one.typing(), other.typing());
  }

  private void climb() {
    long away = typists.ownerIdle();
    IdleTimes.Step next = idle.step(away);
    if (next == IdleTimes.Step.COUNTDOWN) {
      notices.lasting(countdown(idle.secondsLeft(away)));
    }
    if (next == step) {
      return;
    }
    boolean wasAway = ownerAway;
    step = next;
    ownerAway = idle.makesViewers(away);
    if (ownerAway != wasAway) {
      effects.ownerAway(ownerAway);
    }
    switch (next) {
      case HERE -> {
        notices.lasting(null);
        notices.news(wasAway ? "You are back: who could edit can edit again." : "Sharing goes on.");
      }
      case VIEWERS -> {
        notices.lasting("You have been away: everybody is a viewer until you press a key.");
      }
      case COUNTDOWN -> {}
      case END -> {
        over = true;
        notices.lasting(null);
        effects.end();
      }
    }
  }

  private static String countdown(int seconds) {
    int minutes = (seconds + 59) / 60;
    String left = seconds <= 60 ? "a minute" : minutes + " minutes";
    return "Sharing ends in " + left + ", as you have been away. Any key goes on sharing.";
  }

  private void wake() {
    if (waking) {
      return;
    }
    int millis = idle.untilNext(typists.ownerIdle());
    if (!typing.isEmpty() || typists.ownerTypes() || typists.takenOver()) {
      millis = Math.min(millis, Typists.LATELY_MS / 2);
    }
    waking = true;
    later.after(
        millis,
        () -> {
          waking = false;
          turn();
        });
  }

  /// Sharing has stopped.
  void end() {
    over = true;
    notices.lasting(null);
  }
}
