package weft.server.api;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.avaje.jsonb.Jsonb;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import weft.server.Config;
import weft.server.Key;
import weft.server.TeamRelay;

/// A relay with accounts and a mail server of its own, and browsers as far as HTTP goes.
final class PeopleRelay implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern LINK = Pattern.compile("/sign-in#([A-Za-z0-9_-]{43})");

  final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final TeamRelay relay;

  /// @param more keys besides those that are needed
  PeopleRelay(Path folder, Map<Key, Object> more) throws IOException {
    mail.start();
    Map<Key, Object> keys = new HashMap<>();
    keys.put(Key.LISTEN, "127.0.0.1:0");
    keys.put(Key.ACCOUNTS, true);
    keys.put(Key.DATABASE, folder.resolve("weft.db").toString());
    keys.put(Key.SMTP, "127.0.0.1:" + mail.getSmtp().getPort());
    keys.put(Key.SMTP_TLS, "none");
    keys.put(Key.SMTP_FROM, "weft@example.org");
    keys.putAll(more);
    Config config = Config.of(null, keys);
    relay = TeamRelay.start(config, config.relay());
  }

  String address() {
    return relay.address();
  }

  /// The oldest mail to somebody that has not been read.
  String nextMail(String to) {
    int next = read.merge(to, 1, Integer::sum) - 1;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (mail.getReceivedMessagesForDomain(to).length <= next) {
      if (System.nanoTime() > end) {
        throw new AssertionError("no mail came to " + to);
      }
      mail.waitForIncomingEmail(100, mail.getReceivedMessages().length + 1);
    }
    return GreenMailUtil.getBody(mail.getReceivedMessagesForDomain(to)[next])
        .replace("=\r\n", "")
        .replace("=3D", "=");
  }

  private final Map<String, Integer> read = new HashMap<>();

  List<MimeMessage> mails() {
    return List.of(mail.getReceivedMessages());
  }

  /// The token of the link in the next mail to somebody.
  String nextToken(String to) {
    Matcher link = LINK.matcher(nextMail(to));
    if (!link.find()) {
      throw new AssertionError("no link in the mail");
    }
    return link.group(1);
  }

  Client client() {
    return new Client();
  }

  Client signedIn(String email) {
    Client client = new Client();
    client.post("/api/sign-in/mail", "{\"email\":\"" + email + "\"}");
    client.post("/api/sign-in/mail/use", "{\"token\":\"" + nextToken(email) + "\"}");
    return client;
  }

  /// @param text of its body
  record Answer(int status, String text, HttpResponse<String> whole) {
    @SuppressWarnings("unchecked")
    Map<String, Object> json() {
      return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(text);
    }

    /// A list of objects in it.
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> list(String key) {
      return (List<Map<String, Object>>) Objects.requireNonNull(json().get(key));
    }

    String error() {
      return String.valueOf(json().get("error"));
    }

    List<String> cookies() {
      return whole.headers().allValues("set-cookie");
    }

    String location() {
      return whole.headers().firstValue("location").orElse("");
    }
  }

  /// A browser's cookies, and nothing else of it.
  final class Client {
    final Map<String, String> cookies = new LinkedHashMap<>();
    final Map<String, String> headers = new LinkedHashMap<>(Map.of("x-weft", "1"));

    Answer get(String path) {
      return ask("GET", path, "");
    }

    Answer post(String path, String body) {
      return ask("POST", path, body);
    }

    Answer ask(String method, String path, String body) {
      URI uri = URI.create(path.startsWith("http") ? path : address() + path);
      HttpRequest.Builder request =
          HttpRequest.newBuilder(uri)
              .method(
                  method,
                  body.isEmpty()
                      ? HttpRequest.BodyPublishers.noBody()
                      : HttpRequest.BodyPublishers.ofString(body));
      headers.forEach(request::header);
      if (!cookies.isEmpty()) {
        StringBuilder all = new StringBuilder();
        cookies.forEach(
            (name, value) -> all.append(all.isEmpty() ? "" : "; ").append(name + "=" + value));
        request.header("cookie", all.toString());
      }
      try {
        HttpResponse<String> answer =
            CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        answer.headers().allValues("set-cookie").forEach(this::keep);
        return new Answer(answer.statusCode(), answer.body(), answer);
      } catch (IOException failed) {
        throw new AssertionError(failed);
      } catch (InterruptedException stop) {
        Thread.currentThread().interrupt();
        throw new AssertionError(stop);
      }
    }

    private void keep(String cookie) {
      String[] pair = cookie.split(";", 2)[0].split("=", 2);
      if (cookie.contains("Max-Age=0")) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
  }

  @Override
  public void close() {
    relay.close();
    mail.stop();
  }
}
