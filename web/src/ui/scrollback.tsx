import { type Accessor, createEffect, createSignal, type JSX, on, onCleanup, Show } from "solid-js";
import type { Position, Scrolling } from "../terminal";
import { Icon } from "./icons";

/** Where somebody is in the session, and the ways to go. */
export type Scrollback = {
  readonly scrolling: Accessor<Scrolling | undefined>;
  readonly position: Accessor<Position | undefined>;
};

export function createScrollback(scrolling: Accessor<Scrolling | undefined>): Scrollback {
  const [position, setPosition] = createSignal<Position>();
  createEffect(() => {
    const unsubscribe = scrolling()?.subscribe(setPosition);
    if (unsubscribe !== undefined) onCleanup(unsubscribe);
  });
  return { scrolling, position };
}

/** Pixels: on a narrow page the sign stays clear of the button below it. */
const BUTTON_ROOM = 64;
const narrow = matchMedia("(max-width: 640px)");
/** How long the sign beside the thumb stays once nothing moves any more. */
const SIGN_MS = 1600;
/** Pixels: a session of a million rows still has something to hold on to. */
const SHORTEST_THUMB = 28;

const counted = (rows: number): string => rows.toLocaleString("en");

/** Rows as people count them: from one, among those there are. */
function placeOf(at: Position): { from: number; to: number; of: number } {
  const from = at.top - at.oldest + 1;
  const of = at.end - at.oldest;
  return { from, to: Math.min(from + at.rows - 1, of), of };
}

/** A slim bar for the whole session, from its oldest row to now. */
export function Scrollbar(props: { scrollback: Scrollback }): JSX.Element {
  const [held, setHeld] = createSignal(false);
  const [height, setHeight] = createSignal(1);
  const [moving, setMoving] = createSignal(false);
  let bar: HTMLElement | undefined;
  /** Where the thumb was taken, from its top. */
  let grip = 0;
  const observer = new ResizeObserver(() => setHeight(bar?.clientHeight ?? 1));
  onCleanup(() => observer.disconnect());

  createEffect(
    on(
      () => props.scrollback.position()?.top,
      () => {
        if (props.scrollback.position()?.reading !== true) return;
        setMoving(true);
        const timer = setTimeout(() => setMoving(false), SIGN_MS);
        onCleanup(() => clearTimeout(timer));
      },
    ),
  );

  const range = (at: Position): number => Math.max(at.end - at.oldest - at.rows, 0);
  const thumb = (at: Position): { top: number; height: number } => {
    const part = at.rows / Math.max(at.end - at.oldest, 1);
    const tall = Math.max(Math.min(SHORTEST_THUMB, height()), height() * part);
    const done = (at.top - at.oldest) / Math.max(range(at), 1);
    return { top: Math.min(Math.max(done, 0), 1) * (height() - tall), height: tall };
  };
  const drag = (event: PointerEvent, at: Position): void => {
    const top = event.clientY - (bar?.getBoundingClientRect().top ?? 0) - grip;
    const room = Math.max(height() - thumb(at).height, 1);
    const done = Math.min(Math.max(top / room, 0), 1);
    if (done === 1) props.scrollback.scrolling()?.toLive();
    else props.scrollback.scrolling()?.to(at.oldest + Math.round(done * range(at)));
  };
  const take = (event: PointerEvent, at: Position): void => {
    if (event.button !== 0) return;
    event.preventDefault();
    const { top, height: tall } = thumb(at);
    const inside = event.clientY - (bar?.getBoundingClientRect().top ?? 0) - top;
    grip = inside >= 0 && inside <= tall ? inside : tall / 2;
    bar?.setPointerCapture(event.pointerId);
    setHeld(true);
    drag(event, at);
  };
  const press = (event: KeyboardEvent): void => {
    const page = Math.max((props.scrollback.position()?.rows ?? 2) - 1, 1);
    const scrolling = props.scrollback.scrolling();
    const lines = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page }[event.key];
    if (lines !== undefined) scrolling?.by(lines);
    else if (event.key === "Home") scrolling?.toOldest();
    else if (event.key === "End") scrolling?.toLive();
    else return;
    event.preventDefault();
  };
  const signTop = (at: Position): number => {
    const { top, height: tall } = thumb(at);
    const lowest = height() - (narrow.matches ? BUTTON_ROOM : 14);
    return Math.min(Math.max(top + tall / 2, 14), lowest);
  };
  const shown = (): Position | undefined => {
    const at = props.scrollback.position();
    return at !== undefined && !at.fixed && range(at) > 0 ? at : undefined;
  };

  return (
    <Show when={shown()}>
      {(at) => (
        <div
          ref={(element) => {
            bar = element;
            observer.disconnect();
            observer.observe(element);
          }}
          class="scrollbar-all"
          classList={{ reading: at().reading, held: held(), moving: moving() }}
          role="scrollbar"
          tabIndex={0}
          aria-label="Position in the session"
          aria-controls="stage"
          aria-orientation="vertical"
          aria-valuemin={0}
          aria-valuemax={range(at())}
          aria-valuenow={Math.min(Math.max(at().top - at().oldest, 0), range(at()))}
          aria-valuetext={
            at().reading
              ? `Rows ${placeOf(at()).from} to ${placeOf(at()).to} of ${placeOf(at()).of}`
              : "Live"
          }
          onPointerDown={(event) => take(event, at())}
          onPointerMove={(event) => held() && drag(event, at())}
          onPointerUp={() => setHeld(false)}
          onPointerCancel={() => setHeld(false)}
          onKeyDown={press}
        >
          <div
            class="thumb"
            style={{ height: `${thumb(at()).height}px`, translate: `0 ${thumb(at()).top}px` }}
          />
          <Show when={at().reading}>
            <span class="where" aria-hidden="true" style={{ top: `${signTop(at())}px` }}>
              <b>
                {counted(placeOf(at()).from)}–{counted(placeOf(at()).to)}
              </b>{" "}
              of {counted(placeOf(at()).of)}
            </span>
          </Show>
        </div>
      )}
    </Show>
  );
}

/** The way back from wherever somebody has scrolled to, and what is on its way there. */
export function LiveButton(props: {
  scrollback: Scrollback;
  ended: boolean;
  /** Called once somebody has gone back, and the button with it. */
  left: () => void;
}): JSX.Element {
  const reading = (): Position | undefined => {
    const at = props.scrollback.position();
    return at?.reading === true ? at : undefined;
  };
  const coming = (at: Position): string | undefined => {
    if (at.loading === "no") return undefined;
    if (at.loading === "coming") return "Loading rows…";
    return props.ended
      ? "These rows were not loaded."
      : "These rows come once you are connected again.";
  };
  return (
    <Show when={reading()}>
      {(at) => (
        <button
          type="button"
          class="live-again rise"
          onClick={() => {
            props.scrollback.scrolling()?.toLive();
            props.left();
          }}
        >
          <Show when={coming(at())}>
            {(words) => (
              <span class="coming" role="status">
                <Show when={at().loading === "coming"}>
                  <span class="spinner" />
                </Show>
                {words()}
              </span>
            )}
          </Show>
          <Show when={at().news}>
            <span class="dot ok" title="There is new output" />
          </Show>
          {props.ended ? "Back to the end" : "Back to live"} <Icon name="down" />
        </button>
      )}
    </Show>
  );
}
