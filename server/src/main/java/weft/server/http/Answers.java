package weft.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.avaje.jsonb.Json;
import io.avaje.jsonb.Jsonb;
import java.util.HashMap;
import java.util.Map;
import weft.protocol.Bytes;
import weft.relay.Accounts.Reply;

/// What requests are answered.
public final class Answers {
  /// @param error one sentence
  @Json
  record Trouble(String error) {}

  private Answers() {}

  public static <T> Reply json(Class<T> kind, T value) {
    return json(200, kind, value);
  }

  private static <T> Reply json(int status, Class<T> kind, T value) {
    byte[] body = Jsonb.instance().type(kind).toJson(value).getBytes(UTF_8);
    return new Reply(status, Map.of("content-type", "application/json"), Bytes.owned(body));
  }

  /// It is done, and there is nothing to say.
  public static Reply done() {
    return new Reply(204, Map.of(), Bytes.EMPTY);
  }

  /// @param cookies lines for `set-cookie`
  public static Reply with(Reply reply, String cookies) {
    Map<String, String> headers = new HashMap<>(reply.headers());
    headers.put("set-cookie", cookies);
    return new Reply(reply.status(), Map.copyOf(headers), reply.body());
  }

  public static Reply redirect(String to) {
    return new Reply(302, Map.of("location", to), Bytes.EMPTY);
  }

  public static Reply text(String type, String fileName, String text) {
    return new Reply(
        200,
        Map.of(
            "content-type",
            type + "; charset=utf-8",
            "content-disposition",
            "attachment; filename=\"" + fileName + "\""),
        Bytes.owned(text.getBytes(UTF_8)));
  }

  static Reply refused(Refusal refusal) {
    return json(refusal.status(), Trouble.class, new Trouble(refusal.sentence()));
  }
}
