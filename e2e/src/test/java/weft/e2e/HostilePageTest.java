package weft.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import weft.protocol.Bytes;

/// A relay that sends anything to a real page: the page comes to show what is so, or says in one
/// sentence why it cannot; it throws nothing, its memory stays bounded, and the console has the
/// reason.
final class HostilePageTest {
  private static final int STREAM = 0x13;
  private static final int PAGE = 0x17;
  private static final int HOST = 0x31;
  private static final int FROM_HOST = 0x32;
  private static final int[] TYPES = {STREAM, PAGE, FROM_HOST};

  /// Bytes of garbage in one frame; the one limit above it has a kind of its own.
  private static final int LONGEST = 3000;

  /// Bytes that a page's memory may grow by under attack: what it may keep unread (16 MiB), some
  /// history, freshly compiled code.
  private static final long GROWTH = 64 << 20;

  /// Lines printed under attack, each a frame or more: the page waits longer after each failure.
  private static final int ROUNDS = 5;

  /// What a page gets in place of a frame.
  enum Garbage {
    RANDOM_BYTES {
      @Override
      List<Bytes> of(Bytes frame, Random random) {
        return List.of(frame, Bytes.owned(bytes(random, LONGEST)));
      }
    },
    RANDOM_BODIES {
      @Override
      List<Bytes> of(Bytes frame, Random random) {
        List<Bytes> frames = new ArrayList<>(List.of(frame));
        for (int type : TYPES) {
          byte[] body = bytes(random, LONGEST);
          body[0] = (byte) type;
          frames.add(Bytes.owned(body));
        }
        return frames;
      }
    },
    CHANGED_BITS {
      @Override
      List<Bytes> of(Bytes frame, Random random) {
        return List.of(Tamper.flipped(frame, random.nextInt(frame.length() * 8)));
      }
    },
    CUT_SHORT {
      @Override
      List<Bytes> of(Bytes frame, Random random) {
        return List.of(frame.slice(0, random.nextInt(frame.length())));
      }
    },
    TOO_LONG {
      @Override
      List<Bytes> of(Bytes frame, Random random) {
        byte[] padded = new byte[(4 << 20) + 1];
        System.arraycopy(frame.toArray(), 0, padded, 0, frame.length());
        return List.of(Bytes.owned(padded));
      }
    },
    MORE_THAN_IS_KEPT {
      @Override
      List<Bytes> of(Bytes frame, Random random) {
        List<Bytes> frames = new ArrayList<>(List.of(frame));
        if (frame.at(0) == STREAM) {
          byte[] sealed = new byte[1 << 20];
          random.nextBytes(sealed);
          System.arraycopy(frame.toArray(), 0, sealed, 0, 8); // kind, epoch and numbers are right
          for (int i = 0; i < 24; i++) {
            frames.add(Bytes.owned(sealed));
          }
        }
        return frames;
      }
    };

    abstract List<Bytes> of(Bytes frame, Random random);
  }

  private static final Browser BROWSER = new Browser();
  private static Scene scene;

  @BeforeAll
  static void share() throws Exception {
    scene = Scene.embedded("--anyone", "view");
  }

  @AfterAll
  static void end() throws Exception {
    scene.close();
    BROWSER.close();
  }

  /// What one test changes on the way is not the next one's matter, however it ended.
  @AfterEach
  void passEverything() {
    scene.proxy().tamper(FrameProxy.Tampering.NONE);
  }

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[1 + random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Page page(String name) {
    return BROWSER
        .page()
        .join(scene.throughProxy(scene.link()), name)
        .see("You are viewing.")
        .seeOnScreen(scene.print());
  }

  private static boolean toPage(FrameProxy.Passing passing) {
    return !passing.head() && passing.ofGuest() && passing.way() == FrameProxy.Way.FROM_RELAY;
  }

  @ParameterizedTest(name = "{0}")
  @DisplayName("N1, B1, S4, G3: a page bears what no relay should send, and heals")
  @EnumSource(Garbage.class)
  void heals(Garbage garbage) throws Exception {
    Page page = page(garbage.name());
    long before = page.memory();
    Random random = new Random(garbage.ordinal());
    // What a changed HOST says is a matter for a sentence.
    scene
        .proxy()
        .tamper(
            passing ->
                toPage(passing) && !passing.isFrame(HOST)
                    ? garbage.of(passing.payload(), random)
                    : List.of(passing.payload()));
    for (int i = 0; i < ROUNDS; i++) {
      scene.window().awaitText(scene.print());
    }
    Patience.until("a reason in the console", () -> page.noted().contains("info: weft: "));
    scene.proxy().tamper(FrameProxy.Tampering.NONE);
    page.run("await page.evaluate(() => dispatchEvent(new Event('online')))"); // no longer waits
    page.seeOnScreen(scene.print());
    assertThat(page.thrown()).isEmpty();
    assertThat(page.memory()).isLessThan(before + GROWTH);
    page.close();
  }

  @Test
  @DisplayName("N2: a page bears text messages and what is not WebSocket at all, and heals")
  void raw() throws Exception {
    Page page = page("Raw");
    Random random = new Random(23);
    byte[] text = "hello".getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    message.writeBytes(new byte[] {(byte) 0x81, (byte) text.length});
    message.writeBytes(text);
    scene.proxy().sendRawToGuests(message.toByteArray());
    page.seeOnScreen(scene.print());
    assertThat(page.noted()).contains("info: weft: a text message");
    for (int i = 0; i < 3; i++) {
      byte[] garbage = bytes(random, LONGEST);
      garbage[0] |= 0x30; // bits that no frame has: else it may pass for the start of a long one
      scene.proxy().sendRawToGuests(garbage);
      page.see("You are viewing.").seeOnScreen(scene.print());
    }
    assertThat(page.thrown()).isEmpty();
    page.close();
  }

  @ParameterizedTest(name = "byte {0}")
  @DisplayName("L4, G1: of a changed HOST a newcomer reads one sentence, and tells it nothing")
  @ValueSource(ints = {1, 2, 3, 34, 35, 66})
  void changedHost(int at) throws Exception {
    scene
        .proxy()
        .tamper(
            passing ->
                toPage(passing) && passing.isFrame(HOST)
                    ? List.of(Tamper.flipped(passing.payload(), at * 8 + 4))
                    : List.of(passing.payload()));
    // A page closed by an earlier test may still say goodbye.
    int earlier =
        scene.proxy().recorded().stream().mapToInt(FrameProxy.Passing::connection).max().orElse(0);
    Page page = BROWSER.page().join(scene.throughProxy(scene.link()), "New");
    String sentence =
        switch (at) {
          case 1 -> "This page speaks version 1 of weft, the session version 17.";
          case 2 -> "A damaged message arrived. Reconnecting…";
          default -> "What answers under this link is not the host that made it";
        };
    page.see(sentence);
    assertThat(scene.proxy().recorded())
        .noneMatch(
            passing ->
                passing.connection() > earlier
                    && !passing.head()
                    && passing.ofGuest()
                    && passing.way() == FrameProxy.Way.TO_RELAY);
    assertThat(page.thrown()).isEmpty();
    scene.proxy().tamper(FrameProxy.Tampering.NONE);
    page.close();
    page("Reloaded").close();
  }
}
