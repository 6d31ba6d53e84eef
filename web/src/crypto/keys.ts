import type { Bytes } from "../protocol";
import { concat, sameBytes, utf8 } from "./encoding";

/** HKDF-Expand(HKDF-Extract(salt, secret), info, length), with SHA-256. */
export async function hkdf(
  secret: Bytes,
  salt: Bytes,
  info: string,
  length: number,
): Promise<Bytes> {
  const key = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveBits"]);
  const algorithm = { name: "HKDF", hash: "SHA-256", salt, info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(algorithm, key, length * 8));
}

export type SecretKeys = { readonly psk: Bytes; readonly secretId: Bytes };

/** Rule L3. */
export async function secretKeys(secret: Bytes): Promise<SecretKeys> {
  const salt = utf8("weft/1");
  const psk = await hkdf(secret, salt, "psk", 32);
  return { psk, secretId: await hkdf(secret, salt, "id", 8) };
}

/** Rule L2. */
export async function sessionId(ed25519: Bytes, x25519: Bytes): Promise<Bytes> {
  const digest = await crypto.subtle.digest(
    "SHA-256",
    concat(utf8("weft/1 session"), ed25519, x25519),
  );
  return new Uint8Array(digest).slice(0, 16);
}

/** Rule G1: whether these keys are those of the link's host. */
export const isHostOf = async (id: Bytes, ed25519: Bytes, x25519: Bytes): Promise<boolean> =>
  sameBytes(id, await sessionId(ed25519, x25519));
