import type { Block } from "../protocol";

/** How long something took, as short as it can be said. */
export function durationOf(milliseconds: number): string {
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)}s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}m ${Math.floor(seconds % 60)}s`;
  return `${Math.floor(minutes / 60)}h ${minutes % 60}m`;
}

/** A directory as its owner writes it. */
export function directoryOf(path: string, home: string): string {
  if (home === "" || home === "/") return path;
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path;
}

/** What became of a command. */
export function outcomeOf({ state, known, status }: Block): string {
  if (state === "running") return "running";
  return known && status !== 0 ? `exit ${status}` : "";
}

/** The quiet note beside a command, as much of it as has room. */
export function noteOf(block: Block, home: string, room: number): string {
  const took = block.state === "ended" ? durationOf(block.took) : "";
  const parts = [directoryOf(block.directory, home), took, outcomeOf(block)];
  const notes = parts.map((_, from) =>
    parts
      .slice(from)
      .filter((part) => part !== "")
      .join(" · "),
  );
  return notes.find((note) => note.length <= room) ?? "";
}
