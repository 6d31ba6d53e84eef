/** All bytes here live in plain buffers, as WebCrypto and WebSocket want them. */
export type Bytes = Uint8Array<ArrayBuffer>;

/** Why and where a frame is malformed (rule N1). `offset` counts bytes from the start of the frame. */
export type Malformed = {
  readonly ok: false;
  readonly what: string;
  readonly offset: number;
};
export type Decoded<T> = { readonly ok: true; readonly value: T } | Malformed;

const MAX_VARINT_BITS = 53;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Never leaves this folder: {@link decode} turns it into a {@link Malformed}. */
class MalformedSignal extends Error {
  readonly what: string;
  readonly offset: number;
  constructor(what: string, offset: number) {
    super(what);
    this.what = what;
    this.offset = offset;
  }
}

/** Reads one frame. Every view it hands out shares the frame's memory; nothing is allocated by a length read from it. */
export class Reader {
  readonly #bytes: Bytes;
  #at = 0;

  constructor(bytes: Bytes) {
    this.#bytes = bytes;
  }

  get offset(): number {
    return this.#at;
  }

  fail(what: string, offset = this.#at): never {
    throw new MalformedSignal(what, offset);
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  u8(what: string): number {
    const value = this.#bytes[this.#at];
    if (value === undefined) this.fail(`truncated ${what}`);
    this.#at++;
    return value;
  }

  varint(what: string): number {
    const start = this.#at;
    let value = 0;
    for (let bits = 0; ; bits += 7) {
      const next = this.u8(what);
      const part = next & 0x7f;
      if (bits + (32 - Math.clz32(part)) > MAX_VARINT_BITS) {
        this.fail(`${what} over ${MAX_VARINT_BITS} bits`, start);
      }
      value += part * 2 ** bits;
      if (next < 0x80) {
        if (part === 0 && bits > 0) this.fail(`${what} not in shortest form`, start);
        return value;
      }
    }
  }

  /** Of something that is counted: at most 31 bits. */
  count(what: string): number {
    const start = this.#at;
    const value = this.varint(what);
    if (value > 0x7fff_ffff) this.fail(`${what} over 31 bits`, start);
    return value;
  }

  raw(length: number, what: string): Bytes {
    if (length > this.left) this.fail(`truncated ${what}`);
    const view = this.#bytes.subarray(this.#at, this.#at + length);
    this.#at += length;
    return view;
  }

  rest(): Bytes {
    return this.raw(this.left, "rest");
  }

  blob(what: string): Bytes {
    const start = this.#at;
    const length = this.varint(`length of ${what}`);
    if (length > this.left) this.fail(`truncated ${what}`, start);
    return this.raw(length, what);
  }

  text(what: string): string {
    const start = this.#at;
    const bytes = this.blob(what);
    try {
      return utf8.decode(bytes);
    } catch {
      return this.fail(`${what} is not UTF-8`, start);
    }
  }

  /** One of a closed list of values. */
  among<const T extends number>(values: readonly T[], what: string): T {
    const start = this.#at;
    const value = this.u8(what);
    return values.find((known) => known === value) ?? this.fail(`unknown ${what} ${value}`, start);
  }

  end(): void {
    if (this.left > 0) this.fail(`${this.left} bytes left over`);
  }
}

/** Runs `read` over the whole of `bytes`; whatever is wrong with them becomes a value, never an exception. */
export function decode<T>(bytes: Bytes, read: (reader: Reader) => T): Decoded<T> {
  const reader = new Reader(bytes);
  try {
    const value = read(reader);
    reader.end();
    return { ok: true, value };
  } catch (signal) {
    if (signal instanceof MalformedSignal) {
      return { ok: false, what: signal.what, offset: signal.offset };
    }
    throw signal;
  }
}

/** Builds one frame. */
export class Writer {
  readonly #parts: (number[] | Bytes)[] = [];
  #tail: number[] = [];

  u8(value: number): this {
    this.#tail.push(value);
    return this;
  }

  varint(value: number): this {
    let left = value;
    while (left >= 0x80) {
      this.#tail.push((left % 0x80) | 0x80);
      left = Math.floor(left / 0x80);
    }
    this.#tail.push(left);
    return this;
  }

  raw(bytes: Bytes): this {
    this.#parts.push(this.#tail, bytes);
    this.#tail = [];
    return this;
  }

  blob(bytes: Bytes): this {
    return this.varint(bytes.length).raw(bytes);
  }

  text(value: string): this {
    return this.blob(encoder.encode(value));
  }

  done(): Bytes {
    const parts = [...this.#parts, this.#tail];
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return whole;
  }
}
