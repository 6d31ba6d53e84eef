/** Sizes are in CSS pixels. */
export const SMALLEST_FONT = 9;
export const LARGEST_FONT = 28;
/** What "fit" grows to where there is room: beyond it a small session on a large window looks like a poster. */
export const COMFORTABLE_FONT = 17;
const STEP = 0.5;

export type Room = { readonly width: number; readonly height: number };
/** Width and height of one cell as parts of the font's size. */
export type CellShape = { readonly width: number; readonly height: number };

/** The largest font, in half pixels, with which the session's grid fits the room. Never below what can be read: then the grid scrolls. */
export function fontFor(
  room: Room,
  columns: number,
  rows: number,
  cell: CellShape,
  wanted: number | "fit",
): number {
  if (wanted !== "fit") return Math.min(Math.max(wanted, SMALLEST_FONT), LARGEST_FONT);
  const full = Math.min(room.width / (columns * cell.width), room.height / (rows * cell.height));
  const stepped = Math.floor(full / STEP) * STEP;
  return Math.min(Math.max(stepped, SMALLEST_FONT), COMFORTABLE_FONT);
}
