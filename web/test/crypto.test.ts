import { describe, expect, test } from "vitest";
import {
  Channel,
  EXPORT_CONTEXT,
  EXPORT_LENGTH,
  greet,
  isHostOf,
  joinInfo,
  pairwiseKeys,
  parseLink,
  parsePastedLink,
  SealingKey,
  secretKeys,
  sessionId,
  suite,
} from "../src/crypto";
import {
  decodeEnvelope,
  decodeFrame,
  helloHeader,
  sealedHeader,
  welcomeHeader,
} from "../src/protocol";
import { type Outcome, StreamReader } from "../src/session";
import { FakeHost } from "./fakeHost";
import { fromHex, plain, toHex, vectors } from "./support";

type Rfc = {
  mode: number;
  info: string;
  skRm: string;
  pkRm: string;
  skEm: string;
  pkEm: string;
  psk?: string;
  psk_id?: string;
  enc: string;
  encryptions: { aad: string; ct: string; pt: string }[];
  exports: { exporter_context: string; L: number; exported_value: string }[];
};

const keyPair = async (secret: string, open: string): Promise<CryptoKeyPair> => ({
  privateKey: await suite.kem.deserializePrivateKey(fromHex(secret)),
  publicKey: await suite.kem.deserializePublicKey(fromHex(open)),
});

describe("H1 RFC 9180's own vectors", () => {
  test.each(vectors<Rfc>("rfc9180-psk"))("mode $mode, both ends", async (row) => {
    const recipient = await keyPair(row.skRm, row.pkRm);
    const psk =
      row.psk === undefined
        ? {}
        : { psk: { key: fromHex(row.psk), id: fromHex(row.psk_id ?? "") } };
    const info = fromHex(row.info);
    const sender = await suite.createSenderContext({
      recipientPublicKey: recipient.publicKey,
      ekm: await keyPair(row.skEm, row.pkEm),
      info,
      ...psk,
    });
    const receiver = await suite.createRecipientContext({
      recipientKey: recipient.privateKey,
      enc: fromHex(row.enc),
      info,
      ...psk,
    });
    expect(toHex(new Uint8Array(sender.enc))).toBe(row.enc);
    // The published list skips numbers after the first four; those are in order.
    for (const { aad, ct, pt } of row.encryptions.slice(0, 3)) {
      expect(toHex(new Uint8Array(await sender.seal(fromHex(pt), fromHex(aad))))).toBe(ct);
      expect(toHex(new Uint8Array(await receiver.open(fromHex(ct), fromHex(aad))))).toBe(pt);
    }
    for (const each of row.exports) {
      const exported = await receiver.export(fromHex(each.exporter_context), each.L);
      expect(toHex(new Uint8Array(exported))).toBe(each.exported_value);
    }
  });
});

type Handshake = Record<
  "link" | "sessionId" | "secret" | "psk" | "secretId" | "ed25519" | "x25519" | "x25519Secret",
  string
> &
  Record<
    "skE" | "join" | "hello" | "exported" | "nonce" | "guestToHost" | "hostToGuest",
    string
  > & {
    first: string;
    welcome: string;
    frames: { from: "guest" | "host"; plaintext: string; hex: string }[];
  };

describe("the handshake's golden vectors", () => {
  const rows = vectors<Handshake>("handshake");

  test.each(rows)("L1 L2 L3 the link gives ID, secret and keys", async (row) => {
    const link = parsePastedLink(row.link)?.link;
    if (link?.type !== "link") throw new Error("no link");
    expect(toHex(link.idBytes)).toBe(row.sessionId);
    expect(toHex(link.secret)).toBe(row.secret);
    const keys = await secretKeys(link.secret);
    expect(plain(keys)).toEqual({ psk: row.psk, secretId: row.secretId });
    const id = await sessionId(fromHex(row.ed25519), fromHex(row.x25519));
    expect(toHex(id)).toBe(row.sessionId);
  });

  test.each(rows)("H1 H2 HELLO opens to JOIN and both make the same keys", async (row) => {
    const hello = decodeEnvelope(fromHex(row.hello));
    if (!hello.ok || hello.value.type !== "HELLO") throw new Error("no HELLO");
    const { secretId, enc, sealed } = hello.value;
    const receiver = await suite.createRecipientContext({
      recipientKey: (await keyPair(row.x25519Secret, row.x25519)).privateKey,
      enc,
      info: joinInfo(fromHex(row.sessionId)),
      psk: { id: secretId, key: fromHex(row.psk) },
    });
    const join = await receiver.open(sealed, helloHeader({ secretId, enc }));
    expect(toHex(new Uint8Array(join))).toBe(row.join);
    const exported = new Uint8Array(await receiver.export(EXPORT_CONTEXT, EXPORT_LENGTH));
    expect(toHex(exported)).toBe(row.exported);

    const keys = await pairwiseKeys(exported, fromHex(row.nonce));
    const same = await SealingKey.from(fromHex(row.hostToGuest));
    const probe = await same.seal(9, sealedHeader(9), fromHex("aa"));
    expect(await keys.hostToGuest.open(9, sealedHeader(9), probe)).toEqual(fromHex("aa"));
  });

  test.each(rows)(
    "H3 WELCOME and what follows open in order and seal to the same bytes",
    async (row) => {
      const host = await SealingKey.from(fromHex(row.hostToGuest));
      const guest = await SealingKey.from(fromHex(row.guestToHost));
      const welcome = decodeEnvelope(fromHex(row.welcome));
      if (!welcome.ok || welcome.value.type !== "WELCOME") throw new Error("no WELCOME");
      const first = await host.open(0, welcomeHeader(welcome.value.nonce), welcome.value.sealed);
      expect(first && toHex(first)).toBe(row.first);
      const opening = { host: new Channel(host, 1), guest: new Channel(guest, 0) };
      const sealing = { host: new Channel(host, 1), guest: new Channel(guest, 0) };
      for (const frame of row.frames) {
        const envelope = decodeEnvelope(fromHex(frame.hex));
        if (!envelope.ok || envelope.value.type !== "SEALED") throw new Error("no SEALED");
        const { counter, sealed } = envelope.value;
        const opened = await opening[frame.from].open(counter, sealed);
        expect(opened).toEqual({ type: "opened", message: fromHex(frame.plaintext) });
        const again = await sealing[frame.from].seal(fromHex(frame.plaintext));
        expect({ counter: again.counter, sealed: toHex(again.sealed) }).toEqual({
          counter,
          sealed: toHex(sealed),
        });
      }
    },
  );
});

describe("the stream's golden vectors", () => {
  type Step =
    | { learn: { epoch: number; key: string } }
    | { frame: string; outcome: string; messages?: unknown[] };
  type Row = { scenario: string; sessionId: string; steps: Step[] };
  const named = (outcome: Outcome): string => {
    if (outcome.type === "applied") return "opened";
    return outcome.type === "silent" ? "other epoch" : outcome.type;
  };
  test.each(vectors<Row>("sealed-stream"))("$scenario", async (row) => {
    const reader = new StreamReader(fromHex(row.sessionId));
    for (const [at, step] of row.steps.entries()) {
      if ("learn" in step) {
        await reader.enter(step.learn.epoch, fromHex(step.learn.key));
        continue;
      }
      const frame = decodeFrame(fromHex(step.frame));
      if (!frame.ok || frame.value.type !== "STREAM") throw new Error("no STREAM");
      const [outcome] = await reader.read([frame.value]);
      if (outcome === undefined) throw new Error("no outcome");
      expect(`${at} ${named(outcome)}`).toBe(`${at} ${step.outcome}`);
      if (outcome.type === "applied" && step.messages !== undefined) {
        expect(plain(outcome.messages)).toEqual(step.messages);
      }
    }
  });
});

describe("golden vectors of pages", () => {
  type Row = { sessionId: string; epoch: number; key: string; frame: string; outcome: string };
  test.each(vectors<Row & { messages?: unknown[] }>("pages"))("P2 P4 $outcome", async (row) => {
    const reader = new StreamReader(fromHex(row.sessionId));
    await reader.enter(row.epoch, fromHex(row.key));
    const frame = decodeFrame(fromHex(row.frame));
    if (!frame.ok || frame.value.type !== "PAGE") throw new Error("no PAGE");
    const rows = await reader.readPage(frame.value);
    expect(rows === undefined ? "altered" : "opened").toBe(row.outcome);
    if (rows !== undefined) expect(plain(rows)).toEqual(row.messages);
  });
});

describe("links", () => {
  const id = "AAECAwQFBgcICQoLDA0ODw";
  test("L1 what follows the secret is kept apart, unknown or not", () => {
    const link = parseLink(`/s/${id}`, `#${id}&owner&later=1`);
    expect(link).toMatchObject({ type: "link", id, parameters: new Set(["owner", "later=1"]) });
  });
  test("L1 a link without its fragment is incomplete", () => {
    expect(parseLink(`/s/${id}`, "").type).toBe("incomplete");
  });
  test.each(["#short", "#AAECAwQFBgcICQoLDA0OD!", "#AAECAwQFBgcICQoLDA0ODx"])(
    "L1 %s is no secret",
    (hash) => expect(parseLink(`/s/${id}`, hash).type).toBe("bad secret"),
  );
  test("L1 an ID of another length is no link", () => {
    expect(parseLink("/s/abc", `#${id}`).type).toBe("no link");
  });
});

describe("keys", () => {
  test("G1 other keys than the link's are not its host", async () => {
    const host = await FakeHost.start();
    expect(await isHostOf(host.idBytes, host.ed25519, host.x25519)).toBe(true);
    expect(await isHostOf(host.idBytes, host.x25519, host.ed25519)).toBe(false);
  });
  test("H2 the same HELLO and another nonce give other keys", async () => {
    const host = await FakeHost.start();
    const greeting = await greet(host.link, host.x25519, fromHex("00"));
    expect(await greeting.answer(new Uint8Array(32), new Uint8Array(40))).toBeUndefined();
  });
  test("H3 replayed, missing and altered messages are named", async () => {
    const key = await SealingKey.from(new Uint8Array(32));
    const from = new Channel(key, 0);
    const { sealed } = await from.seal(fromHex("0102"));
    const to = new Channel(key, 0);
    expect(await to.open(1, sealed)).toEqual({ type: "missing frames" });
    expect(await to.open(0, sealed)).toMatchObject({ type: "opened" });
    expect(await to.open(0, sealed)).toEqual({ type: "replayed" });
    expect(await to.open(1, sealed)).toEqual({ type: "altered" });
  });
});
