package weft.relay;

/// A guest's connection, as its room sees it.
///
/// Called with the room's lock held and from any thread: must return at once and not call back.
interface GuestPort {
  /// There may be something to take with [Room#next].
  void wake();

  /// The host takes messages again: reading may go on.
  void resume();
}
