import {
  type Bytes,
  decodePacking,
  decodeStreamMessages,
  MAX_INFLATED_BYTES,
  type StreamMessage,
} from "../protocol";

/** Rule S5: the messages of an opened STREAM frame; undefined when they are not what they say. */
export async function unpack(plaintext: Bytes): Promise<readonly StreamMessage[] | undefined> {
  const packing = decodePacking(plaintext);
  if (!packing.ok) return undefined;
  const bytes =
    packing.value.type === "plain"
      ? packing.value.messages
      : await inflate(packing.value.deflated, packing.value.size);
  if (bytes === undefined) return undefined;
  const messages = decodeStreamMessages(bytes);
  return messages.ok ? messages.value : undefined;
}

/** Inflates to exactly `size` bytes, or not at all. Never holds more than B4. */
export async function inflate(deflated: Bytes, size: number): Promise<Bytes | undefined> {
  if (size > MAX_INFLATED_BYTES) return undefined;
  const source = new Blob([deflated]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  const reader = source.getReader();
  const whole = new Uint8Array(size);
  let filled = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return filled === size ? whole : undefined;
      if (filled + value.length > size) {
        await reader.cancel();
        return undefined;
      }
      whole.set(value, filled);
      filled += value.length;
    }
  } catch {
    return undefined;
  }
}
