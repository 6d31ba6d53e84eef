import { type Link, newPersonKey, personKeyFrom, personKeyText } from "../crypto";
import type { Bytes } from "../protocol";
import type { Storage } from "./ports";

export type Identity = { readonly personKey: Bytes; readonly name: string | undefined };

const LAST_NAME = "weft/name";
const keyOf = (session: string): string => `weft/session/${session}/key`;
const nameOf = (session: string): string => `weft/session/${session}/name`;

/** Parameters of a link that carry who somebody is to another of their devices. */
const PERSON = "person=";
const NAME = "name=";

/** Rule H5: the same key on every visit to this session, another one for every other session, unless the link has one. */
export function recall({ id, parameters }: Link, storage: Storage): Identity {
  const given = personKeyFrom(parameter(parameters, PERSON) ?? "");
  const known = personKeyFrom(storage.get(keyOf(id)) ?? "");
  const personKey = given ?? known ?? newPersonKey();
  if (personKey !== known) storage.set(keyOf(id), personKeyText(personKey));
  const name = given === undefined ? undefined : parameter(parameters, NAME);
  if (name !== undefined) storage.set(nameOf(id), name);
  return { personKey, name: name ?? storage.get(nameOf(id)) };
}

/** The link with which another device is this person. */
export function linkFor(
  link: string,
  { name, personKey }: { readonly name: string; readonly personKey: Bytes },
): string {
  return `${link}&${PERSON}${personKeyText(personKey)}&${NAME}${encodeURIComponent(name)}`;
}

/** The part of an address after # without who somebody is, which nobody is to read off the address bar. */
export const withoutPerson = (hash: string): string =>
  hash
    .split("&")
    .filter((part) => !part.startsWith(PERSON) && !part.startsWith(NAME))
    .join("&");

function parameter(parameters: ReadonlySet<string>, name: string): string | undefined {
  const found = [...parameters].find((each) => each.startsWith(name));
  if (found === undefined) return undefined;
  try {
    return decodeURIComponent(found.slice(name.length));
  } catch {
    return undefined;
  }
}

/** The name given at the last session, wherever that was. */
export const lastName = (storage: Storage): string => storage.get(LAST_NAME) ?? "";

export function rememberName(session: string, name: string, storage: Storage): void {
  storage.set(nameOf(session), name);
  storage.set(LAST_NAME, name);
}
