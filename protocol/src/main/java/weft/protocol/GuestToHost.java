package weft.protocol;

import java.util.List;

/// What a guest asks of the host, under the pairwise key (PROTOCOL.md section 7).
public sealed interface GuestToHost {
  /// @param inputStream names what this guest types from here on (rule I1)
  record Join(String name, Bytes personKey, Bytes inputStream, String client)
      implements GuestToHost {}

  /// @param at bytes of the input stream before these (rule I1)
  /// @param refused bytes of it that the guest knows to have been refused (rule I4)
  record Type(long at, long refused, Bytes bytes) implements GuestToHost {}

  record AskToEdit() implements GuestToHost {}

  record Withdraw() implements GuestToHost {}

  record Ping(long token) implements GuestToHost {}

  record Ready() implements GuestToHost {}

  /// Searches the rows that have left the screen (rules F1–F6). Without text it only ends the
  /// search before it.
  ///
  /// @param row where from: rows before it when searching upwards, else rows from it on
  /// @param expression whether `text` is a regular expression
  record Find(
      long token, long row, boolean upwards, boolean ignoreCase, boolean expression, String text)
      implements GuestToHost {}

  /// The blocks before one, the newest where there is none of that number (rule K4).
  record ListBlocks(long token, long before) implements GuestToHost {}

  /// Edits of the draft, one after the other, by somebody who knows it up to a version (rule D2).
  ///
  /// @param writer names the editor that they were made in among all of that person
  record EditDraft(long draft, long version, long writer, List<TextChange> changes)
      implements GuestToHost {
    public EditDraft {
      changes = List.copyOf(changes);
    }
  }

  /// Where somebody's caret is, and the other end of what is selected (rule D4).
  record MoveCaret(long draft, long version, int anchor, int head) implements GuestToHost {}

  /// Runs the draft as it stood in that version (rule D3).
  record RunDraft(long draft, long version) implements GuestToHost {}

  /// Where somebody is and what they have selected (rules W1, W2).
  ///
  /// @param away whether nobody looks at this device
  /// @param top one more than the first row that is seen; 0 at the live end
  record Show(boolean away, long top, Selection selection) implements GuestToHost {}

  /// How a command line could go on (rule D5).
  ///
  /// @param line up to the caret
  record Complete(long token, String line) implements GuestToHost {}

  /// What only an owner may ask.
  sealed interface Owners extends GuestToHost {}

  record Answer(RequestId request, Level level) implements Owners {}

  record SetRole(PersonId person, Role role) implements Owners {}

  record Remove(PersonId person) implements Owners {}

  record SetAnyone(Level level) implements Owners {}

  /// Makes viewers of all editors, and of whoever comes by the link from now on (rule M9).
  record EveryoneViews() implements Owners {}

  /// Whether guests are told of everybody, or of those who may edit only (rule M10).
  record ListPeople(boolean all) implements Owners {}

  /// Whether the owner approves each command of an editor (rule D6).
  record Approve(boolean each) implements Owners {}

  /// Gives people access by their addresses, or takes it (rule A4).
  record Give(List<String> emails, Level level) implements Owners {
    public Give {
      emails = List.copyOf(emails);
    }
  }

  /// What those in the owner's team get.
  record SetTeam(Level level) implements Owners {}

  record RevokeLink() implements Owners {}

  /// How long the link as it is lets anybody in who is not here yet (rule M13).
  ///
  /// @param seconds 0 for as long as sharing goes on
  /// @param once whether one person more ends it
  record LimitLink(long seconds, boolean once) implements Owners {}

  /// Another link in its place; everybody stays.
  record RenewLink() implements Owners {}

  record Stop() implements Owners {}

  /// Moves where sharing starts (rule Q1).
  ///
  /// @param block its id; 0 unless `from` is a block
  /// @param blocks 0 for a session that goes on, else of how many blocks an excerpt consists
  record ShareFrom(From from, long block, long blocks) implements Owners {
    public enum From {
      NOW,
      BLOCK,
      SESSION;

      public int code() {
        return ordinal();
      }
    }
  }

  /// How much each starting point would share (rule Q2).
  ///
  /// @param block the one that is selected, 0 for none
  record AskStarts(long block, long blocks) implements Owners {}
}
