package weft.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `vectors/malformed.json`: bytes that are no message, and where they stop being one (rule N1).
final class MalformedVectors {
  private final List<Map<String, Object>> rows = new ArrayList<>();

  private MalformedVectors() {}

  static List<Map<String, Object>> rows() {
    MalformedVectors all = new MalformedVectors();
    all.truncated();
    all.leftOver();
    all.varints();
    all.texts();
    all.values();
    all.streams();
    return all.rows;
  }

  private void truncated() {
    for (String name :
        List.of(
            "HostToRelay",
            "RelayToHost",
            "RelayToGuest",
            "GuestToRelay",
            "Envelope",
            "GuestToHost",
            "HostToGuest")) {
      add(name, "empty", "", 0);
    }
    add("HostToRelay", "claim without version", "11", 1);
    add("HostToRelay", "claim with a short key", "1101" + "00".repeat(31), 2);
    add("HostToRelay", "claim with a short signature", "1101" + "00".repeat(64 + 63), 66);
    add("HostToRelay", "stream without position", "13000101", 4);
    add("HostToRelay", "dismiss without reason", "1501", 2);
    add("RelayToHost", "varint cut off", "038080", 3);
    add("RelayToHost", "text longer than the frame", "020561", 1);
    add("RelayToHost", "text of nearly 2^53 bytes", "02ffffffffffffff0f61", 1);
    add("RelayToGuest", "host without keys", "310101", 3);
    add("GuestToRelay", "ack without seq", "22", 1);
    add("Envelope", "hello cut off in its key", "01" + "00".repeat(20), 9);
    add("Envelope", "welcome with a short nonce", "03" + "00".repeat(31), 1);
    add("GuestToHost", "join without person key", "010141", 3);
    add("GuestToHost", "find without text", "07050102", 4);
    add("HostToGuest", "fewer matches than counted", "0c00000000020100", 8);
    add("HostToGuest", "admitted without title", "01000101" + "00".repeat(34), 38);
    add("GuestToHost", "join without input stream", "0100" + "00".repeat(16), 18);
    add("GuestToHost", "type without refused", "0200", 2);
    add("HostToGuest", "taken without refused", "0b8001", 3);
    add("HostToGuest", "fewer links than counted", "09020161", 4);
    add("HostToGuest", "fewer requests than counted", "080201010000", 6);
    add("HostToGuest", "2^53 - 1 requests", "08ffffffffffffff0f", 9);
  }

  private void leftOver() {
    add("HostToRelay", "left over after admit", "140100", 2);
    add("HostToRelay", "left over after claim", "1101" + "00".repeat(129), 130);
    add("RelayToHost", "left over after keyframe wanted", "0600", 1);
    add("RelayToGuest", "left over after ended", "330000", 2);
    add("GuestToRelay", "left over after keyframe please", "2301", 1);
    add("Envelope", "left over after refused", "040500", 2);
    add("GuestToHost", "left over after stop", "1500", 1);
    add("HostToGuest", "left over after requests", "080000", 2);
  }

  private void varints() {
    add("GuestToRelay", "zero in two bytes", "228000", 1);
    add("GuestToRelay", "127 in two bytes", "22ff00", 1);
    add("GuestToRelay", "2^53", "228080808080808010", 1);
    add("GuestToRelay", "54 bits set", "22ffffffffffffff1f", 1);
    add("GuestToRelay", "a ninth byte", "22808080808080808001", 1);
    add("GuestToHost", "padded with many bytes", "05" + "80".repeat(12) + "00", 1);
    add("HostToRelay", "seq not shortest", "13000181000000", 3);
  }

  private void texts() {
    add("GuestToHost", "lone continuation byte", "010180" + "00".repeat(17), 1);
    add("GuestToHost", "overlong slash", "0102c0af" + "00".repeat(17), 1);
    add("GuestToHost", "surrogate", "0103eda080" + "00".repeat(17), 1);
    add("GuestToHost", "beyond U+10FFFF", "0104f4908080" + "00".repeat(17), 1);
    add("GuestToHost", "character cut off", "0102e282" + "00".repeat(17), 1);
    add("GuestToHost", "bad client", "0100" + "00".repeat(32) + "01ff", 34);
    add("RelayToHost", "bad address", "0203efbfff", 1);
  }

  private void values() {
    add("HostToRelay", "unknown type", "7f", 0);
    add("RelayToHost", "unknown type", "00", 0);
    add("RelayToGuest", "unknown type", "ff", 0);
    add("GuestToRelay", "unknown type", "3f", 0);
    add("Envelope", "unknown type", "05", 0);
    add("GuestToHost", "unknown type", "7f", 0);
    add("HostToGuest", "unknown type", "7f", 0);
    add("HostToGuest", "unknown value", "0e0400000000000000", 1);
    add("GuestToHost", "unknown value", "16030000", 1);
    add("GuestToHost", "truncated", "17", 1);
    add("HostToRelay", "unknown kind", "1303000000", 1);
    add("HostToRelay", "unknown reason", "161a", 1);
    add("RelayToGuest", "unknown state", "310102" + "00".repeat(64), 2);
    add("Envelope", "unknown reason", "041a", 1);
    add("GuestToHost", "unknown flag of find", "0700000800", 3);
    add("HostToGuest", "unknown state of found", "0c0000000400", 4);
    add("HostToGuest", "column over 31 bits", "0c00000000010080808080080000", 7);
    add("GuestToHost", "unknown level", "100103", 2);
    add("GuestToHost", "role nobody", "110100", 2);
    add("GuestToHost", "ownership is not given away", "110103", 2);
    add("GuestToHost", "unknown anyone's level", "1303", 1);
    add("HostToGuest", "role zero", "0400", 1);
    add("HostToGuest", "role four", "0404", 1);
    add("HostToGuest", "unknown answer", "0502", 1);
    add("HostToGuest", "unknown kind of request", "08010104000000", 3);
    add("HostToGuest", "unknown why", "09010161000400", 5);
    add("HostToGuest", "unknown flags of access", "090101610000000800", 7);
  }

  private void streams() {
    add("StreamPlaintext", "empty", "", 0);
    add("StreamPlaintext", "unknown encoding", "0200", 0);
    add("StreamPlaintext", "no inflated size", "01", 1);
    add("StreamPlaintext", "inflated size not shortest", "018000", 1);
    add("StreamMessages", "unknown type", "7f00", 0);
    add("StreamMessages", "type zero", "0000", 0);
    add("StreamMessages", "no length", "01", 1);
    add("StreamMessages", "output cut off", "010561", 1);
    add("StreamMessages", "second message cut off", "0101610105", 4);
    add("StreamMessages", "unknown width table", "02045018" + "0002", 5);
    add("StreamMessages", "screen cut off", "020150", 3);
    add("StreamMessages", "unknown flags", "0307010100000100" + "08", 8);
    add("StreamMessages", "unknown selection", "0d06" + "010100000004", 7);
    add("StreamMessages", "unknown flags of control", "0e03" + "100000", 2);
    add("StreamMessages", "left over in a roster", "030300" + "0000", 4);
    add("StreamMessages", "unknown state of a block", "070c" + "0103" + "00".repeat(10), 3);
    add("StreamMessages", "unknown flag of a block", "070c" + "010004" + "00".repeat(9), 4);
    add("StreamMessages", "unknown role", "030701010000040000", 6);
    add("StreamMessages", "name not UTF-8", "03080101000180010000", 5);
    add("StreamMessages", "fewer people than counted", "03020105", 4);
    add("StreamMessages", "left over after finished", "0403000000", 4);
    add("StreamMessages", "unknown reason", "04021a00", 2);
  }

  private void add(String name, String what, String hex, int offset) {
    rows.add(Row.of("interface", name, "what", what, "hex", hex, "offset", offset));
  }
}
