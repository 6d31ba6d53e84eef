package weft.host;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes the owner's commands: those about sharing go to its [ControlDesk], where there is one.
/// Owned by the session's thread.
final class SessionDesk {
  private final Wrapped wrapped;
  private final Supplier<@Nullable Sharing> sharing;
  private final Later shareLater;
  private boolean beginning;

  /// Gets ready for sharing; [#began] or [#failed] follows.
  interface Later {
    void share(
        ControlRequest request, StartingPoint.From from, CompletableFuture<ControlReply> reply);
  }

  SessionDesk(Wrapped wrapped, Supplier<@Nullable Sharing> sharing, Later shareLater) {
    this.wrapped = wrapped;
    this.sharing = sharing;
    this.shareLater = shareLater;
  }

  void answer(ControlRequest request, CompletableFuture<ControlReply> reply) {
    Sharing shared = sharing.get();
    if (request.action().equals(ControlRequest.SHARE)) {
      share(request, shared, reply);
    } else if (request.action().equals(ControlRequest.STARTS)) {
      StartSizes sizes = new StartSizes(wrapped.terminal(), wrapped.blocks());
      reply.complete(
          ControlReply.starts(
              sizes.view("now", sizes.now()), sizes.view("start", sizes.ofSession())));
    } else if (shared != null && !shared.live() && isAboutStart(request)) {
      reply.complete(alone(request));
    } else if (shared != null) {
      reply.complete(shared.asked(request));
    } else {
      reply.complete(alone(request));
    }
  }

  private static boolean isAboutStart(ControlRequest request) {
    return request.action().equals(ControlRequest.START_FROM);
  }

  private void share(
      ControlRequest request, @Nullable Sharing shared, CompletableFuture<ControlReply> reply) {
    if (beginning || (shared != null && shared.live())) {
      reply.complete(
          ControlReply.refused("this session is shared already", "weft link shows its link"));
      return;
    }
    StartingPoint start = new StartingPoint(wrapped.terminal(), wrapped.blocks());
    StartingPoint.From.read(request.who())
        .filter(start::exists)
        .ifPresentOrElse(
            from -> {
              beginning = true;
              shareLater.share(request, from, reply);
            },
            () ->
                reply.complete(
                    ControlReply.refused(
                        "there is no '" + request.who() + "' to start from",
                        "weft blocks lists the commands")));
  }

  void began(CompletableFuture<ControlReply> reply) {
    beginning = false;
    reply.complete(ControlReply.done("this session is shared", view()));
  }

  void failed(String why, CompletableFuture<ControlReply> reply) {
    beginning = false;
    reply.complete(ControlReply.refused(why, ""));
  }

  private ControlReply alone(ControlRequest request) {
    return switch (request.action()) {
      case ControlRequest.STATUS -> ControlReply.done("", view());
      case ControlRequest.BLOCKS ->
          ControlReply.these(wrapped.blocks().everything().stream().map(BlockView::of).toList());
      default -> ControlReply.refused("this session is not shared", "weft share shares it");
    };
  }

  private SessionView view() {
    Sharing shared = sharing.get();
    return shared != null ? shared.view() : SessionView.unshared(wrapped);
  }
}
