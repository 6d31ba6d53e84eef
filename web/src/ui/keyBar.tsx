import { For, type JSX } from "solid-js";
import type { BarKey, Modifiers } from "../terminal";

const KEYS: readonly { key: BarKey; words: string; label: string }[] = [
  { key: "Left", words: "←", label: "Left" },
  { key: "Down", words: "↓", label: "Down" },
  { key: "Up", words: "↑", label: "Up" },
  { key: "Right", words: "→", label: "Right" },
];

/** Keys that phones lack. Ctrl and Alt hold for the next key. */
export function KeyBar(props: {
  on: boolean;
  modifiers: Modifiers;
  setModifiers: (modifiers: Modifiers) => void;
  press: (key: BarKey) => void;
}): JSX.Element {
  // A press must not take the focus from the terminal, or the soft keyboard would close.
  const keep = (event: Event): void => event.preventDefault();
  const Key = (own: { key: BarKey; words: string; label: string }): JSX.Element => (
    <button
      type="button"
      aria-label={own.label}
      onPointerDown={keep}
      onClick={() => props.press(own.key)}
    >
      {own.words}
    </button>
  );
  const Hold = (own: { which: "ctrl" | "alt"; words: string }): JSX.Element => (
    <button
      type="button"
      aria-pressed={props.modifiers[own.which]}
      onPointerDown={keep}
      onClick={() =>
        props.setModifiers({ ...props.modifiers, [own.which]: !props.modifiers[own.which] })
      }
    >
      {own.words}
    </button>
  );
  return (
    <div class="keys" classList={{ on: props.on }} role="toolbar" aria-label="Keys">
      <Key key="Escape" words="Esc" label="Escape" />
      <Key key="Tab" words="Tab" label="Tab" />
      <Hold which="ctrl" words="Ctrl" />
      <Hold which="alt" words="Alt" />
      <For each={KEYS}>{(each) => <Key {...each} />}</For>
    </div>
  );
}
