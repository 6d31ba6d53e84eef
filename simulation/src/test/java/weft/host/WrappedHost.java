package weft.host;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import weft.crypto.EpochKey;
import weft.protocol.HostToRelay;
import weft.protocol.Level;
import weft.protocol.RelayToHost;
import weft.terminal.Terminal;

/// A wrapped shell that becomes shared, without shell, terminal, relay or time: what leaves the
/// machine is there to be looked at.
public final class WrappedHost {
  /// What the shell's own marks carry.
  public static final String NONCE = "0123456789abcdef";

  private final SessionKeys keys = new SessionKeys();
  private final Outlet outlet = new Outlet("https://relay.example");
  private final List<HostToRelay> sent = new ArrayList<>();
  private final Terminal terminal;
  private final Wrapped wrapped;
  private Sharing sharing;

  @SuppressWarnings("NullAway.Init")
  public WrappedHost(int columns, int rows) {
    terminal = new Terminal(columns, rows);
    NoticeLine line = new NoticeLine();
    Typists typists = new Typists(() -> 0);
    wrapped =
        new Wrapped(
            Path.of("/bin/sh"),
            terminal,
            new Blocks(
                terminal, new ShellMarks(NONCE, "/home/mo"), typists::entered, () -> 1_000_000),
            typists,
            _ -> true,
            line,
            new Notices(line, (_, _) -> {}),
            (_, _) -> {},
            Instant.EPOCH);
  }

  public Terminal terminal() {
    return terminal;
  }

  /// Shares what has been private so far, from where `from` says ([StartingPoint.From#read]).
  public void share(String from) {
    sharing =
        new Sharing(
            new SharingOptions("mo", Level.EDIT, List.of(), IdleTimes.UNATTENDED, false, true),
            keys,
            List.of(outlet),
            wrapped,
            StartingPoint.From.read(from).orElseThrow());
    sharing.relayUp(
        outlet,
        new RelayLine() {
          @Override
          public void send(HostToRelay frame) {
            sent.add(frame);
          }

          @Override
          public boolean writable() {
            return true;
          }
        });
    sharing.flush();
  }

  public boolean startFrom(String from) {
    boolean known = sharing.startFrom(StartingPoint.From.read(from).orElseThrow());
    sharing.flush();
    return known;
  }

  public void print(String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    if (sharing == null) {
      terminal.feed(bytes);
    } else {
      sharing.output(bytes, 0, bytes.length);
      sharing.flush();
    }
  }

  public void resize(int columns, int rows) {
    terminal.resize(columns, rows);
    if (sharing != null) {
      sharing.resized();
      sharing.flush();
    }
  }

  public void received(RelayToHost frame) {
    sharing.received(outlet, frame);
    sharing.flush();
    for (int steps = 0; steps < 1000 && sharing.turn(); steps++) {
      // what somebody is looking for
    }
  }

  public void orders(String action, String who, String level) {
    sharing.asked(new ControlRequest(action, who, level));
    sharing.flush();
  }

  /// What has left since it was asked last.
  public List<HostToRelay> sent() {
    List<HostToRelay> now = List.copyOf(sent);
    sent.clear();
    return now;
  }

  public EpochKey epoch() {
    return sharing.epoch();
  }

  /// A link: [weft.crypto.Link#parse] reads it.
  public String link() {
    return sharing.links().getFirst();
  }

  /// The host as a relay tells a guest of it.
  public weft.protocol.RelayToGuest.Host asSeenByGuests() {
    return new weft.protocol.RelayToGuest.Host(
        weft.protocol.Protocol.VERSION,
        true,
        keys.identity.signingKey(),
        keys.identity.agreementKey());
  }

  /// Whether nothing more of the session is shared.
  public boolean complete() {
    return sharing.complete();
  }

  /// Where a row or block could be that somebody guesses.
  public long newestBlock() {
    return wrapped.blocks().nextId();
  }
}
