import { createSignal, type JSX, Show } from "solid-js";
import { Qr } from "./qr";

export type Devices = { readonly open: () => void; readonly dialog: () => JSX.Element };

const LOOPBACK = /^https?:\/\/(localhost|127\.|\[::1])/;

/** The same person on one more device: a link that carries who they are (rule H5). */
export function createDevices(options: {
  readonly link: () => string;
  readonly copy: (link: string) => void;
}): Devices {
  const [link, setLink] = createSignal("");
  let element: HTMLDialogElement | undefined;
  return {
    open: () => {
      setLink(options.link());
      element?.showModal();
    },
    dialog: () => (
      <dialog
        ref={(dialog) => {
          element = dialog;
        }}
        class="panel confirm devices"
        aria-labelledby="devices-title"
        // What makes somebody this person stays in the page no longer than it is looked at.
        onClose={() => setLink("")}
      >
        <h2 id="devices-title">Open on another device</h2>
        <p class="dim">
          Whoever has this link is you in this session, with your name and your access, so keep it
          to yourself.
        </p>
        <Qr
          text={link()}
          label="The link to your other device as a QR code"
          words="Scan this with your other device."
        />
        <Show when={LOOPBACK.test(link())}>
          <p class="dim">This session's relay can be reached from this machine only.</p>
        </Show>
        <form method="dialog" class="actions">
          <button type="submit" class="button">
            Close
          </button>
          <button
            type="button"
            class="button primary"
            onClick={() => {
              options.copy(link());
              element?.close();
            }}
          >
            Copy link
          </button>
        </form>
      </dialog>
    ),
  };
}
