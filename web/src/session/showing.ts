import type { GuestMessage, Selected, Show } from "../protocol";
import type { Clock } from "./ports";

export type Place = { readonly away: boolean; readonly top: number; readonly selection: Selected };

/** A drag over a screen of text is told ten times a second. */
const PAUSE_MS = 100;

const AT_THE_LIVE_END = JSON.stringify(of({ away: false, top: 0, selection: { kind: "none" } }));

/** Tells the others where this page is and what is selected in it (rule W1), no oftener than anybody can see. */
export class Showing {
  readonly #clock: Clock;
  readonly #say: (message: GuestMessage) => void;
  #place: Show | undefined;
  /** What the host knows. */
  #said = AT_THE_LIVE_END;
  #pausing = false;
  #connected = false;

  constructor(clock: Clock, say: (message: GuestMessage) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  show(place: Place): void {
    this.#place = of(place);
    this.#tell();
  }

  /** Somebody is there, where the host thinks nobody is. */
  again(): void {
    this.#said = "";
    this.#tell();
  }

  /** The host knows nothing of this connection yet. */
  connected(): void {
    this.#connected = true;
    this.#said = AT_THE_LIVE_END;
    this.#tell();
  }

  lost(): void {
    this.#connected = false;
  }

  #tell(): void {
    const place = this.#place;
    if (place === undefined || this.#pausing || !this.#connected) return;
    const words = JSON.stringify(place);
    if (words === this.#said) return;
    this.#said = words;
    this.#say(place);
    this.#pausing = true;
    this.#clock.after(PAUSE_MS, () => {
      this.#pausing = false;
      this.#tell();
    });
  }
}

function of({ away, top, selection }: Place): Show {
  return { type: "SHOW", away, top, selection };
}
