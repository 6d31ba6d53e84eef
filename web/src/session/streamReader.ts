import { openStream, SealingKey } from "../crypto";
import type { Bytes, Stream, StreamMessage } from "../protocol";
import { unpack } from "./inflate";

/** What became of one STREAM frame. The names are those of rules S3 and S4. */
export type Outcome =
  | { readonly type: "applied"; readonly messages: readonly StreamMessage[] }
  | { readonly type: "replayed" | "missing frames" | "altered" }
  /** Sealed under a key this guest lacks (rule S7). */
  | { readonly type: "silent" };

/** Opens frames and decides, by position, which of them may touch the screen. */
export class StreamReader {
  readonly #id: Bytes;
  #epoch = -1;
  #key: SealingKey | undefined;
  /** The number of the last delta that the screen includes; below every number while there is no screen. */
  #position = -1;
  #empty = true;

  constructor(id: Bytes) {
    this.#id = id;
  }

  /** From now on only this epoch counts: what a removed person could still seal under the old key is not even opened. */
  async enter(epoch: number, key: Bytes): Promise<void> {
    this.#key = await SealingKey.from(key);
    this.#epoch = epoch;
  }

  /** The screen is gone; the next keyframe is welcome whatever its number. */
  forget(): void {
    this.#position = -1;
    this.#empty = true;
  }

  /** Opens all of them at once, since a call of WebCrypto costs more than the work it does, then judges them in order. */
  async read(frames: readonly Stream[]): Promise<readonly Outcome[]> {
    const opened = await Promise.all(frames.map((frame) => this.#open(frame)));
    return frames.map((frame, at) => {
      const outcome = opened[at] ?? { type: "silent" };
      return outcome.type === "applied" ? this.#judge(frame, outcome) : outcome;
    });
  }

  async #open(frame: Stream): Promise<Outcome> {
    if (this.#key === undefined || frame.epoch !== this.#epoch) return { type: "silent" };
    const plaintext = await openStream(this.#key, this.#id, frame);
    const messages = plaintext === undefined ? undefined : await unpack(plaintext);
    if (messages === undefined) return { type: "altered" };
    // S6: only a keyframe or RESET has a SCREEN, and it comes first.
    const startsWhole = messages[0]?.type === "SCREEN";
    if (startsWhole !== (frame.kind !== "delta")) return { type: "altered" };
    return { type: "applied", messages };
  }

  /** Rule S3. */
  #judge(frame: Stream, outcome: Outcome): Outcome {
    switch (frame.kind) {
      case "delta":
        if (this.#empty || frame.position > this.#position + 1) return { type: "missing frames" };
        if (frame.position <= this.#position) return { type: "replayed" };
        break;
      case "keyframe":
        if (frame.position < this.#position) return { type: "replayed" };
        break;
      case "reset":
        if (frame.position <= this.#position) return { type: "replayed" };
    }
    this.#position = frame.position;
    this.#empty = false;
    return outcome;
  }
}
