import { createSignal, type JSX, type Resource, Show } from "solid-js";
import { sentenceFor } from "./api";

/** Something that was asked of the relay: what came, or a sentence. */
export function Loaded<T>(props: {
  resource: Resource<T>;
  children: (value: () => T) => JSX.Element;
}): JSX.Element {
  return (
    <Show
      when={!props.resource.error}
      fallback={<p role="alert">{sentenceFor(props.resource.error)}</p>}
    >
      <Show when={props.resource.latest} fallback={<p class="dim">Loading…</p>}>
        {(value) => props.children(value as () => T)}
      </Show>
    </Show>
  );
}

export const bytesOf = (count: number): string => {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = count;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
};

/** As people say when. */
export const when = (time: Date): string =>
  time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short" });

/** Does something that may be refused, and says so. */
export function createDeed(): {
  trouble: () => string | undefined;
  run: (deed: () => Promise<unknown>) => Promise<boolean>;
} {
  const [trouble, setTrouble] = createSignal<string>();
  return {
    trouble,
    run: async (deed) => {
      setTrouble(undefined);
      try {
        await deed();
        return true;
      } catch (failed) {
        setTrouble(sentenceFor(failed));
        return false;
      }
    },
  };
}

export const Trouble = (props: { sentence: string | undefined }): JSX.Element => (
  <Show when={props.sentence}>{(sentence) => <p role="alert">{sentence()}</p>}</Show>
);
