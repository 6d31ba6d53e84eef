package weft.relay;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import weft.protocol.Bytes;
import weft.protocol.InviteOutcome;
import weft.protocol.Level;
import weft.protocol.Reason;
import weft.protocol.SessionId;

/// What a relay knows of people, and what it answers about them: the port of a team's server. All
/// of it is called on the relay's event loops and must not block them.
public interface Accounts {
  /// Of a relay that does not ask who people are.
  Accounts NONE = new Accounts() {};

  /// A request as it came.
  ///
  /// @param path without its query, which may be empty
  /// @param headers by their names in lower case; of several alike the first
  record Request(
      String method,
      String path,
      String query,
      Map<String, String> headers,
      Bytes body,
      InetAddress from) {}

  /// @param headers by their names in lower case; of `set-cookie` there may be several lines
  record Reply(int status, Map<String, String> headers, Bytes body) {}

  /// What a host is told that wants to share.
  sealed interface Answer {
    record Welcome(Terms terms) implements Answer {}

    record Not(Reason reason) implements Answer {}

    /// As a relay that does not ask.
    record Whoever() implements Answer {}
  }

  default CompletionStage<Visitor> guest(Request request) {
    return CompletableFuture.completedStage(Visitor.NOBODY);
  }

  default CompletionStage<Answer> host(Request request) {
    return CompletableFuture.completedStage(new Answer.Whoever());
  }

  /// Has a mail sent to somebody who was given access.
  default CompletionStage<InviteOutcome> invite(
      Terms terms, SessionId session, String email, Level level) {
    return CompletableFuture.completedStage(InviteOutcome.NO_MAIL);
  }

  /// Whether people can be looked up right now.
  default boolean isReady() {
    return true;
  }

  /// A session began, or came back.
  default void shared(Terms terms, SessionId session) {}

  /// Whether the page is to be shown under this path.
  default boolean isPage(String path) {
    return false;
  }

  /// Whether [#answer] answers what is asked under this path.
  default boolean owns(String path) {
    return false;
  }

  default CompletionStage<Reply> answer(Request request) {
    return CompletableFuture.failedStage(new IllegalStateException("nothing is answered here"));
  }
}
