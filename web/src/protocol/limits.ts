/** The version of the protocol that this page speaks (PROTOCOL.md section 10). */
export const VERSION = 1;

/** B3: bytes of one TYPE; longer input goes in several. */
export const MAX_TYPE_BYTES = 64 * 1024;

/** B17: bytes of input that wait for the host's word; more is refused where it is typed. */
export const MAX_INPUT_KEPT_BYTES = 1024 * 1024;

/** B18: input this old is not sent again, for whoever typed it did not see what it will meet. */
export const INPUT_STALE_MS = 30_000;

/** B19: bytes of the text of a FIND. */
export const MAX_FIND_BYTES = 1024;

/** B20: size of a regular expression. */
export const MAX_EXPRESSION_SIZE = 1000;

/** B4: bytes a STREAM frame may inflate to; beyond it the frame counts as altered, so that a small frame cannot fill the memory. */
export const MAX_INFLATED_BYTES = 16 * 1024 * 1024;

/** B1: bytes of one frame from a host; a WebSocket message over it is malformed. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024;
