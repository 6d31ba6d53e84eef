package weft.e2e;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import weft.protocol.Bytes;

/// One frame of RFC 6455 with its payload unmasked.
///
/// @param first the byte with FIN and the opcode
record WebSocketFrame(int first, Bytes content) {
  private static final int LONGEST_HEADER = 14;
  private static final byte[] MASK = {1, 2, 3, 4};

  /// A whole binary message.
  static WebSocketFrame binary(Bytes payload) {
    return new WebSocketFrame(0x82, payload);
  }

  static WebSocketFrame read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7f;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    byte[] mask = (second & 0x80) == 0 ? new byte[4] : in.readNBytes(4);
    byte[] payload = in.readNBytes(Math.toIntExact(length));
    if (payload.length < length) {
      throw new IOException("ended in the middle of a frame");
    }
    return new WebSocketFrame(first, Bytes.owned(masked(payload, mask)));
  }

  boolean isControl() {
    return (first & 8) != 0;
  }

  boolean last() {
    return (first & 0x80) != 0;
  }

  byte[] payload() {
    return content.toArray();
  }

  /// As it goes over the wire; clients mask.
  byte[] bytes(boolean mask) {
    int length = content.length();
    ByteBuffer frame = ByteBuffer.allocate(length + LONGEST_HEADER);
    int flag = mask ? 0x80 : 0;
    frame.put((byte) first);
    if (length < 126) {
      frame.put((byte) (flag | length));
    } else if (length <= 0xffff) {
      frame.put((byte) (flag | 126)).putShort((short) length);
    } else {
      frame.put((byte) (flag | 127)).putLong(length);
    }
    if (mask) {
      frame.put(MASK);
    }
    frame.put(mask ? masked(payload(), MASK) : payload());
    return Arrays.copyOf(frame.array(), frame.position());
  }

  private static byte[] masked(byte[] bytes, byte[] mask) {
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] ^= mask[i % 4];
    }
    return bytes;
  }
}
