/**
 * What keeps the relay out: links, the HPKE handshake, sealing. Everything runs on WebCrypto, which browsers offer on
 * https and on loopback only. Read `handshake.ts`, then `sealing.ts`.
 */
export { concat, fromBase64Url, sameBytes, toBase64Url, utf8 } from "./encoding";
export {
  EXPORT_CONTEXT,
  EXPORT_LENGTH,
  type Greeting,
  greet,
  joinInfo,
  type Pairwise,
  pairwiseKeys,
  suite,
} from "./handshake";
export { hkdf, isHostOf, type SecretKeys, secretKeys, sessionId } from "./keys";
export {
  type Link,
  newInputStream,
  newPersonKey,
  type ParsedLink,
  parseLink,
  parsePastedLink,
  personKeyFrom,
  personKeyText,
} from "./link";
export {
  Channel,
  type Opened,
  openPage,
  openStream,
  SealingKey,
  sealPage,
  sealStream,
} from "./sealing";
