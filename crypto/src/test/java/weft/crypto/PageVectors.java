package weft.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import weft.protocol.Bytes;
import weft.protocol.HostToRelay.Page;
import weft.protocol.PageId;
import weft.protocol.SessionId;
import weft.protocol.StreamMessage;

/// `vectors/pages.json`: pages of history and what a guest makes of each (rule P2).
final class PageVectors {
  private static final SessionId ID = new SessionId(FrameExamples.counting(16, 1));
  private static final EpochKey KEY = new EpochKey(1, FrameExamples.counting(32, 1));

  private PageVectors() {}

  static List<Map<String, Object>> rows() {
    StreamSealer host = new StreamSealer(ID, KEY);
    List<Map<String, Object>> rows = new ArrayList<>();
    List<List<StreamMessage.Rows>> contents =
        List.of(
            List.of(new StreamMessage.Rows(0, 2, 80, false, Concat.ascii("one\r\n\u001b[31mtwo"))),
            List.of(new StreamMessage.Rows(256, 0, 80, false, Bytes.EMPTY)),
            List.of(
                new StreamMessage.Rows(512, 200, 100, true, Concat.ascii("line\r\n".repeat(200))),
                new StreamMessage.Rows(712, 1, 90, false, Concat.ascii("narrow"))));
    for (int i = 0; i < contents.size(); i++) {
      Page page = host.page(new PageId(3, i), contents.get(i));
      rows.add(row(page.frame(), "opened", contents.get(i)));
      byte[] flipped = page.frame().toArray();
      flipped[flipped.length - 1 - i] ^= 1;
      rows.add(row(Bytes.owned(flipped), "altered", List.of()));
    }
    return rows;
  }

  private static Map<String, Object> row(
      Bytes frame, String outcome, List<StreamMessage.Rows> rows) {
    List<Object> fields =
        new ArrayList<>(
            List.of(
                "sessionId",
                ID.bytes(),
                "epoch",
                KEY.epoch(),
                "key",
                KEY.key(),
                "frame",
                frame,
                "outcome",
                outcome));
    if (!rows.isEmpty()) {
      fields.add("messages");
      fields.add(MessageFields.of(List.copyOf(rows)));
    }
    return Row.of(fields.toArray());
  }
}
