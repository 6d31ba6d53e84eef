const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 15_000;

/** How long to wait before attempt `failures` + 1: doubling, capped, and spread so that a room does not return as one. */
export function backoff(failures: number, random: number): number {
  const full = Math.min(FIRST_DELAY_MS * 2 ** Math.max(failures - 1, 0), LONGEST_DELAY_MS);
  return full * (0.5 + random / 2);
}
