import type { Scrolling } from "./scrolling";
import { cellHeightOf } from "./xterm";

/** Pixels per millisecond below which a flick has come to rest. */
const REST = 0.02;
/** What is left of a flick's speed after a millisecond. */
const FRICTION = 0.997;
/** Lines of a wheel that counts in lines: as many as it says. */
const LINE_MODE = 1;
/** A notch of a wheel is told as a hundred pixels or more, which is more lines than most read at a time. */
const WHEEL_PART = 0.6;

export type GestureOptions = {
  readonly stage: HTMLElement;
  readonly scrolling: Scrolling;
  /** Whether the wheel belongs to the program that runs. */
  readonly programsWheel: () => boolean;
};

/** Wheel and fingers. A grid that is larger than its room moves first; its edges go on into the history. */
export function scrollByGestures({ stage, scrolling, programsWheel }: GestureOptions): () => void {
  const ends = new AbortController();
  const on = { passive: false, capture: true, signal: ends.signal } as const;
  let rest = 0;
  const by = (pixels: number): void => {
    rest += pixels / cellHeightOf(scrolling.seen);
    const lines = Math.trunc(rest);
    rest -= lines;
    if (lines !== 0) scrolling.by(lines);
  };
  const move = (pixels: number): void => {
    if (gridMoves(pixels)) stage.scrollTop += pixels;
    else by(pixels);
  };
  /** Whether the stage itself has to move first. */
  const gridMoves = (pixels: number): boolean =>
    pixels < 0
      ? stage.scrollTop > 0
      : !scrolling.position.reading &&
        stage.scrollTop + stage.clientHeight < stage.scrollHeight - 1;

  stage.addEventListener(
    "wheel",
    (event) => {
      const { deltaX, deltaY, deltaMode } = event;
      if (event.ctrlKey || Math.abs(deltaX) > Math.abs(deltaY)) return;
      if (scrolling.position.fixed || (!scrolling.position.reading && programsWheel())) return;
      // xterm.js would scroll by itself.
      event.stopPropagation();
      if (gridMoves(deltaY)) return;
      event.preventDefault();
      const unit = deltaMode === LINE_MODE ? cellHeightOf(scrolling.seen) : WHEEL_PART;
      by(deltaMode > LINE_MODE ? deltaY * stage.clientHeight : deltaY * unit);
    },
    on,
  );

  let last: { y: number; at: number } | undefined;
  let speed = 0;
  let flick = 0;
  const stop = (): void => cancelAnimationFrame(flick);
  stage.addEventListener(
    "touchstart",
    (event) => {
      stop();
      speed = 0;
      rest = 0;
      const touch = event.touches.length === 1 ? event.touches[0] : undefined;
      last = touch === undefined ? undefined : { y: touch.clientY, at: event.timeStamp };
    },
    { ...on, passive: true },
  );
  stage.addEventListener(
    "touchmove",
    (event) => {
      const y = event.touches[0]?.clientY;
      if (last === undefined || y === undefined || event.touches.length > 1) return;
      const moved = last.y - y;
      const time = Math.max(event.timeStamp - last.at, 1);
      last = { y, at: event.timeStamp };
      speed = moved / time;
      move(moved);
    },
    { ...on, passive: true },
  );
  stage.addEventListener(
    "touchend",
    (event) => {
      const idle = last === undefined ? 0 : event.timeStamp - last.at;
      last = undefined;
      if (idle > 80 || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
      let before = performance.now();
      const { jumps } = scrolling;
      const glide = (now: number): void => {
        const time = Math.min(now - before, 50);
        before = now;
        speed *= FRICTION ** time;
        if (Math.abs(speed) < REST || scrolling.jumps !== jumps) return;
        move(speed * time);
        flick = requestAnimationFrame(glide);
      };
      flick = requestAnimationFrame(glide);
    },
    { ...on, passive: true },
  );
  return () => {
    stop();
    ends.abort();
  };
}
