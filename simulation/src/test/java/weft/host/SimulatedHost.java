package weft.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import weft.crypto.EpochKey;
import weft.crypto.SessionIdentity;
import weft.protocol.Bytes;
import weft.protocol.Level;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;
import weft.simulation.Timeline;
import weft.terminal.Terminal;

/// A session's core without shell, terminal and sockets: the real people, stream and screen.
///
/// As in life, what relays say waits in an inbox: the line under it may have changed by the time
/// it is heard.
public final class SimulatedHost {
  /// Milliseconds that an event may wait for the session's thread.
  private static final int INBOX_MS = 4;

  private final Timeline time;
  private final SessionKeys keys = new SessionKeys();
  private final Terminal terminal;
  private final List<Outlet> outlets = new ArrayList<>();
  private final List<String> typed = new ArrayList<>();
  private final ArrayDeque<Runnable> inbox = new ArrayDeque<>();
  private final Sharing sharing;
  private boolean turnDue;
  private boolean shellTakes = true;

  public SimulatedHost(Timeline time, int relays, int columns, int rows, boolean open) {
    this.time = time;
    terminal = new Terminal(columns, rows);
    for (int i = 0; i < relays; i++) {
      outlets.add(new Outlet("https://relay-" + i + ".example"));
    }
    NoticeLine line = new NoticeLine();
    Typists typists = new Typists(time::now);
    Wrapped wrapped =
        new Wrapped(
            Path.of("/bin/sh"),
            terminal,
            new Blocks(terminal, ShellMarks.NONE, typists::entered, () -> 0),
            typists,
            this::types,
            line,
            new Notices(line, (_, _) -> {}),
            (millis, run) -> time.after(millis, () -> put(run)),
            Instant.EPOCH);
    SharingOptions options =
        new SharingOptions(
            "mo", open ? Level.EDIT : Level.NOTHING, List.of(), IdleTimes.UNATTENDED, false, true);
    sharing = new Sharing(options, keys, outlets, wrapped, new StartingPoint.From.OfSession());
  }

  private boolean types(byte[] bytes) {
    if (shellTakes) {
      typed.add(new String(bytes, java.nio.charset.StandardCharsets.US_ASCII));
    }
    return shellTakes;
  }

  /// The relay with this number, as its link tells the session about it.
  public RelayLink.Listener relay(int number) {
    Outlet outlet = outlets.get(number);
    return new RelayLink.Listener() {
      @Override
      public void received(RelayToHost frame) {
        put(() -> sharing.received(outlet, frame));
      }

      @Override
      public void writable() {
        put(() -> {});
      }

      @Override
      public void up(RelayLine line) {
        put(() -> sharing.relayUp(outlet, line));
      }

      @Override
      public void over(String why) {
        put(() -> sharing.relayOver(outlet, why));
      }

      @Override
      public void down(String why) {
        put(() -> sharing.relayDown(outlet, why));
      }
    };
  }

  private void put(Runnable event) {
    inbox.add(event);
    if (!turnDue) {
      turnDue = true;
      time.after(time.below(INBOX_MS + 1), this::turn);
    }
  }

  private void turn() {
    turnDue = false;
    for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
      next.run();
    }
    sharing.flush();
  }

  public void print(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    put(() -> sharing.output(bytes, 0, bytes.length));
  }

  public void resize(int columns, int rows) {
    put(
        () -> {
          terminal.resize(columns, rows);
          sharing.resized();
        });
  }

  public void orders(String action, String who, String level) {
    put(() -> sharing.asked(new ControlRequest(action, who, level)));
  }

  /// The owner removes somebody; `done` hears the key of the epoch that begins.
  public void remove(String who, java.util.function.Consumer<EpochKey> done) {
    put(
        () -> {
          sharing.asked(new ControlRequest(ControlRequest.REMOVE, who, ""));
          done.accept(sharing.epoch());
        });
  }

  public void shellTakes(boolean takes) {
    put(() -> shellTakes = takes);
  }

  public void exit() {
    put(() -> sharing.end(Reason.SHELL_EXITED, 0));
  }

  public SessionIdentity identity() {
    return keys.identity;
  }

  /// A link through a relay: [weft.crypto.Link#parse] reads it.
  public String link(int relay) {
    return sharing.links().get(relay);
  }

  public SessionView view() {
    SessionView view = sharing.asked(ControlRequest.of(ControlRequest.STATUS)).session();
    return java.util.Objects.requireNonNull(view);
  }

  public Terminal terminal() {
    return terminal;
  }

  /// What the shell got, in order, each TYPE by itself.
  public List<String> typed() {
    return List.copyOf(typed);
  }

  static Bytes bytes(String text) {
    return Bytes.owned(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
  }
}
