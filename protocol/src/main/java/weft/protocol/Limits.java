package weft.protocol;

/// Bounds on everything that comes from outside (PROTOCOL.md section 9).
public final class Limits {
  /// B1, bytes: a keyframe of a large, fully coloured screen fits; more is not a terminal.
  public static final int HOST_FRAME = 4 << 20;

  /// B2, bytes: a paste of [#TYPE] bytes fits, sealed.
  public static final int GUEST_FRAME = 128 << 10;

  /// B3, bytes of one TYPE: a large paste is split by the guest.
  public static final int TYPE = 64 << 10;

  /// B4, bytes: bounds what a small compressed frame can make a guest allocate.
  public static final int INFLATED = 16 << 20;

  /// B5, bytes of output in one delta: keeps a frame's sealing under a millisecond.
  public static final int DELTA_OUTPUT = 64 << 10;

  /// B6, bytes queued and unacknowledged for one guest beyond its last keyframe: half a second
  /// at 8 Mbit/s.
  public static final int GUEST_BACKLOG = 512 << 10;

  /// B7, bytes of deltas a room keeps since its newest keyframe, for whoever joins next: about a
  /// keyframe's worth, for with more a fresh keyframe is the quicker way in.
  public static final int ROOM_BACKLOG = 16 << 10;

  /// B8, guests of one session.
  public static final int GUESTS = 1000;

  /// B9, open requests of one session: a person can look through that many.
  public static final int REQUESTS = 50;

  /// B10, devices of one person at once; the oldest is closed.
  public static final int DEVICES = 8;

  /// B11, frames per second from one guest: faster than a keyboard repeats, mouse moves included.
  public static final int GUEST_FRAMES_PER_SECOND = 200;

  /// B11, bytes per second from one guest.
  public static final int GUEST_BYTES_PER_SECOND = 1 << 20;

  /// B12, bytes of output that no relay takes, at the host, before it becomes a RESET.
  public static final int HOST_BACKLOG = 1 << 20;

  /// B12, bytes of sealed frames that wait for one relay while another goes on, before a keyframe
  /// takes their place: one second at 1 Mbit/s.
  public static final int RELAY_BACKLOG = 128 << 10;

  /// B13, pages that one guest waits for at once; more are not asked for.
  public static final int PAGES_ASKED = 4;

  /// B14, bytes of pages that a relay keeps of one session, the least recently used go first: a
  /// thousand viewers that scroll through the same output cost the host one reading.
  public static final int ROOM_PAGES = 4 << 20;

  /// B15, bytes of text in one page; rows that need more come without colours, and a page always
  /// fits a frame.
  public static final int PAGE_TEXT = 1 << 20;

  /// B16, input streams of one person that the host remembers: every device's and some of pages
  /// that were loaded anew.
  public static final int INPUT_STREAMS = 2 * DEVICES;

  /// B17, bytes of input that a guest keeps until the host has dealt with them: as much as waits
  /// for the shell. More is refused where it is typed.
  public static final int INPUT_KEPT = 1 << 20;

  /// B18, seconds after which input that the host has not dealt with is not sent again: whoever
  /// typed it did not see what it will meet.
  public static final int INPUT_STALE_S = 30;

  /// B19, bytes of the text of a FIND: longer than what anybody looks for.
  public static final int FIND_TEXT = 1024;

  /// B20, size of a regular expression, in instructions of its program: bounds what a character
  /// costs to look at.
  public static final int EXPRESSION_SIZE = 1000;

  /// B21, matches after which a FOUND is sent, with those of the line that they are in.
  public static final int FOUND_MATCHES = 1000;

  /// B22, rows after which a FOUND is sent: some ten of them for a million rows, so that a search
  /// shows how far it has come.
  public static final int FOUND_ROWS = 1 << 16;

  /// N1, the largest number a varint holds.
  public static final long NUMBER = (1L << 53) - 1;

  /// B23, connections from one address at once: a lecture hall behind one address fits, and ten
  /// of its kind into a relay.
  public static final int ADDRESS_CONNECTIONS = 2_000;

  /// B24, new connections per second from one address; each costs a TLS handshake.
  public static final int ADDRESS_CONNECTIONS_PER_SECOND = 100;

  /// B24, new connections that may come at once: the lecture hall comes back after a break.
  public static final int ADDRESS_BURST = 2_000;

  /// B25, sessions at one relay that were claimed from one address: an office, or a machine that
  /// many people log in to.
  public static final int ADDRESS_ROOMS = 100;

  /// B26, bytes that a relay keeps of all sessions' keyframes, deltas and pages: some hundred
  /// sessions that people look at, and a fraction of a small machine's memory.
  public static final long RELAY_KEPT = 256L << 20;

  /// B27, blocks that a host remembers: days of work; the oldest are forgotten.
  public static final int BLOCKS = 20_000;

  /// B28, blocks of a BLOCK_LIST: what fills a few screens.
  public static final int BLOCK_LIST = 200;

  /// B28, bytes of commands and directories after which a BLOCK_LIST is sent.
  public static final int BLOCK_LIST_TEXT = 128 << 10;

  /// K3, blocks in a state of the screen: those that are likely to be on it.
  public static final int STATE_BLOCKS = 20;

  /// B29, bytes of a block's command, and of its directory; the rest of either is cut off.
  public static final int BLOCK_TEXT = 4 << 10;

  /// B30, UTF-16 units of a draft.
  public static final int DRAFT = 8 << 10;

  /// B31, changes of an EDIT_DRAFT.
  public static final int DRAFT_CHANGES = 100;

  /// B32, changes that a host remembers of a draft, for those who are behind.
  public static final int DRAFT_MEMORY = 500;

  /// D1, changes in a state.
  public static final int STATE_CHANGES = 50;

  /// B33, people and their devices in a PRESENCE.
  public static final int PRESENT = 64;

  /// B34, words of a COMPLETIONS.
  public static final int COMPLETIONS = 200;

  /// M7, code points of a name.
  public static final int NAME = 40;

  private Limits() {}

  /// B36, people given access to a session by address. More than a session has guests are named
  // nowhere by hand.
  public static final int GRANTS = 200;
}
