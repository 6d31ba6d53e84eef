package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import weft.protocol.GuestToHost.Find;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuest.Found;
import weft.protocol.HostToGuest.Found.State;
import weft.protocol.HostToGuest.Match;
import weft.protocol.Level;
import weft.protocol.Limits;

class SearchesTest {
  private final Stage stage = new Stage(Level.VIEW);
  private final Stage.Guest ada = stage.join("Ada", Stage.ADA);

  private void print(String text) {
    stage.terminal.feed(text.getBytes(StandardCharsets.UTF_8));
  }

  private void printLines(int from, int to) {
    for (int i = from; i < to; i++) {
      print("line " + i + "\r\n");
    }
  }

  private static Find up(long token, long row, String text) {
    return new Find(token, row, true, false, false, text);
  }

  private static Find down(long token, long row, String text) {
    return new Find(token, row, false, false, false, text);
  }

  private static Find expression(String text) {
    return new Find(1, Long.MAX_VALUE >> 11, true, false, true, text);
  }

  /// The host takes turns until no search is left; how many it took.
  private int finish() {
    int steps = 0;
    while (stage.searches.any()) {
      stage.searches.step().ifPresent(stage.authority::found);
      steps++;
    }
    return steps;
  }

  private Found answer(Find find) {
    ada.say(find);
    finish();
    return ada.last(Found.class);
  }

  @Test
  @DisplayName("F1 what has left the screen is searched upwards, nearest first, or downwards")
  void bothWays() {
    printLines(0, 100);
    Found up = answer(up(7, 100, "line 7"));
    assertThat(up.state()).isEqualTo(State.DONE);
    assertThat(up.token()).isEqualTo(7);
    assertThat(up.row()).isZero();
    assertThat(up.matches().stream().map(Match::row)).startsWith(79L, 78L).endsWith(70L, 7L);
    Found down = answer(down(8, 75, "line 7"));
    assertThat(down.matches().stream().map(Match::row)).containsExactly(75L, 76L, 77L, 78L, 79L);
    assertThat(down.matches().getFirst()).isEqualTo(new Match(75, 0, 0, 6));
    assertThat(down.row()).isEqualTo(91); // the screen has ten rows, the last one empty
  }

  @Test
  @DisplayName("F1 rows that a soft wrap joins are one line, and what goes on on the screen waits")
  void wrapped() {
    print("x".repeat(38) + "needle\r\n");
    printLines(0, 20);
    assertThat(answer(up(1, 100, "needle")).matches()).containsExactly(new Match(0, 38, 1, 4));
    print("\r\n".repeat(10) + "needle".repeat(80));
    assertThat(stage.terminal.topRow()).isGreaterThan(32);
    assertThat(answer(down(2, 5, "needle")).matches()).isEmpty();
    assertThat(ada.last(Found.class).row()).isEqualTo(32);
    print("\r\n".repeat(20));
    assertThat(answer(down(3, 32, "needle")).matches()).hasSize(80);
  }

  @Test
  @DisplayName("F2 B21 B22 a FOUND is bounded, and a FIND from its row goes on without gap")
  void goesOn() {
    printLines(0, 70_000);
    List<Match> matches = new ArrayList<>();
    int answers = 0;
    Found found = answer(up(0, 1L << 40, "0 "));
    assertThat(found.matches()).isEmpty();
    assertThat(found.state()).isEqualTo(State.MORE);
    found = answer(up(0, found.row(), "0 "));
    assertThat(found.state()).isEqualTo(State.DONE);
    for (long row = 1L << 40; ; row = found.row()) {
      found = answer(up(0, row, "9"));
      matches.addAll(found.matches());
      answers++;
      assertThat(found.matches()).hasSizeLessThan(2 * Limits.FOUND_MATCHES);
      if (found.state() == State.DONE) {
        break;
      }
    }
    assertThat(answers).isGreaterThan(10);
    long expected = 0;
    for (int i = 0; i < 70_000 - 9; i++) {
      expected += ("" + i).chars().filter(c -> c == '9').count();
    }
    assertThat(matches).doesNotHaveDuplicates().hasSize((int) expected);
  }

  @Test
  @DisplayName("F2 a FIND takes the place of the one before it, and one without text only ends it")
  void replaced() {
    printLines(0, 3000);
    ada.say(up(1, 5000, "nothing"));
    stage.searches.step();
    ada.say(up(2, 5000, "line 2999"));
    ada.say(up(3, 5000, "line 1"));
    finish();
    assertThat(ada.listen().stream().filter(Found.class::isInstance)).hasSize(1);
    assertThat(ada.last(Found.class).token()).isEqualTo(3);
    ada.say(up(4, 5000, "line 1"));
    ada.say(up(5, 0, ""));
    assertThat(stage.searches.any()).isFalse();
  }

  @Test
  @DisplayName("F3 searches of several guests take turns, and each turn is a bounded step")
  void turns() {
    Stage.Guest ken = stage.join("Ken", Stage.KEN);
    printLines(0, 20_000);
    ada.say(up(1, 1L << 40, "nothing"));
    ken.say(up(2, 1L << 40, "nothing"));
    int steps = 0;
    Optional<Searches.Answer> first = Optional.empty();
    while (first.isEmpty()) {
      first = stage.searches.step();
      steps++;
    }
    assertThat(steps).isGreaterThan(30);
    assertThat(finish()).isEqualTo(1);
  }

  @Test
  @DisplayName("F3 the search of somebody who has gone ends with them")
  void gone() {
    printLines(0, 3000);
    ada.say(up(1, 5000, "nothing"));
    ada.leave();
    assertThat(finish()).isEqualTo(1);
  }

  @Test
  @DisplayName("F4 expressions and case count where they are asked for")
  void expressions() {
    printLines(0, 50);
    print("LINE 7.\r\n" + "\r\n".repeat(20));
    assertThat(answer(up(1, 1L << 40, "line 7.")).matches()).isEmpty();
    assertThat(answer(new Find(1, 99, true, true, false, "line 7.")).matches()).hasSize(1);
    assertThat(answer(expression("^line [34]7$")).matches())
        .containsExactly(new Match(47, 0, 0, 7), new Match(37, 0, 0, 7));
    assertThat(answer(new Find(1, 99, true, true, true, "\\bLINE \\d\\.")).matches()).hasSize(1);
    assertThat(answer(expression("x*")).matches()).isEmpty();
  }

  @Test
  @DisplayName("F4 what is no expression, or too large a one, is said so")
  void badExpressions() {
    printLines(0, 50);
    for (String bad : List.of("[a", "(", "*", "a{2,1}", "\\", "(".repeat(1000))) {
      assertThat(answer(expression(bad)).state()).as(bad).isEqualTo(State.NO_EXPRESSION);
    }
    for (String large : List.of("((a{99}){99}){99}", "x{1000}", "(?:(x{9}){9}y{9}){9}{99}")) {
      assertThat(answer(expression(large)).state()).as(large).isEqualTo(State.TOO_LARGE);
    }
    String uuid = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";
    for (String fine : List.of(uuid, "(\\d{1,3}\\.){3}\\d{1,3}", "a{3,}", "(a|b){20}")) {
      assertThat(answer(expression(fine)).state()).as(fine).isEqualTo(State.DONE);
    }
  }

  @Test
  @DisplayName("B20 however an expression is nested, it is never compiled to more than is allowed")
  void largest() {
    for (String text :
        List.of(
            "a{7}", "(a{7}){7}", "((a{3}b{4}){5}c{6}){7}", "(a{3}|b{4}){5,9}", "a{5}(b{3}){4,}")) {
      int size = com.google.re2j.Pattern.compile(text).programSize();
      assertThat(Expression.largest(text)).as(text).isGreaterThan(size / 2.0);
    }
  }

  @Test
  @DisplayName("F4 a line that costs an expression too much is looked at in part")
  void quadratic() {
    print("a".repeat(40_000) + "\r\n" + "\r\n".repeat(20));
    int found = answer(expression("a(.*b)?")).matches().size();
    assertThat(found).isPositive().isLessThan(1000);
    assertThat(answer(expression("aa$")).matches()).hasSize(1);
  }

  @Test
  @DisplayName("F5 an answer names the generation that its rows are of, and ends with it")
  void generation() {
    printLines(0, 3000);
    ada.say(up(1, 5000, "nothing"));
    stage.searches.step();
    long before = stage.terminal.historyGeneration();
    print("\u001b[3J");
    finish();
    Found cut = ada.last(Found.class);
    assertThat(cut.generation()).isEqualTo(before);
    assertThat(cut.state()).isEqualTo(State.MORE);
    assertThat(answer(up(2, 5000, "line")).generation()).isGreaterThan(before);
  }

  @Test
  @DisplayName("F6 whoever is in may search, whoever waits may not")
  void waiting() {
    Stage closed = new Stage(Level.NOTHING);
    Stage.Guest ken = closed.join("Ken", Stage.KEN);
    ken.say(up(1, 0, "x"));
    assertThat(ken.heard(new HostToGuest.NotAllowed(7))).isTrue();
    assertThat(closed.searches.any()).isFalse();
  }

  @Test
  @DisplayName("B19 a text over the limit is refused")
  void longText() {
    ada.say(up(1, 0, "ü".repeat(Limits.FIND_TEXT / 2)));
    assertThat(stage.searches.any()).isTrue();
    finish();
    ada.say(up(1, 0, "ü".repeat(Limits.FIND_TEXT / 2) + "x"));
    assertThat(ada.heard(new HostToGuest.NotAllowed(7))).isTrue();
    assertThat(stage.searches.any()).isFalse();
  }
}
