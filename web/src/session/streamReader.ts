import { openPage, openStream, SealingKey } from "../crypto";
import type { Bytes, Page, Rows, Stream, StreamMessage } from "../protocol";
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
  /** The key in use and the one that was announced: never more than these two. */
  readonly #keys = new Map<number, SealingKey>();
  #epoch = -1;
  /** The number of the last delta that the screen includes; below every number while there is no screen. */
  #position = -1;
  #empty = true;

  constructor(id: Bytes) {
    this.#id = id;
  }

  /** An epoch's key (rule S7). The old one counts until the new epoch's first frame is here, and never after. */
  async enter(epoch: number, key: Bytes): Promise<void> {
    for (const known of this.#keys.keys()) if (known !== this.#epoch) this.#keys.delete(known);
    this.#keys.set(epoch, await SealingKey.from(key));
  }

  /** From now on, what a removed person could still seal under an older key is not even opened. */
  #leaveBefore(epoch: number): void {
    this.#epoch = epoch;
    for (const known of this.#keys.keys()) if (known < epoch) this.#keys.delete(known);
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
    const key = this.#keys.get(frame.epoch);
    if (key === undefined) return { type: "silent" };
    const plaintext = await openStream(key, this.#id, frame);
    const messages = plaintext === undefined ? undefined : await unpack(plaintext);
    if (messages === undefined) return { type: "altered" };
    // S6: only a keyframe or RESET has a SCREEN, and it comes first.
    const startsWhole = messages[0]?.type === "SCREEN";
    if (startsWhole !== (frame.kind !== "delta")) return { type: "altered" };
    // P4: rows come in pages only.
    if (messages.some((message) => message.type === "ROWS")) return { type: "altered" };
    return { type: "applied", messages };
  }

  /** The rows of a page that was asked for (rules P2, P4); undefined when it does not open or holds anything else. */
  async readPage(page: Page): Promise<readonly Rows[] | undefined> {
    const key = this.#keys.get(page.epoch);
    const plaintext = key === undefined ? undefined : await openPage(key, this.#id, page);
    const messages = plaintext === undefined ? undefined : await unpack(plaintext);
    const rows = messages?.filter((message) => message.type === "ROWS");
    return rows !== undefined && rows.length > 0 && rows.length === messages?.length
      ? rows
      : undefined;
  }

  /** Rule S3. */
  #judge(frame: Stream, outcome: Outcome): Outcome {
    if (frame.epoch < this.#epoch) return { type: "silent" };
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
    if (frame.epoch > this.#epoch) this.#leaveBefore(frame.epoch);
    this.#position = frame.position;
    this.#empty = false;
    return outcome;
  }
}
