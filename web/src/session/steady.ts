/** A gap between the two clocks that is no mere rounding, in milliseconds. */
const GAP_MS = 1000;

/**
 * Milliseconds that only grow: also through sleep, which `running` leaves out in some browsers, and whatever the clock
 * `wall` is set to. One that is set forward looks like sleep, one that is set back like nothing.
 */
export function steady(wall: () => number, running: () => number): () => number {
  let lastWall = wall();
  let lastRunning = running();
  let slept = 0;
  return () => {
    const nowWall = wall();
    const nowRunning = running();
    const gap = nowWall - lastWall - (nowRunning - lastRunning);
    if (gap > GAP_MS) slept += gap;
    lastWall = nowWall;
    lastRunning = nowRunning;
    return nowRunning + slept;
  };
}
