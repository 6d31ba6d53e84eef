package weft.host;

import java.util.List;
import java.util.Optional;
import weft.crypto.EpochKey;
import weft.protocol.Bytes;
import weft.protocol.Envelope;
import weft.protocol.GuestToHost;
import weft.protocol.HostToGuest;
import weft.protocol.Level;
import weft.protocol.Reason;
import weft.protocol.RelayToHost;

/// What the [Authority] has done in the world around it. Called on the session's thread; never
/// blocks.
interface Delivery {
  void send(Connection guest, Envelope envelope);

  /// The guest gets the stream from now on.
  void admit(Connection guest);

  /// The guest's connection is closed, after what was sent to it before.
  void dismiss(Connection guest, Reason reason);

  /// Keys of one person for the shell, whole.
  ///
  /// @return false when the shell takes no more at the moment: nothing of `bytes` was taken
  boolean type(Person person, Bytes bytes);

  /// The command line that people write together.
  Drafting drafting();

  /// Who may type right now.
  Control control();

  /// Somebody is somewhere else, or has selected something.
  void show(Draft.Writer writer, GuestToHost.Show show);

  /// A device is gone, with its caret and what it has selected.
  void left(Draft.Writer writer);

  /// How a command line could go on; the answer follows.
  void complete(Connection connection, GuestToHost.Complete complete);

  /// Looks for something in what has left the screen; the answer follows.
  void find(Connection connection, GuestToHost.Find find);

  /// The blocks that somebody wants to know of.
  HostToGuest.BlockList blocks(GuestToHost.ListBlocks list);

  /// Moves where sharing starts.
  ///
  /// @return whether there is such a place
  boolean startFrom(StartingPoint.From from);

  /// How much each starting point would share, and the one that is in force (ACCESS).
  HostToGuest.Starts starts(GuestToHost.AskStarts ask);

  long start();

  /// The current epoch, as those let in need to know it.
  EpochKey epoch();

  /// Starts a new epoch. Whoever may stay has to be sent its key before the next stream frame.
  void beginEpoch();

  /// The links as they are now, one for each relay.
  List<String> links();

  /// Somebody came, went, or changed.
  void rosterChanged();

  /// The open requests changed.
  void requestsChanged();

  /// Whom the relay takes the owner for, where one of them knows people.
  Optional<RelayToHost.Account> account();

  /// The time, in ms since 1970.
  long nowMs();

  /// Does something after a while, unless sharing has ended by then.
  void later(int ms, Runnable task);

  /// Who may enter changed: relays that know people are told.
  void grantsChanged();

  /// Has a relay send somebody a mail that says where to go.
  void invite(String email, Level level);

  /// The link or what it grants changed.
  void accessChanged(HostToGuest.LinkNews news);

  /// Ends the session for everybody; the shell goes on in its terminal.
  void stop();
}
