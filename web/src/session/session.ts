import { type Link, newInputStream } from "../crypto";
import {
  type Bytes,
  type GuestMessage,
  type HostMessage,
  MAX_TYPE_BYTES,
  NOTHING_SELECTED,
  type OwnerMessage,
  type Reason,
  type Selected,
  type Stream,
  type StreamMessage,
} from "../protocol";
import { backoff } from "./backoff";
import { BlockIndex } from "./blocks";
import { Completing } from "./completing";
import { type Closing, Connection } from "./connection";
import { DraftLine } from "./draft";
import { Heartbeat } from "./heartbeat";
import { History } from "./history";
import { Input } from "./input";
import { Painter } from "./painter";
import type { Clock, Display, OpenSocket } from "./ports";
import { Search } from "./search";
import { type Place, Showing } from "./showing";
import {
  FIRST_VIEW,
  type Interruption,
  mayType,
  type Problem,
  troubleSince,
  type View,
  verdict,
} from "./state";
import { StreamReader } from "./streamReader";

/** A relay, and then a host, that does not answer for so long is given up and tried again. */
const ANSWER_WITHIN_MS = 15_000;
/** After so long without trouble, the next trouble starts with short delays again. */
const CALM_AFTER_MS = 10_000;
/** A relay that was started again is given so long to hear of its sessions (rule R9): twice the longest pause of a host. */
const UNKNOWN_FOR_MS = 30_000;
/** Several signs that the network is back come at once; one new attempt is enough for all of them. */
const WAKES_TOGETHER_MS = 1000;

export type SessionOptions = {
  readonly link: Link;
  readonly name: string;
  readonly personKey: Bytes;
  readonly client: string;
  readonly open: OpenSocket;
  readonly display: Display;
  readonly clock: Clock;
  /** Frames that were dropped, by the names of PROTOCOL.md. */
  readonly note?: (what: string) => void;
};

/** One person's way through one session, for as long as it lives: over any number of connections. */
export class Session {
  readonly #options: SessionOptions;
  readonly #stream: StreamReader;
  readonly #painter: Painter;
  readonly #heartbeat: Heartbeat;
  readonly #input: Input;
  /** What can be scrolled back to. */
  readonly history: History;
  /** What is looked for in it. */
  readonly search: Search;
  /** The commands that ran in it. */
  readonly blocks: BlockIndex;
  /** The command line that people write together. */
  readonly draft: DraftLine;
  /** How it could go on. */
  readonly completing: Completing;
  readonly #showing: Showing;
  readonly #listeners = new Set<(view: View) => void>();
  #view: View = FIRST_VIEW;
  #connection: Connection | undefined;
  #failures = 0;
  #wokenAt = Number.NEGATIVE_INFINITY;
  /** Whether this connection has a host at its other end that owes an answer. */
  #hostHere = false;
  /** Since when the relay has said that it knows no such session. */
  #unknownSince: number | undefined;
  #cancelTimer: (() => void) | undefined;
  #cancelCalm: (() => void) | undefined;
  /** One KEYFRAME_PLEASE is enough until a keyframe arrives. */
  #keyframeAsked = false;
  #disposed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#stream = new StreamReader(options.link.idBytes);
    this.#painter = new Painter(options.display, options.clock, {
      painted: (seq) => this.#connection?.acknowledge(seq),
      broken: () => {
        this.#stream.forget();
        this.#keyframeAsked = false;
        this.#askForKeyframe("the terminal failed");
      },
    });
    this.history = new History(options.clock, {
      ask: (page) => this.#connection?.askForPage(page),
      stale: () => this.#askForKeyframe("the history has changed"),
    });
    this.#input = new Input(newInputStream(), options.clock, (loss) => this.#change({ loss }));
    this.draft = new DraftLine(this.#input.stream, (message) => this.#connection?.send(message));
    this.completing = new Completing(options.clock, (message) => this.#connection?.send(message));
    this.#showing = new Showing(options.clock, (message) => this.#connection?.send(message));
    this.search = new Search(options.clock, {
      ask: (find) => this.#connection?.send(find),
      generation: () => this.history.generation,
      stale: () => this.#askForKeyframe("the history has changed"),
    });
    this.blocks = new BlockIndex(options.clock, {
      ask: (list) => this.#connection?.send(list),
      generation: () => this.history.generation,
    });
    this.#heartbeat = new Heartbeat(options.clock, {
      ping: (token) => this.#connection?.send({ type: "PING", token }),
      measured: (latency) => this.#change({ latency }),
      silent: () => this.#interrupted("lost"),
    });
  }

  get view(): View {
    return this.#view;
  }

  subscribe(listener: (view: View) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): void {
    this.#connect();
  }

  /** Somebody looks at the page again, or the network is back or another one: no reason to wait any longer. */
  wake(): void {
    this.#heartbeat.setVisible(true);
    this.#heartbeat.probe();
    const now = this.#options.clock.now();
    const lost = troubleSince(this.#view.state) !== undefined;
    if (lost && now - this.#wokenAt >= WAKES_TOGETHER_MS) {
      this.#wokenAt = now;
      this.#failures = 0;
      this.#connect();
    }
  }

  hidden(): void {
    this.#heartbeat.setVisible(false);
  }

  /** After a failure that a person may want to try again. */
  retry(): void {
    this.#failures = 0;
    this.#unknownSince = undefined;
    this.#change({ state: { type: "connecting" } });
    this.#connect();
  }

  /** Asks for the whole screen once more: what the terminal did with it depended on the role. */
  refresh(): void {
    if (this.#view.state.type === "live") this.#askForKeyframe("the role has changed");
  }

  /** Whether keys are taken. */
  get writable(): boolean {
    return mayType(this.#view);
  }

  /** What this page has selected, by the numbers that rows have now. */
  get ownSelection(): Selected {
    const { person, presence } = this.#view;
    const own = presence.find(
      (each) => each.person === person && each.device === this.draft.writer,
    );
    return own?.selection ?? NOTHING_SELECTED;
  }

  /** Tells the others where this page is and what is selected in it. */
  show(place: Place): void {
    this.#showing.show(place);
  }

  /** The owner does something in this page, which ends what follows from being away. */
  ownerIsHere(): void {
    const { ownerAway, secondsLeft } = this.#view.control;
    if (this.#view.role === "owner" && (ownerAway || secondsLeft > 0)) this.#showing.again();
  }

  type(input: Bytes): void {
    if (!this.writable) return;
    for (let at = 0; at < input.length; at += MAX_TYPE_BYTES) {
      const typed = this.#input.type(input.slice(at, at + MAX_TYPE_BYTES));
      if (typed === undefined) return;
      this.#connection?.send({ type: "TYPE", ...typed });
      this.#heartbeat.typed();
    }
  }

  askToEdit(): void {
    this.#connection?.send({ type: "ASK_TO_EDIT" });
    this.#change({ asking: "asked" });
  }

  withdraw(): void {
    this.#connection?.send({ type: "WITHDRAW" });
    this.#change({ asking: "no" });
  }

  /** What owners decide; the host checks the role again. */
  decide(message: OwnerMessage): void {
    this.#connection?.send(message);
  }

  dispose(): void {
    this.#disposed = true;
    this.#disconnect();
    this.history.dispose();
    this.search.dispose();
    this.#listeners.clear();
  }

  #change(change: Partial<View>): void {
    this.#view = { ...this.#view, ...change };
    for (const listener of this.#listeners) listener(this.#view);
  }

  #connect(): void {
    if (this.#disposed) return;
    this.#disconnect();
    this.#keyframeAsked = false;
    this.#painter.forgetAcknowledgements();
    const { link, name, personKey, client, open } = this.#options;
    const inputStream = this.#input.stream;
    const join: GuestMessage = { type: "JOIN", name, personKey, inputStream, client };
    this.#connection = new Connection(link, join, open, {
      heard: () => this.#heartbeat.heard(),
      host: (here) => this.#hostIs(here),
      message: (message) => this.#hear(message),
      stream: (frames) => this.#receive(frames),
      page: async (page) => this.history.received(page, await this.#stream.readPage(page)),
      closed: (closing) => this.#closed(closing),
    });
    this.#expectAnswer();
  }

  #expectAnswer(): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(ANSWER_WITHIN_MS, () =>
      this.#interrupted(this.#hostHere ? "host silent" : "unreachable"),
    );
  }

  #disconnect(): void {
    this.#cancelTimer?.();
    this.#cancelCalm?.();
    this.#heartbeat.stop();
    this.#hostHere = false;
    this.#connection?.close();
    this.#connection = undefined;
    this.#showing.lost();
    this.history.lost();
    this.search.lost();
    this.blocks.lost();
  }

  /** A host that is here gets a HELLO, which it or its WELCOME may never reach. */
  #hostIs(here: boolean): void {
    this.#hostHere = here;
    this.#unknownSince = undefined;
    if (here) this.#expectAnswer();
    else this.#cancelTimer?.();
    this.#heartbeat.stop();
    this.history.lost();
    this.search.lost();
    this.blocks.lost();
    if (!here) this.#change({ state: { type: "away", since: this.#since() }, latency: undefined });
    else if (this.#view.state.type === "away") this.#change({ state: { type: "connecting" } });
  }

  async #hear(message: Exclude<HostMessage, { type: "GOODBYE" }> | HostMessage): Promise<void> {
    this.#cancelTimer?.();
    switch (message.type) {
      case "WAITING":
        return this.#change({ state: { type: "waiting" } });
      case "ADMITTED":
        await this.#stream.enter(message.epoch, message.key);
        this.#change({
          state: this.#view.entered ? { type: "live" } : { type: "opening" },
          person: message.person,
          title: message.title,
          ...this.#withRole(message.role),
        });
        this.#calmDown();
        this.#heartbeat.start();
        this.draft.hear({ type: "CONNECTED" });
        this.#showing.connected();
        return this.#resumeInput(message);
      case "TAKEN":
        this.#input.taken(message.settled, message.refused);
        if (!this.#input.waiting) this.#heartbeat.settled();
        return;
      case "EPOCH":
        return this.#stream.enter(message.epoch, message.key);
      case "ROLE":
        return this.#change(this.#withRole(message.role));
      case "ANSWERED":
        return this.#change({ asking: message.granted ? "no" : "denied" });
      case "PONG":
        return this.#heartbeat.pong(message.token);
      case "NOT_ALLOWED":
        return this.#options.note?.(`the host refused a message of type ${message.refused}`);
      case "REQUESTS":
        return this.#change({ requests: message.requests });
      case "ACCESS":
        return this.#change({ access: message });
      case "GRANTS":
        return this.#change({ grants: message });
      case "INVITED":
        return this.#change({ invited: message });
      case "STARTS":
        return this.#change({ starts: message });
      case "FOUND":
        return this.search.received(message);
      case "BLOCK_LIST":
        return this.blocks.received(message);
      case "COMPLETIONS":
        return this.completing.received(message);
      case "PEOPLE":
        return this.#change({ people: message.people, total: message.total });
      case "DRAFT_NOT":
        return this.draft.hear(message);
      case "GOODBYE":
        return;
    }
  }

  /** Rule I5. */
  #resumeInput({ role, settled, refused }: HostMessage & { type: "ADMITTED" }): void {
    this.#input.admitted(settled, refused);
    for (const typed of this.#input.again(role !== "viewer")) {
      this.#connection?.send({ type: "TYPE", ...typed });
      this.#heartbeat.typed();
    }
  }

  /** Roles change live, in both directions; what only an owner knows goes with the role. */
  #withRole(role: View["role"]): Partial<View> {
    const asking = role === "viewer" && this.#view.role === "viewer" ? this.#view.asking : "no";
    return role === "owner"
      ? { role, asking }
      : { role, asking, requests: [], access: undefined, starts: undefined };
  }

  /** The counter of failures is forgiven only once a connection has held for a while. */
  #calmDown(): void {
    this.#cancelCalm?.();
    this.#cancelCalm = this.#options.clock.after(CALM_AFTER_MS, () => {
      this.#failures = 0;
      this.#heartbeat.calm();
    });
  }

  async #receive(frames: readonly Stream[]): Promise<void> {
    this.history.found();
    this.search.found();
    const outcomes = await this.#stream.read(frames);
    for (const [at, frame] of frames.entries()) {
      const outcome = outcomes[at] ?? { type: "silent" };
      switch (outcome.type) {
        case "applied":
          if (frame.kind !== "delta") this.#whole(outcome.messages);
          for (const message of outcome.messages) this.#apply(message);
          break;
        case "altered":
          if (frame.kind !== "delta") this.#keyframeAsked = false;
          this.#askForKeyframe("altered");
          // Not acknowledged: its number may be as false as the rest of it.
          continue;
        case "missing frames":
          this.#askForKeyframe("missing frames");
          break;
        case "replayed":
          this.#options.note?.("replayed");
          break;
        case "silent":
          break;
      }
      this.#painter.seen(frame.seq, frame.sealed.length);
    }
  }

  #whole(state: readonly StreamMessage[]): void {
    this.#keyframeAsked = false;
    const said = state.find((message) => message.type === "EXCERPT");
    const excerpt = said === undefined ? "no" : said.complete ? "complete" : "open";
    if (excerpt !== this.#view.excerpt) this.#change({ excerpt });
  }

  #apply(message: StreamMessage): void {
    switch (message.type) {
      case "SCREEN":
        this.#painter.screen(message);
        if (this.#view.state.type !== "live")
          this.#change({ state: { type: "live" }, entered: true });
        break;
      case "OUTPUT":
        this.#painter.output(message.output);
        break;
      case "ROSTER":
        // Owners are told of more than their guests are.
        if (this.#view.access?.peopleListed !== false)
          this.#change({ people: message.people, total: message.total });
        break;
      case "PRESENCE":
        this.#change({ presence: message.people });
        break;
      case "CONTROL":
        this.#change({ control: message });
        break;
      case "FINISHED":
        this.#end(message.reason, message.status);
        break;
      case "PAST":
        this.history.past(message);
        break;
      case "BLOCK":
        this.blocks.now(message.block);
        break;
      case "BLOCKS":
        this.blocks.state(message);
        break;
      case "ROWS":
      case "EXCERPT":
        break;
      case "DRAFT":
      case "DRAFT_CHANGE":
      case "CARET":
        this.draft.hear(message);
        break;
    }
  }

  #askForKeyframe(why: string): void {
    this.#options.note?.(why);
    if (this.#keyframeAsked) return;
    this.#keyframeAsked = true;
    this.#connection?.askForKeyframe();
  }

  #closed(closing: Closing): void {
    if (this.#view.state.type === "ended") return this.#disconnect();
    switch (closing.type) {
      case "lost":
        return this.#interrupted(this.#view.entered ? "lost" : "unreachable");
      case "damaged":
        this.#options.note?.(closing.what);
        return this.#interrupted("BAD_FRAME");
      case "not the host":
      case "version":
        return this.#fail(closing);
      case "reason":
        break;
    }
    switch (verdict(closing.reason, this.#view.entered)) {
      case "retry":
        return this.#interrupted(closing.reason);
      case "retry for a while":
        this.#unknownSince ??= this.#options.clock.now();
        return this.#options.clock.now() - this.#unknownSince < UNKNOWN_FOR_MS
          ? this.#interrupted(closing.reason)
          : this.#fail(closing);
      case "ended":
        this.#disconnect();
        return this.#end(closing.reason, undefined);
      case "failed":
        return this.#fail(closing);
    }
  }

  /** When the trouble of now began, which may be several attempts ago. */
  #since(): number {
    return troubleSince(this.#view.state) ?? this.#options.clock.now();
  }

  #interrupted(why: Interruption): void {
    const since = this.#since();
    this.#disconnect();
    this.#failures++;
    this.#change({ state: { type: "reconnecting", why, since }, latency: undefined });
    const delay = backoff(this.#failures, this.#options.clock.random());
    this.#cancelTimer = this.#options.clock.after(delay, () => this.#connect());
  }

  #end(reason: Reason, status: number | undefined): void {
    this.#change({ state: { type: "ended", reason, status }, latency: undefined, requests: [] });
    this.#heartbeat.stop();
    this.#input.giveUp();
  }

  #fail(problem: Problem): void {
    this.#disconnect();
    this.#change({ state: { type: "failed", problem }, latency: undefined, requests: [] });
  }
}
