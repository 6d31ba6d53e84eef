import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "@hpke/core";
import { type Bytes, encodeEnvelope, helloHeader } from "../protocol";
import { concat, utf8 } from "./encoding";
import { hkdf, secretKeys } from "./keys";
import type { Link } from "./link";
import { Channel, openWelcome, SealingKey } from "./sealing";

/** RFC 9180's suite of rule H1. */
export const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});

export const joinInfo = (id: Bytes): Bytes => concat(utf8("weft/1 join"), id);
export const EXPORT_CONTEXT = utf8("weft/1 pairwise");
export const EXPORT_LENGTH = 32;

/** Both directions, once the host has answered, with what WELCOME said. */
export type Pairwise = {
  readonly toHost: Channel;
  readonly fromHost: Channel;
  readonly welcome: Bytes;
};

/** A HELLO that has been made, and what is needed to read its answer. */
export type Greeting = {
  readonly hello: Bytes;
  /** Undefined when WELCOME does not open. */
  readonly answer: (nonce: Bytes, sealed: Bytes) => Promise<Pairwise | undefined>;
};

/** Rule H1: proves knowledge of the link's secret to the holder of `hostX25519`, and to nobody else. */
export async function greet(link: Link, hostX25519: Bytes, join: Bytes): Promise<Greeting> {
  const { psk, secretId } = await secretKeys(link.secret);
  const sender = await suite.createSenderContext({
    recipientPublicKey: await suite.kem.deserializePublicKey(hostX25519),
    info: joinInfo(link.idBytes),
    psk: { id: secretId, key: psk },
  });
  const enc = new Uint8Array(sender.enc);
  const sealed = new Uint8Array(await sender.seal(join, helloHeader({ secretId, enc })));
  const exported = new Uint8Array(await sender.export(EXPORT_CONTEXT, EXPORT_LENGTH));
  return {
    hello: encodeEnvelope({ type: "HELLO", secretId, enc, sealed }),
    answer: async (nonce, ciphertext) => {
      const keys = await pairwiseKeys(exported, nonce);
      const welcome = await openWelcome(keys.hostToGuest, nonce, ciphertext);
      if (welcome === undefined) return undefined;
      return {
        toHost: new Channel(keys.guestToHost, 0),
        fromHost: new Channel(keys.hostToGuest, 1),
        welcome,
      };
    },
  };
}

/** Rule H2. */
export async function pairwiseKeys(
  exported: Bytes,
  nonce: Bytes,
): Promise<{ guestToHost: SealingKey; hostToGuest: SealingKey }> {
  const guest = await hkdf(exported, nonce, "guest to host", 32);
  const host = await hkdf(exported, nonce, "host to guest", 32);
  return {
    guestToHost: await SealingKey.from(guest),
    hostToGuest: await SealingKey.from(host),
  };
}
