import type { Bytes } from "../protocol";
import { fromBase64Url, toBase64Url } from "./encoding";

/** A link that is whole (rule L1). The secret stays in this object and in the address bar, and goes nowhere else. */
export type Link = {
  readonly type: "link";
  /** As in the address: 22 characters. */
  readonly id: string;
  readonly idBytes: Bytes;
  readonly secret: Bytes;
  /** What follows the secret, such as `owner` or `debug`. Unknown ones mean nothing. */
  readonly parameters: ReadonlySet<string>;
};

export type ParsedLink =
  | Link
  /** The part after # is missing. */
  | { readonly type: "incomplete" }
  /** There is a part after #, but it cannot be a secret. */
  | { readonly type: "bad secret" }
  | { readonly type: "no link" };

const KEY_BYTES = 16;

export function parseLink(pathname: string, hash: string): ParsedLink {
  const id = /^\/s\/([^/]+)\/?$/.exec(pathname)?.[1];
  const idBytes = id === undefined ? undefined : fromBase64Url(id);
  if (id === undefined || idBytes?.length !== KEY_BYTES) return { type: "no link" };
  const [secretText = "", ...parameters] = hash.replace(/^#/, "").split("&");
  if (secretText === "") return { type: "incomplete" };
  const secret = fromBase64Url(secretText);
  if (secret?.length !== KEY_BYTES) return { type: "bad secret" };
  return { type: "link", id, idBytes, secret, parameters: new Set(parameters) };
}

/** What somebody pasted, taken apart; undefined when it is no address at all. */
export function parsePastedLink(text: string): { url: URL; link: ParsedLink } | undefined {
  if (!URL.canParse(text.trim())) return undefined;
  const url = new URL(text.trim());
  return { url, link: parseLink(url.pathname, url.hash) };
}

/** Rule I1: another one for each load of the page. */
export const newInputStream = (): Bytes => crypto.getRandomValues(new Uint8Array(16));
export const newPersonKey = (): Bytes => crypto.getRandomValues(new Uint8Array(KEY_BYTES));
export const personKeyText = toBase64Url;
export const personKeyFrom = (text: string): Bytes | undefined => {
  const key = fromBase64Url(text);
  return key?.length === KEY_BYTES ? key : undefined;
};
