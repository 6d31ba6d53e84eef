import {
  type Give,
  type Grants,
  type Invited,
  type Level,
  levelNumber,
  readGive,
  readGrants,
  readInvited,
  readLevel,
  writeGive,
  writeGrants,
  writeInvited,
} from "./access";
import { type BlockList, readBlockList, writeBlockList } from "./blocks";
import { type Bytes, type Decoded, decode, type Reader, Writer } from "./bytes";
import {
  type Completions,
  type DraftNot,
  type EditDraft,
  readCompletions,
  readDraftNot,
  readEditDraft,
  writeCompletions,
  writeDraftNot,
  writeEditDraft,
} from "./draft";
import { type Find, type Found, readFind, readFound, writeFind, writeFound } from "./find";
import { type Role, type Roster, readRole, readRoster, roleNumber, writeRoster } from "./people";
import { readShow, type Show, writeShow } from "./presence";
import { type Reason, readReason, reasonNumber } from "./reasons";
import {
  readShareFrom,
  readStarts,
  type ShareFrom,
  type Starts,
  writeShareFrom,
  writeStarts,
} from "./starts";

/** Section 7 of PROTOCOL.md: guest → host. */
export type GuestMessage =
  | {
      readonly type: "JOIN";
      readonly name: string;
      readonly personKey: Bytes;
      /** Names what this page types from here on (rule I1). */
      readonly inputStream: Bytes;
      readonly client: string;
    }
  | {
      readonly type: "TYPE";
      /** Bytes of the input stream before these (rule I1). */
      readonly at: number;
      /** Bytes of it that are known here to have been refused (rule I4). */
      readonly refused: number;
      readonly input: Bytes;
    }
  | { readonly type: "ASK_TO_EDIT" | "WITHDRAW" | "READY" }
  | { readonly type: "PING"; readonly token: number }
  | Find
  /** The blocks before one (rule K4). */
  | { readonly type: "LIST_BLOCKS"; readonly token: number; readonly before: number }
  | EditDraft
  | {
      readonly type: "MOVE_CARET";
      readonly draft: number;
      readonly version: number;
      readonly anchor: number;
      readonly head: number;
    }
  | { readonly type: "RUN_DRAFT"; readonly draft: number; readonly version: number }
  | Show
  /** How a command line could go on (rule D5). */
  | { readonly type: "COMPLETE"; readonly token: number; readonly line: string }
  | OwnerMessage;

/** What only an owner may say; the host checks. */
export type OwnerMessage =
  | { readonly type: "REVOKE_LINK" | "RENEW_LINK" | "STOP" | "EVERYONE_VIEWS" }
  /** Whether guests are told of everybody. */
  | { readonly type: "LIST_PEOPLE"; readonly all: boolean }
  | { readonly type: "APPROVE"; readonly each: boolean }
  | { readonly type: "ANSWER"; readonly request: number; readonly level: Level }
  | { readonly type: "SET_ROLE"; readonly person: number; readonly role: "viewer" | "editor" }
  | { readonly type: "REMOVE"; readonly person: number }
  | { readonly type: "SET_ANYONE" | "SET_TEAM"; readonly level: Level }
  | Give
  /** How long the link as it is lets newcomers in (rule M13). */
  | { readonly type: "LIMIT_LINK"; readonly seconds: number; readonly once: boolean }
  | ShareFrom
  | { readonly type: "ASK_STARTS"; readonly block: number; readonly blocks: number };

export const decodeGuestMessage = (bytes: Bytes): Decoded<GuestMessage> =>
  decode(bytes, (from): GuestMessage => {
    const code = from.among(
      [
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27,
        28, 29, 30,
      ],
      "type",
    );
    switch (code) {
      case 1: {
        const name = from.text("name");
        const personKey = from.raw(16, "personKey");
        const inputStream = from.raw(16, "inputStream");
        return { type: "JOIN", name, personKey, inputStream, client: from.text("client") };
      }
      case 2: {
        const at = from.varint("at");
        return { type: "TYPE", at, refused: from.varint("refused"), input: from.rest() };
      }
      case 3:
        return { type: "ASK_TO_EDIT" };
      case 4:
        return { type: "WITHDRAW" };
      case 5:
        return { type: "PING", token: from.varint("token") };
      case 6:
        return { type: "READY" };
      case 7:
        return readFind(from);
      case 8: {
        const token = from.varint("token");
        return { type: "LIST_BLOCKS", token, before: from.varint("before") };
      }
      case 9:
        return readEditDraft(from);
      case 10: {
        const draft = from.varint("draft");
        const version = from.varint("version");
        const anchor = from.count("anchor");
        return { type: "MOVE_CARET", draft, version, anchor, head: from.count("head") };
      }
      case 11:
        return { type: "RUN_DRAFT", draft: from.varint("draft"), version: from.varint("version") };
      case 12:
        return readShow(from);
      case 13:
        return { type: "COMPLETE", token: from.varint("token"), line: from.text("line") };
      case 24:
        return { type: "EVERYONE_VIEWS" };
      case 25:
        return { type: "LIST_PEOPLE", all: from.among([0, 1], "all") === 1 };
      case 26:
        return { type: "APPROVE", each: from.among([0, 1], "each") === 1 };
      case 27:
        return readGive(from);
      case 29: {
        const seconds = from.varint("seconds");
        return { type: "LIMIT_LINK", seconds, once: from.among([0, 1], "once") === 1 };
      }
      case 30:
        return { type: "RENEW_LINK" };
      case 28:
        return { type: "SET_TEAM", level: readLevel(from) };
      case 16:
        return { type: "ANSWER", request: from.varint("request"), level: readLevel(from) };
      case 17: {
        const person = from.varint("person");
        const role = from.among([1, 2], "role") === 1 ? "viewer" : "editor";
        return { type: "SET_ROLE", person, role };
      }
      case 18:
        return { type: "REMOVE", person: from.varint("person") };
      case 19:
        return { type: "SET_ANYONE", level: readLevel(from) };
      case 20:
        return { type: "REVOKE_LINK" };
      case 21:
        return { type: "STOP" };
      case 22:
        return readShareFrom(from);
      case 23:
        return { type: "ASK_STARTS", block: from.varint("block"), blocks: from.varint("blocks") };
    }
  });

export function encodeGuestMessage(message: GuestMessage): Bytes {
  const to = new Writer();
  switch (message.type) {
    case "JOIN":
      to.u8(1).text(message.name).raw(message.personKey);
      return to.raw(message.inputStream).text(message.client).done();
    case "TYPE":
      return to.u8(2).varint(message.at).varint(message.refused).raw(message.input).done();
    case "ASK_TO_EDIT":
      return to.u8(3).done();
    case "WITHDRAW":
      return to.u8(4).done();
    case "PING":
      return to.u8(5).varint(message.token).done();
    case "READY":
      return to.u8(6).done();
    case "FIND":
      return writeFind(to.u8(7), message);
    case "LIST_BLOCKS":
      return to.u8(8).varint(message.token).varint(message.before).done();
    case "EDIT_DRAFT":
      return writeEditDraft(to.u8(9), message);
    case "MOVE_CARET":
      to.u8(10).varint(message.draft).varint(message.version);
      return to.varint(message.anchor).varint(message.head).done();
    case "RUN_DRAFT":
      return to.u8(11).varint(message.draft).varint(message.version).done();
    case "ANSWER":
      return to.u8(16).varint(message.request).u8(levelNumber(message.level)).done();
    case "SET_ROLE":
      return to.u8(17).varint(message.person).u8(roleNumber(message.role)).done();
    case "REMOVE":
      return to.u8(18).varint(message.person).done();
    case "SET_ANYONE":
      return to.u8(19).u8(levelNumber(message.level)).done();
    case "GIVE":
      return writeGive(to.u8(27), message);
    case "LIMIT_LINK":
      return to
        .u8(29)
        .varint(message.seconds)
        .u8(message.once ? 1 : 0)
        .done();
    case "RENEW_LINK":
      return to.u8(30).done();
    case "SET_TEAM":
      return to.u8(28).u8(levelNumber(message.level)).done();
    case "REVOKE_LINK":
      return to.u8(20).done();
    case "STOP":
      return to.u8(21).done();
    case "SHOW":
      return writeShow(to.u8(12), message).done();
    case "COMPLETE":
      return to.u8(13).varint(message.token).text(message.line).done();
    case "EVERYONE_VIEWS":
      return to.u8(24).done();
    case "LIST_PEOPLE":
      return to
        .u8(25)
        .u8(message.all ? 1 : 0)
        .done();
    case "APPROVE":
      return to
        .u8(26)
        .u8(message.each ? 1 : 0)
        .done();
    case "SHARE_FROM":
      return writeShareFrom(to.u8(22), message);
    case "ASK_STARTS":
      return to.u8(23).varint(message.block).varint(message.blocks).done();
  }
}

export type Request = {
  readonly request: number;
  readonly kind: (typeof KINDS)[number];
  /** 0: not here yet. */
  readonly person: number;
  readonly name: string;
  /** That somebody wants to run. */
  readonly command: string;
  /** That the relay has verified; else empty. */
  readonly email: string;
};
const KINDS = ["join", "edit", "run"] as const;

export type LinkChange = "none" | "removed" | "revoked" | "renewed";
const CHANGES: readonly LinkChange[] = ["none", "removed", "revoked", "renewed"];

/** Section 7 of PROTOCOL.md: host → guest. */
export type HostMessage =
  | {
      readonly type: "ADMITTED";
      readonly person: number;
      readonly role: Role;
      readonly epoch: number;
      readonly key: Bytes;
      readonly settled: number;
      readonly refused: number;
      readonly title: string;
    }
  | { readonly type: "WAITING" }
  | { readonly type: "EPOCH"; readonly epoch: number; readonly key: Bytes }
  | { readonly type: "ROLE"; readonly role: Role }
  | { readonly type: "ANSWERED"; readonly granted: boolean }
  | { readonly type: "PONG"; readonly token: number }
  | { readonly type: "NOT_ALLOWED"; readonly refused: number }
  | { readonly type: "REQUESTS"; readonly requests: readonly Request[] }
  | {
      readonly type: "ACCESS";
      /** One for each relay of the session. */
      readonly links: readonly string[];
      readonly anyone: Level;
      readonly change: LinkChange;
      /** One more than the row where sharing starts; 0: the session's start. */
      readonly start: number;
      /** Guests are told of everybody. */
      readonly peopleListed: boolean;
      /** The owner approves each command of an editor. */
      readonly approves: boolean;
      /** One person more ends the link. */
      readonly once: boolean;
      /** When it ends, in ms since 1970; 0: not by itself. */
      readonly linkEnds: number;
    }
  | Grants
  | Invited
  | Starts
  | Found
  | BlockList
  | DraftNot
  | Completions
  /** Everybody, where guests are not told of all (rule M10). */
  | ({ readonly type: "PEOPLE" } & Roster)
  | { readonly type: "GOODBYE"; readonly reason: Reason }
  /** How far this page's input stream has come: bytes typed or refused, and how many of those were refused (rule I3). */
  | { readonly type: "TAKEN"; readonly settled: number; readonly refused: number };

export const decodeHostMessage = (bytes: Bytes): Decoded<HostMessage> =>
  decode(bytes, (from): HostMessage => {
    switch (
      from.among([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19], "type")
    ) {
      case 1: {
        const person = from.varint("person");
        const role = readRole(from);
        const epoch = from.varint("epoch");
        const key = from.raw(32, "epoch key");
        const settled = from.varint("settled");
        const refused = from.varint("refused");
        const title = from.text("title");
        return { type: "ADMITTED", person, role, epoch, key, settled, refused, title };
      }
      case 2:
        return { type: "WAITING" };
      case 3:
        return { type: "EPOCH", epoch: from.varint("epoch"), key: from.raw(32, "epoch key") };
      case 4:
        return { type: "ROLE", role: readRole(from) };
      case 5:
        return { type: "ANSWERED", granted: from.among([0, 1], "answer") === 1 };
      case 6:
        return { type: "PONG", token: from.varint("token") };
      case 7:
        return { type: "NOT_ALLOWED", refused: from.u8("refused type") };
      case 8:
        return { type: "REQUESTS", requests: readRequests(from) };
      case 9: {
        const links = readLinks(from);
        const anyone = readLevel(from);
        const change = CHANGES[from.among([0, 1, 2, 3], "why")] ?? "none";
        const start = from.varint("start");
        const flags = from.among([0, 1, 2, 3, 4, 5, 6, 7], "flags");
        const peopleListed = (flags & 1) !== 0;
        return {
          type: "ACCESS",
          links,
          anyone,
          change,
          start,
          peopleListed,
          approves: (flags & 2) !== 0,
          once: (flags & 4) !== 0,
          linkEnds: from.varint("link ends"),
        };
      }
      case 10:
        return { type: "GOODBYE", reason: readReason(from) };
      case 11:
        return { type: "TAKEN", settled: from.varint("settled"), refused: from.varint("refused") };
      case 12:
        return readFound(from);
      case 13:
        return readBlockList(from);
      case 14:
        return readStarts(from);
      case 15:
        return readDraftNot(from);
      case 16:
        return readCompletions(from);
      case 17:
        return { type: "PEOPLE", ...readRoster(from) };
      case 18:
        return readGrants(from);
      case 19:
        return readInvited(from);
    }
  });

function readLinks(from: Reader): string[] {
  const count = from.varint("count");
  const links: string[] = [];
  while (links.length < count) links.push(from.text("link"));
  return links;
}

function readRequests(from: Reader): Request[] {
  const count = from.varint("count");
  const requests: Request[] = [];
  // Each entry takes at least a byte, so a false count ends as "truncated" before it costs anything.
  while (requests.length < count) {
    const request = from.varint("request");
    const kind = KINDS[from.among([1, 2, 3], "kind") - 1] ?? "join";
    const person = from.varint("person");
    requests.push({
      request,
      kind,
      person,
      name: from.text("name"),
      command: from.text("command"),
      email: from.text("email"),
    });
  }
  return requests;
}

export function encodeHostMessage(message: HostMessage): Bytes {
  const to = new Writer();
  switch (message.type) {
    case "ADMITTED":
      to.u8(1).varint(message.person).u8(roleNumber(message.role)).varint(message.epoch);
      to.raw(message.key).varint(message.settled).varint(message.refused);
      return to.text(message.title).done();
    case "WAITING":
      return to.u8(2).done();
    case "EPOCH":
      return to.u8(3).varint(message.epoch).raw(message.key).done();
    case "ROLE":
      return to.u8(4).u8(roleNumber(message.role)).done();
    case "ANSWERED":
      return to
        .u8(5)
        .u8(message.granted ? 1 : 0)
        .done();
    case "PONG":
      return to.u8(6).varint(message.token).done();
    case "NOT_ALLOWED":
      return to.u8(7).u8(message.refused).done();
    case "REQUESTS":
      to.u8(8).varint(message.requests.length);
      for (const each of message.requests) {
        to.varint(each.request).u8(KINDS.indexOf(each.kind) + 1);
        to.varint(each.person).text(each.name).text(each.command).text(each.email);
      }
      return to.done();
    case "ACCESS":
      to.u8(9).varint(message.links.length);
      for (const link of message.links) to.text(link);
      to.u8(levelNumber(message.anyone)).u8(CHANGES.indexOf(message.change));
      to.varint(message.start);
      to.u8((message.peopleListed ? 1 : 0) | (message.approves ? 2 : 0) | (message.once ? 4 : 0));
      return to.varint(message.linkEnds).done();
    case "GOODBYE":
      return to.u8(10).u8(reasonNumber(message.reason)).done();
    case "TAKEN":
      return to.u8(11).varint(message.settled).varint(message.refused).done();
    case "FOUND":
      return writeFound(to.u8(12), message);
    case "BLOCK_LIST":
      return writeBlockList(to.u8(13), message);
    case "STARTS":
      return writeStarts(to.u8(14), message);
    case "DRAFT_NOT":
      return writeDraftNot(to.u8(15), message);
    case "COMPLETIONS":
      return writeCompletions(to.u8(16), message);
    case "GRANTS":
      return writeGrants(to.u8(18), message);
    case "INVITED":
      return writeInvited(to.u8(19), message);
    case "PEOPLE":
      return writeRoster(to.u8(17), message).done();
  }
}
