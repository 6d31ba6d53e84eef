package weft.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import weft.crypto.SessionIdentity;
import weft.protocol.Bytes;
import weft.protocol.Decoded;
import weft.protocol.GuestToHost;
import weft.protocol.HostToRelay;
import weft.protocol.HostToRelayCodec;
import weft.protocol.Protocol;
import weft.protocol.RelayToHost;
import weft.protocol.RelayToHostCodec;
import weft.testkit.Certificates;
import weft.testkit.FrameSocket;
import weft.testkit.TestGuest;

/// Somebody who wants too much of a relay, as a process: `OffenderProgram CERTIFICATE LINK`. Each
/// line on its standard input is an order, answered by one line.
///
/// `connect N`: opens so many connections and keeps them; answers how many the relay has closed ·
/// `leave`: closes all · `claim N`: claims so many sessions; answers how many it got and what the
/// relay said about the others · `enter`: joins by the link · `ping N`: says so many things to the
/// host · `answered`: how many of them the host has answered · `shout`: sends one frame that is too
/// large; answers what was said about it.
final class OffenderProgram {
  /// Seconds for what happens at once.
  private static final int PATIENCE_S = 60;

  private static final int TOO_LARGE = (128 << 10) + 1;

  private final SSLContext tls;
  private final String relay;
  private final List<SocketChannel> channels = new ArrayList<>();
  private final List<FrameSocket> sessions = new ArrayList<>();
  private final TestGuest guest;

  private OffenderProgram(SSLContext tls, String link) {
    this.tls = tls;
    relay = link.substring(0, link.indexOf("/s/"));
    guest = TestGuest.of(link, "Mallory", tls);
  }

  public static void main(String[] arguments) throws Exception {
    OffenderProgram program =
        new OffenderProgram(Certificates.trusting(Path.of(arguments[0])), arguments[1]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      System.out.println("= " + program.obey(order.split(" ", -1)));
    }
  }

  private String obey(String[] order) throws Exception {
    return switch (order[0]) {
      case "connect" -> connect(Integer.parseInt(order[1]));
      case "leave" -> leave();
      case "claim" -> claim(Integer.parseInt(order[1]));
      case "enter" -> enter();
      case "ping" -> ping(Integer.parseInt(order[1]));
      case "answered" -> "" + Math.max(0, guest.pong());
      case "shout" -> shout();
      default -> throw new IllegalArgumentException(order[0]);
    };
  }

  private String connect(int count) throws IOException {
    URI at = URI.create(relay);
    InetSocketAddress address = new InetSocketAddress(at.getHost(), at.getPort());
    for (int i = 0; i < count; i++) {
      SocketChannel channel = SocketChannel.open(address);
      channel.configureBlocking(false);
      channels.add(channel);
    }
    return "" + closed();
  }

  /// Once the relay has made up its mind about the last one.
  private long closed() throws IOException {
    SocketChannel last = channels.getLast();
    last.configureBlocking(true);
    last.socket().setSoTimeout((int) TimeUnit.SECONDS.toMillis(PATIENCE_S));
    boolean refused = last.read(ByteBuffer.allocate(1)) < 0;
    last.configureBlocking(false);
    long closed = refused ? 1 : 0;
    for (SocketChannel channel : channels.subList(0, channels.size() - 1)) {
      closed += isClosed(channel) ? 1 : 0;
    }
    return closed;
  }

  private static boolean isClosed(SocketChannel channel) {
    try {
      return channel.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException reset) {
      return true;
    }
  }

  private String leave() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    channels.clear();
    return "gone";
  }

  private String claim(int count) throws Exception {
    int got = 0;
    List<String> refusals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      RelayToHost answer = claim(new SessionIdentity());
      if (answer instanceof RelayToHost.Claimed) {
        got++;
      } else {
        refusals.add(((RelayToHost.Close) answer).reason().toString());
      }
    }
    return got + " " + String.join(" ", refusals);
  }

  private RelayToHost claim(SessionIdentity identity) throws Exception {
    CompletableFuture<RelayToHost> answer = new CompletableFuture<>();
    CompletableFuture<FrameSocket> opened = new CompletableFuture<>();
    FrameSocket socket =
        FrameSocket.open(
            relay,
            "/v1/host",
            tls,
            frame -> {
              RelayToHost message =
                  ((Decoded.Ok<RelayToHost>) RelayToHostCodec.decode(frame)).value();
              if (message instanceof RelayToHost.Challenge challenge) {
                var _ = opened.thenAccept(at -> at.send(claim(identity, challenge.nonce())));
              } else {
                answer.complete(message);
              }
            });
    sessions.add(socket);
    opened.complete(socket);
    return answer.get(PATIENCE_S, TimeUnit.SECONDS);
  }

  private static Bytes claim(SessionIdentity identity, Bytes nonce) {
    return HostToRelayCodec.encode(
        new HostToRelay.Claim(
            Protocol.VERSION,
            identity.signingKey(),
            identity.agreementKey(),
            identity.claimSignature(nonce)));
  }

  private String enter() {
    guest.connect();
    guest.await("the screen", there -> there.screen() != null);
    return "in";
  }

  private String ping(int count) {
    for (int i = 1; i <= count; i++) {
      guest.say(new GuestToHost.Ping(i));
    }
    return "said";
  }

  private String shout() {
    guest.sendRaw(Bytes.owned(new byte[TOO_LARGE]));
    guest.await("an answer", there -> there.over() != null);
    return Objects.requireNonNull(guest.over()).toString();
  }
}
