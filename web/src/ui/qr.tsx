import { createResource, type JSX, Show } from "solid-js";

/** Hardly any page ever draws one, so its code comes when asked for. */
async function draw(text: string): Promise<{ size: number; path: string }> {
  const { encode } = await import("uqr");
  const { data, size } = encode(text, { ecc: "M", border: 0 });
  const dots = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : "")));
  return { size, path: dots.join("") };
}

/** A text as a QR code, and a sentence below it. */
export function Qr(props: { text: string; label: string; words: string }): JSX.Element {
  const [code] = createResource(() => (props.text === "" ? undefined : props.text), draw);
  return (
    <Show when={code()}>
      {(drawn) => (
        <div class="qr">
          <svg viewBox={`0 0 ${drawn().size} ${drawn().size}`} role="img" aria-label={props.label}>
            <path d={drawn().path} fill="#0b1020" shape-rendering="crispEdges" />
          </svg>
          {props.words}
        </div>
      )}
    </Show>
  );
}
