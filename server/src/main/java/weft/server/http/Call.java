package weft.server.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.lang.reflect.RecordComponent;
import java.net.URLDecoder;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import weft.relay.Accounts.Request;
import weft.server.store.Devices;
import weft.server.store.Person;

/// One request that has been let through.
///
/// @param signed who asks, null for nobody
/// @param path its variable parts
/// @param from whom limits count it to; empty for nobody
public record Call(
    Request request, Devices.@Nullable Signed signed, Map<String, String> path, String from) {

  /// Who asks.
  public Person person() {
    return device().person();
  }

  public Devices.Signed device() {
    if (signed == null) {
      throw new Refusal(401, "Sign in first.");
    }
    return signed;
  }

  /// A variable part of the path.
  public String part(String name) {
    String value = path.get(name);
    if (value == null) {
      throw new IllegalStateException("no part '" + name + "' in this path");
    }
    return decoded(value);
  }

  /// What the request holds, all of it.
  public <T> T body(Class<T> kind) {
    try {
      T body = Jsonb.instance().type(kind).fromJson(new String(request.body().toArray(), UTF_8));
      if (body != null && isWhole(body)) {
        return body;
      }
    } catch (JsonException
        | IllegalStateException
        | IllegalArgumentException
        | ReflectiveOperationException _) {
      // said below
    }
    throw new Refusal(400, "This request is not what the page would have sent.");
  }

  /// JSON knows no `@NullMarked`: nothing that must be there may be missing.
  private static boolean isWhole(Object body) throws ReflectiveOperationException {
    for (RecordComponent part : body.getClass().getRecordComponents()) {
      part.getAccessor().setAccessible(true);
      if (part.getAccessor().invoke(body) == null
          && !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        return false;
      }
    }
    return true;
  }

  /// A parameter of the query; empty where it is not given.
  public String parameter(String name) {
    for (String pair : request.query().split("&", -1)) {
      if (pair.startsWith(name + "=")) {
        return decoded(pair.substring(name.length() + 1));
      }
    }
    return "";
  }

  /// The page of a list that is asked for, from 0 on.
  public int page() {
    String page = parameter("page");
    return page.matches("\\d{1,6}") ? Integer.parseInt(page) : 0;
  }

  /// What a browser brought along.
  public Optional<String> cookie(String name) {
    return Cookies.value(request, name);
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw new Refusal(400, "This address is malformed.");
    }
  }
}
