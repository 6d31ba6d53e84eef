import { type JSX, Show } from "solid-js";
import { Icon } from "./icons";

const COLOURS = 8;

export const initials = (name: string): string => {
  const words = name.split(/[\s._-]+/).filter((word) => word !== "");
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  const text =
    letters.length > 1
      ? letters.map((word) => [...(word ?? "")][0] ?? "").join("")
      : [...(letters[0] ?? "?")].slice(0, 2).join("");
  return text.toUpperCase();
};

export const Avatar = (props: {
  name: string;
  colour: number;
  pencil?: boolean;
  absent?: boolean;
}): JSX.Element => (
  <span
    class={`avatar colour-${props.colour % COLOURS}`}
    classList={{ absent: props.absent === true }}
    data-initials={initials(props.name)}
    aria-hidden="true"
  >
    <Show when={props.pencil}>
      <span class="badge">
        <Icon name="pencil" />
      </span>
    </Show>
  </span>
);
