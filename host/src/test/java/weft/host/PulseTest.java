package weft.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final Pulse pulse = new Pulse();
  private boolean gone;
  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          pulse,
          new ChannelInboundHandlerAdapter() {
            @Override
            public void userEventTriggered(ChannelHandlerContext context, Object event) {
              gone |= event instanceof Pulse.Gone;
            }
          });

  private void pass(long milliseconds) {
    for (long done = 0; done < milliseconds; done += 100) {
      channel.advanceTimeBy(100, TimeUnit.MILLISECONDS);
      channel.runScheduledPendingTasks();
    }
  }

  private boolean asked() {
    boolean ping = false;
    for (Object frame = channel.readOutbound(); frame != null; frame = channel.readOutbound()) {
      ping |= frame instanceof PingWebSocketFrame;
    }
    return ping;
  }

  @Test
  @DisplayName("what is sent and not answered is asked about, and then the connection is gone")
  void silence() {
    channel.freezeTime();
    pass(100);
    channel.writeOutbound(Unpooled.wrappedBuffer(new byte[] {1}));
    pass(3_000);
    assertThat(asked()).isTrue();
    assertThat(gone).isFalse();
    pass(5_000);
    assertThat(gone).isTrue();
  }

  @Test
  @DisplayName("whatever arrives is a sign of life")
  void answered() {
    channel.freezeTime();
    pass(100);
    channel.writeOutbound(Unpooled.wrappedBuffer(new byte[] {1}));
    pass(3_000);
    channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {1}));
    pass(60_000);
    assertThat(gone).isFalse();
  }

  @Test
  @DisplayName("a connection that owes nothing is left in peace")
  void quiet() {
    channel.freezeTime();
    pass(60_000);
    assertThat(asked()).isFalse();
    assertThat(gone).isFalse();
  }

  @Test
  @DisplayName("one in doubt is asked at once, and only once")
  void doubted() {
    channel.freezeTime();
    pulse.ask(channel.pipeline().context(pulse));
    assertThat(asked()).isTrue();
    pulse.ask(channel.pipeline().context(pulse));
    assertThat(asked()).isFalse();
    pass(6_000);
    assertThat(gone).isTrue();
  }
}
