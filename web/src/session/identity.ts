import { newPersonKey, personKeyFrom, personKeyText } from "../crypto";
import type { Bytes } from "../protocol";
import type { Storage } from "./ports";

export type Identity = { readonly personKey: Bytes; readonly name: string | undefined };

const LAST_NAME = "weft/name";
const keyOf = (session: string): string => `weft/session/${session}/key`;
const nameOf = (session: string): string => `weft/session/${session}/name`;

/** Rule H5: the same key on every visit to this session, another one for every other session. */
export function recall(session: string, storage: Storage): Identity {
  const known = personKeyFrom(storage.get(keyOf(session)) ?? "");
  const personKey = known ?? newPersonKey();
  if (known === undefined) storage.set(keyOf(session), personKeyText(personKey));
  return { personKey, name: storage.get(nameOf(session)) };
}

/** The name given at the last session, wherever that was. */
export const lastName = (storage: Storage): string => storage.get(LAST_NAME) ?? "";

export function rememberName(session: string, name: string, storage: Storage): void {
  storage.set(nameOf(session), name);
  storage.set(LAST_NAME, name);
}
