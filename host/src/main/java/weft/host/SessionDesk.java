package weft.host;

import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Takes the owner's commands: those about sharing go to its [ControlDesk], where there is one.
/// Owned by the session's thread.
final class SessionDesk {
  private final Wrapped wrapped;
  private final Supplier<@Nullable Sharing> sharing;
  private final BiConsumer<ControlRequest, CompletableFuture<ControlReply>> shareLater;
  private boolean beginning;

  /// @param shareLater gets ready for sharing; [#began] or [#failed] follows
  SessionDesk(
      Wrapped wrapped,
      Supplier<@Nullable Sharing> sharing,
      BiConsumer<ControlRequest, CompletableFuture<ControlReply>> shareLater) {
    this.wrapped = wrapped;
    this.sharing = sharing;
    this.shareLater = shareLater;
  }

  void answer(ControlRequest request, CompletableFuture<ControlReply> reply) {
    Sharing shared = sharing.get();
    if (request.action().equals(ControlRequest.SHARE)) {
      share(request, shared, reply);
    } else if (shared != null) {
      reply.complete(shared.asked(request));
    } else {
      reply.complete(alone(request));
    }
  }

  private void share(
      ControlRequest request, @Nullable Sharing shared, CompletableFuture<ControlReply> reply) {
    if (beginning || (shared != null && shared.live())) {
      reply.complete(
          ControlReply.refused("this session is shared already", "weft link shows its link"));
    } else {
      beginning = true;
      shareLater.accept(request, reply);
    }
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
