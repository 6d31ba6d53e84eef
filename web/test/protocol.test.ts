import { describe, expect, test } from "vitest";
import {
  decode,
  decodeEnvelope,
  decodeFrame,
  decodeGuestMessage,
  decodeHostMessage,
  decodePacking,
  decodeStreamMessages,
  encodeFrame,
  encodeHostMessage,
  encodeStreamMessages,
  type Frame,
  Writer,
} from "../src/protocol";
import { fromHex, seeded } from "./support";

const varint = (hex: string) => decode(fromHex(hex), (from) => from.varint("number"));

describe("varints", () => {
  test.each([0, 1, 127, 128, 300, 2 ** 32, Number.MAX_SAFE_INTEGER])("%d comes back", (value) => {
    const bytes = new Writer().varint(value).done();
    expect(decode(bytes, (from) => from.varint("number"))).toEqual({ ok: true, value });
  });
  test("N1 a varint that is not shortest is malformed where it starts", () => {
    expect(varint("8000")).toEqual({ ok: false, what: "number not in shortest form", offset: 0 });
  });
  test("N1 a varint over 53 bits is malformed", () => {
    expect(varint("ffffffffffffff1f").ok).toBe(false);
    expect(varint("ffffffffffffff0f").ok).toBe(true);
  });
});

describe("malformed input", () => {
  test("N1 a false count ends as truncated and allocates nothing", () => {
    const roster = new Writer()
      .u8(3)
      .blob(
        new Writer()
          .varint(1)
          .varint(2 ** 40)
          .done(),
      )
      .done();
    expect(decodeStreamMessages(roster)).toMatchObject({ ok: false, what: "truncated person" });
  });
  test("N1 bytes left over are named with their offset", () => {
    expect(decodeFrame(fromHex("2300"))).toEqual({
      ok: false,
      what: "1 bytes left over",
      offset: 1,
    });
  });
  test("N1 text that is not UTF-8 is malformed", () => {
    expect(decodeFrame(fromHex("0202c328"))).toMatchObject({ ok: false, offset: 1 });
  });
  test("S6 SCREEN anywhere but first is malformed", () => {
    const screen = fromHex("0204010100" + "01");
    expect(decodeStreamMessages(screen).ok).toBe(true);
    expect(decodeStreamMessages(fromHex(`010124${"020401010001"}`)).ok).toBe(false);
  });
});

describe("N1 whatever the bytes, a decoder answers and never throws", () => {
  const decoders = [
    decodeFrame,
    decodeEnvelope,
    decodeGuestMessage,
    decodeHostMessage,
    decodePacking,
    decodeStreamMessages,
  ];
  test("random bytes", () => {
    const random = seeded(20261122);
    for (let round = 0; round < 4000; round++) {
      const bytes = Uint8Array.from({ length: random(60) }, () => random(256));
      for (const decoder of decoders) expect(typeof decoder(bytes).ok).toBe("boolean");
    }
  });
  test("real frames, bent", () => {
    const random = seeded(7);
    const key = new Uint8Array(32);
    const seeds = [
      encodeHostMessage({
        type: "ADMITTED",
        person: 3,
        role: "owner",
        epoch: 1,
        key,
        settled: 300,
        refused: 0,
        title: "é",
      }),
      encodeHostMessage({
        type: "ACCESS",
        links: ["a", "b"],
        anyone: "view",
        change: "none",
        start: 300,
        peopleListed: true,
        approves: false,
        once: false,
        linkEnds: 0,
      }),
      encodeHostMessage({
        type: "REQUESTS",
        requests: [{ request: 1, kind: "join", person: 0, name: "Ken", command: "", email: "" }],
      }),
      encodeStreamMessages([{ type: "OUTPUT", output: key }]),
    ];
    for (let round = 0; round < 3000; round++) {
      const seed = seeds[round % seeds.length] ?? key;
      const bent = seed.slice(0, 1 + random(seed.length));
      bent[random(bent.length)] = random(256);
      for (const decoder of decoders) {
        const result = decoder(bent);
        if (!result.ok) expect(result.offset).toBeLessThanOrEqual(bent.length);
      }
    }
  });
  test("frames that decode encode to the same bytes", () => {
    const random = seeded(99);
    let decoded = 0;
    for (let round = 0; round < 4000; round++) {
      const bytes = Uint8Array.from({ length: 1 + random(6) }, () => random(0x40));
      const frame = decodeFrame(bytes);
      if (!frame.ok) continue;
      decoded++;
      expect(encodeFrame(frame.value as Frame)).toEqual(bytes);
    }
    expect(decoded).toBeGreaterThan(50);
  });
});
