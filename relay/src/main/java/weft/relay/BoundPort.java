package weft.relay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/// A port that listens before its relay runs, so that links can be given out at once: whoever
/// comes meanwhile waits in the kernel's queue. Loads nothing but the JDK.
///
/// @param channel for [RelayServer#start(RelayOptions, ServerSocketChannel)]
/// @param address what goes before `/s/ID` in links
public record BoundPort(ServerSocketChannel channel, String address) {
  private static final int QUEUE = 1024;

  /// Takes the address and port of `options`.
  ///
  /// @throws IOException in one sentence that says what to do
  public static BoundPort take(RelayOptions options) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      refuseInsecure(options, InetAddress.getByName(options.listen()));
      channel.bind(new InetSocketAddress(options.listen(), options.port()), QUEUE);
      InetSocketAddress local = (InetSocketAddress) channel.getLocalAddress();
      return new BoundPort(channel, Address.of(options, local).text());
    } catch (java.net.BindException taken) {
      channel.close();
      throw new IOException(
          "cannot listen on " + options.listen() + ":" + options.port() + ": " + taken.getMessage(),
          taken);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
  }

  static void refuseInsecure(RelayOptions options, InetAddress listen) throws IOException {
    if (options.tls() == null && !listen.isLoopbackAddress() && !options.allowInsecure()) {
      throw new IOException(
          "browsers on other machines cannot decrypt over plain http: give a certificate and its"
              + " key, or listen on 127.0.0.1, or allow it explicitly if a proxy in front speaks"
              + " https");
    }
  }
}
