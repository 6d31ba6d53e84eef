import { describe, expect, test } from "vitest";
import { type Link, parseLink } from "../src/crypto";
import { linkFor, recall, rememberName, type Storage, withoutPerson } from "../src/session";

describe("who somebody is", () => {
  const memory = (): Storage & { readonly all: Map<string, string> } => {
    const all = new Map<string, string>();
    return { all, get: (key) => all.get(key), set: (key, value) => void all.set(key, value) };
  };
  const id = "A".repeat(22);
  const opened = (hash: string, session = id): Link => {
    const link = parseLink(`/s/${session}`, hash);
    if (link.type !== "link") throw new Error(link.type);
    return link;
  };
  const secret = `#${"B".repeat(21)}A`;

  test("H5 a person keeps one key for a session, and another for the next", () => {
    const storage = memory();
    const first = recall(opened(secret), storage);
    rememberName(id, "Ada", storage);
    expect(recall(opened(secret), storage)).toEqual({ personKey: first.personKey, name: "Ada" });
    const other = recall(opened(secret, `${"C".repeat(21)}A`), storage);
    expect(other.personKey).not.toEqual(first.personKey);
  });
  test("H5 L1 a link made for it makes another device the same person, by name and key", () => {
    const first = recall(opened(secret), memory());
    const link = linkFor(`https://x/s/${id}${secret}`, { ...first, name: "Zoë & Søn #1" });
    const hash = new URL(link).hash;
    const storage = memory();
    const second = recall(opened(hash), storage);
    expect(second.personKey).toEqual(first.personKey);
    expect(second.name).toBe("Zoë & Søn #1");
    expect(recall(opened(secret), storage)).toEqual(second);
    expect(withoutPerson(`${hash}&debug`)).toBe(`${secret}&debug`);
  });
  test("H5 what is no key does not make anybody anybody else", () => {
    const storage = memory();
    const before = recall(opened(secret), storage);
    expect(recall(opened(`${secret}&person=short&name=Eve`), storage)).toEqual(before);
    expect(recall(opened(`${secret}&name=Eve`), storage)).toEqual(before);
  });
});
