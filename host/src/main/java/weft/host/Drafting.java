package weft.host;

import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import weft.protocol.Bytes;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.HostToGuest.DraftNot.Why;
import weft.protocol.PersonId;
import weft.protocol.StreamMessage;
import weft.terminal.Terminal;

/// The draft of a session: told to all, and run in its shell (PROTOCOL.md, "Draft"). Owned by the
/// session's thread.
final class Drafting {
  private final Draft draft = new Draft();
  private final Terminal terminal;
  private final Blocks blocks;
  private final Shown shown;
  private final BiPredicate<Person, Bytes> type;
  private final Consumer<StreamMessage> say;

  /// @param type keys for the shell, whole
  Drafting(
      Terminal terminal,
      Blocks blocks,
      Shown shown,
      BiPredicate<Person, Bytes> type,
      Consumer<StreamMessage> say) {
    this.terminal = terminal;
    this.blocks = blocks;
    this.shown = shown;
    this.type = type;
    this.say = say;
  }

  StreamMessage.Draft message() {
    return draft.message();
  }

  String text() {
    return draft.text();
  }

  Set<PersonId> writers() {
    return draft.writers();
  }

  /// Whether it could be run now.
  boolean awaited() {
    return whyNot().isEmpty();
  }

  /// Edits by somebody who may.
  ///
  /// @return why they were not taken; nothing where they were
  Optional<HostToGuest.DraftNot> edit(Draft.Writer writer, GuestToHost.EditDraft edit) {
    return switch (draft.edit(writer, edit)) {
      case Draft.Outcome.Taken(var changes) -> {
        changes.forEach(say);
        yield Optional.empty();
      }
      case Draft.Outcome.Not(Why why) -> Optional.of(new HostToGuest.DraftNot(edit.draft(), why));
    };
  }

  void move(Draft.Writer writer, GuestToHost.MoveCaret move) {
    draft.move(writer, move).ifPresent(say);
  }

  /// A device is gone, and its caret.
  void left(Draft.Writer writer) {
    draft.left(writer);
  }

  /// Another one begins, for those who get a new state anyway.
  void begin() {
    draft.next();
  }

  /// Rule D3: once, as it stood, at a prompt where nothing else has been typed.
  ///
  /// @return why it does not run; nothing where it does
  Optional<HostToGuest.DraftNot> run(Person person, GuestToHost.RunDraft run) {
    return whyNot(run)
        .or(() -> enter(person, draft.text(), true))
        .map(why -> new HostToGuest.DraftNot(run.draft(), why));
  }

  /// Why this version of it cannot be run, as things are.
  Optional<Why> whyNot(GuestToHost.RunDraft run) {
    return run.draft() != draft.id() || run.version() != draft.version()
        ? Optional.of(Why.CHANGED)
        : whyNot();
  }

  private Optional<Why> whyNot() {
    if (shown.reach() != Excerpt.Reach.NONE || blocks.atPrompt().isEmpty()) {
      return Optional.of(Why.NO_PROMPT);
    }
    return blocks.awaitsLine() ? Optional.empty() : Optional.of(Why.OWNER_TYPES);
  }

  /// Runs what somebody wanted to run and the owner has approved (rule D6): the draft itself, where
  /// it still says that.
  Optional<Why> runApproved(Person person, String command) {
    return whyNot().or(() -> enter(person, command, command.equals(draft.text())));
  }

  /// The owner, at the session's own terminal, runs the draft or takes it over to the prompt.
  Optional<Why> byOwner(Person owner, boolean run) {
    return whyNot()
        .or(
            () ->
                run
                    ? enter(owner, draft.text(), true)
                    : type(owner, CommandEntry.unfinished(draft.text(), brackets()), true));
  }

  private Optional<Why> enter(Person person, String command, boolean isDraft) {
    return type(person, CommandEntry.of(command, brackets()), isDraft);
  }

  private Optional<Why> type(Person person, Bytes keys, boolean isDraft) {
    if (!type.test(person, keys)) {
      return Optional.of(Why.NO_PROMPT);
    }
    if (isDraft) {
      say.accept(draft.next());
    }
    return Optional.empty();
  }

  private boolean brackets() {
    return terminal.bracketedPaste();
  }
}
