import { describe, expect, test } from "vitest";
import { type Reason, SENTENCES } from "../src/protocol";
import { backoff, coalesce, Heartbeat, inflate, Painter, steady, verdict } from "../src/session";
import { outputOf, screenOf } from "./fakeHost";
import { FakeDisplay, live, start, stateIs } from "./guest";
import { ManualClock, until } from "./support";

describe("coming in", () => {
  test("H1 H2 H3 M2 a guest is admitted and sees the first keyframe", async () => {
    const { host, session } = await live();
    expect(session.view).toMatchObject({ role: "viewer", title: host.title, entered: true });
    expect(host.guest.heard.map(({ type }) => type)).toContain("JOIN");
  });
  test("G4 a HELLO that nobody answers is tried again on a new connection", async () => {
    const all = await start((host) => {
      host.deaf = true;
    });
    await until(() => all.host.guests[0]?.hellos === 1);
    all.host.deaf = false;
    all.clock.advance(15_000);
    await stateIs(all, "reconnecting");
    all.clock.advance(15_000);
    await stateIs(all, "opening");
    expect(all.host.guests).toHaveLength(2);
  });
  test("H6 READY is the first sealed frame", async () => {
    const all = await live();
    await until(() => all.host.guest.heard.length >= 2);
    expect(all.host.guest.heard[1]).toEqual({ type: "READY" });
  });
  test("M2 a guest that has to ask waits, and goes on when the owner allows", async () => {
    const all = await start((host) => {
      host.admission = "wait";
    });
    await stateIs(all, "waiting");
    await all.host.guest.say(all.host.admitted(all.host.guest, "editor"));
    await stateIs(all, "opening");
    expect(all.session.view.role).toBe("editor");
  });
  test("G1 nothing is sent to a host whose keys do not make the link's ID", async () => {
    const all = await start((host) => host.ed25519.fill(1));
    await stateIs(all, "failed");
    expect(all.session.view.state).toMatchObject({ problem: { type: "not the host" } });
    expect(all.host.guests[0]?.hellos).toBe(0);
  });
  test("L4 a host of another version is named with its version", async () => {
    const all = await start((host) => {
      host.version = 7;
    });
    await stateIs(all, "failed");
    expect(all.session.view.state).toMatchObject({ problem: { type: "version", theirs: 7 } });
  });
  test("H4 a wrong secret is told in one sentence and not tried again", async () => {
    const all = await start((host) => host.link.secret.fill(0));
    await stateIs(all, "failed");
    expect(all.session.view.state).toMatchObject({
      problem: { type: "reason", reason: "WRONG_SECRET" },
    });
  });
  test("R7 G4 with the host away a guest stays, and greets it anew when it is back", async () => {
    const all = await start((host) => {
      host.here = false;
    });
    await stateIs(all, "away");
    all.host.here = true;
    all.host.showHost(all.host.guest);
    await stateIs(all, "opening");
    expect(all.host.guest.hellos).toBe(1);
  });
});

describe("the stream", () => {
  test("S2 deltas go on top of the keyframe, and G2 ACK names what is painted", async () => {
    const { host, display, clock } = await live();
    host.guest.frame(await host.next("delta", [outputOf("ls")]));
    host.guest.frame(await host.next("delta", [outputOf("\r\n")]));
    await until(() => display.text === "$ ls\r\n");
    clock.advance(25);
    await until(() => host.guest.acknowledged.at(-1) === 2);
  });
  test("S3 a delta that skips a position asks for a keyframe, once", async () => {
    const { host, display, notes } = await live();
    await host.next("delta", [outputOf("lost")]);
    host.guest.frame(await host.next("delta", [outputOf("a")]));
    host.guest.frame(await host.next("delta", [outputOf("b")]));
    await until(() => notes.filter((note) => note === "missing frames").length === 2);
    expect(display.text).toBe("$ ");
    expect(host.guest.keyframesAsked).toBe(1);
    host.guest.frame(await host.next("keyframe", [screenOf("$ lostab")]));
    await until(() => display.text === "$ lostab");
  });
  test("S3 a replayed frame changes nothing and is named", async () => {
    const { host, display, notes } = await live();
    const frame = await host.next("delta", [outputOf("once")]);
    host.guest.frame(frame);
    host.guest.frame(frame);
    await until(() => notes.includes("replayed"));
    expect(display.text).toBe("$ once");
  });
  test("S4 an altered frame never reaches the screen and is healed by a keyframe", async () => {
    const { host, display, notes } = await live();
    const frame = await host.next("delta", [outputOf("good")]);
    frame.sealed[3] = (frame.sealed[3] ?? 0) ^ 1;
    host.guest.frame(frame);
    await until(() => host.guest.keyframesAsked === 1);
    expect(notes).toContain("altered");
    expect(display.text).toBe("$ ");
    host.guest.frame(await host.next("keyframe", [screenOf("healed")]));
    await until(() => display.text === "healed");
  });
  test("S7 a new epoch goes on under its key, and the old key opens nothing more", async () => {
    const { host, display } = await live();
    const old = { epoch: host.epoch, bytes: host.epochBytes };
    await host.newEpoch([host.guest]);
    host.guest.frame(await host.next("reset", [screenOf("new ")]));
    await until(() => display.text === "new ");
    const now = { epoch: host.epoch, bytes: host.epochBytes };
    Object.assign(host, { epoch: old.epoch, epochBytes: old.bytes });
    host.guest.frame(await host.next("delta", [outputOf("forged")]));
    Object.assign(host, { epoch: now.epoch, epochBytes: now.bytes, position: host.position - 1 });
    host.guest.frame(await host.next("delta", [outputOf("true")]));
    await until(() => display.text === "new true");
  });
  test("S8 a RESET replaces what is shown", async () => {
    const { host, display } = await live();
    host.guest.frame(await host.next("reset", [screenOf("wide", 120, 40)]));
    await until(() => display.text === "wide");
  });
  test("G3 a terminal that fails asks for a keyframe and goes on with it", async () => {
    const { host, display } = await live();
    display.breaksAt = "wedge";
    host.guest.frame(await host.next("delta", [outputOf("wedge")]));
    await until(() => host.guest.keyframesAsked === 1);
    host.guest.frame(await host.next("keyframe", [screenOf("again")]));
    await until(() => display.text === "again");
  });
  test("S5 B4 what inflates to another size than it says is not used", async () => {
    const source = new Blob([new Uint8Array(5000)]).stream();
    const packed = source.pipeThrough(new CompressionStream("deflate-raw"));
    const deflated = new Uint8Array(await new Response(packed).arrayBuffer());
    expect(await inflate(deflated, 5000)).toHaveLength(5000);
    expect(await inflate(deflated, 4999)).toBeUndefined();
    expect(await inflate(deflated, 5001)).toBeUndefined();
    expect(await inflate(deflated, 2 ** 40)).toBeUndefined();
    expect(await inflate(deflated.slice(0, 4), 5000)).toBeUndefined();
  });
});

describe("trouble", () => {
  test("R7 a lost connection is made again and goes on at the same position", async () => {
    const all = await live();
    const { host, display, clock } = all;
    const kept = await host.next("keyframe", [screenOf("$ ")]);
    host.guest.drop();
    await stateIs(all, "reconnecting");
    clock.advance(250);
    await until(() => host.guests.length === 2 && all.session.view.state.type === "live");
    host.guest.frame(kept);
    host.guest.frame(await host.next("delta", [outputOf("on")]));
    await until(() => display.text === "$ on");
  });
  test("R9 a relay that has forgotten the session is asked again by whoever was inside", async () => {
    const all = await live();
    all.host.guest.frame({ type: "ENDED", reason: "NO_SESSION" });
    await stateIs(all, "reconnecting");
  });
  test("R9 whoever comes before the relay knows the session comes in once it does", async () => {
    const all = await start((host) => {
      host.known = false;
    });
    await stateIs(all, "reconnecting");
    expect(all.session.view.state).toMatchObject({ why: "NO_SESSION" });
    all.host.known = true;
    all.clock.advance(250);
    await stateIs(all, "opening");
  });
  test("R9 a newcomer gives a relay up that knows no such session for half a minute", async () => {
    const all = await start((host) => {
      host.known = false;
    });
    for (let connections = 1; connections <= 2; connections++) {
      await until(() => all.host.guests.length === connections);
      await stateIs(all, "reconnecting");
      all.clock.advance(15_000);
    }
    await stateIs(all, "failed");
    expect(all.session.view.state).toMatchObject({ problem: { reason: "NO_SESSION" } });
    all.host.known = true;
    all.session.retry();
    await stateIs(all, "opening");
  });
  test("R8 the end of a session leaves the screen and stops trying", async () => {
    const all = await live();
    all.host.guest.frame(
      await all.host.next("delta", [
        outputOf("exit"),
        { type: "FINISHED", reason: "SHELL_EXITED", status: 3 },
      ]),
    );
    await stateIs(all, "ended");
    all.host.guest.drop();
    await until(() => all.display.text === "$ exit");
    expect(all.session.view.state).toEqual({ type: "ended", reason: "SHELL_EXITED", status: 3 });
  });
  test("M5 a removed person is told so and does not come back by itself", async () => {
    const all = await live();
    await all.host.guest.say({ type: "GOODBYE", reason: "REMOVED" });
    await stateIs(all, "failed");
    all.clock.advance(60_000);
    expect(all.host.guests).toHaveLength(1);
  });
  test.each([
    ["replayed", 0],
    ["missing frames", 50],
  ])(
    "H3 a %s message of the host ends the connection, and another begins",
    async (what, counter) => {
      const all = await live();
      await all.host.guest.say({ type: "PONG", token: 1 }, counter);
      await stateIs(all, "reconnecting");
      expect(all.notes).toContain(`a sealed frame: ${what}`);
      expect(all.session.view.state).toMatchObject({ why: "BAD_FRAME" });
    },
  );
  test("N2 a text message ends the connection", async () => {
    const all = await live();
    all.host.guest.events.garbled();
    await stateIs(all, "reconnecting");
  });
  test("N1 a frame that is malformed ends the connection with its offset", async () => {
    const all = await live();
    all.host.guest.events.received(Uint8Array.of(0x77));
    await stateIs(all, "reconnecting");
    expect(all.notes).toContain("unknown type 119 at 0");
  });
  test("waiting grows with each failure, is capped, and is cut short when somebody looks", async () => {
    expect([1, 2, 3, 20].map((failures) => backoff(failures, 1))).toEqual([250, 500, 1000, 15_000]);
    const all = await live();
    all.host.guest.drop();
    await stateIs(all, "reconnecting");
    all.session.wake();
    await until(() => all.host.guests.length === 2);
  });
  test("time goes on through sleep, and whatever the clock is set to", () => {
    let wall = 1_000_000;
    let running = 0;
    const now = steady(
      () => wall,
      () => running,
    );
    const passed = (wallBy: number, runningBy: number): number => {
      const before = now();
      wall += wallBy;
      running += runningBy;
      return now() - before;
    };
    expect(passed(20, 20.4)).toBeCloseTo(20.4);
    expect(passed(8 * 3_600_000, 5)).toBe(8 * 3_600_000);
    expect(passed(-3_600_000, 250)).toBe(250);
    expect(passed(250, 250)).toBe(250);
  });
  test("every reason has a sentence and a verdict", () => {
    for (const reason of Object.keys(SENTENCES) as Reason[]) {
      expect(["retry", "retry for a while", "ended", "failed"]).toContain(verdict(reason, false));
      expect(SENTENCES[reason]).toMatch(/[.…]$/);
    }
  });
});

describe("roles", () => {
  test("M1 a viewer's keys never reach the wire; an editor's do, in order and whole", async () => {
    const all = await live();
    all.session.type(new TextEncoder().encode("no"));
    await all.host.guest.say({ type: "ROLE", role: "editor" });
    await until(() => all.session.view.role === "editor");
    for (const key of "yes") all.session.type(new TextEncoder().encode(key));
    const typed = (): string =>
      all.host.guest.heard
        .map((message) => (message.type === "TYPE" ? new TextDecoder().decode(message.input) : ""))
        .join("");
    await until(() => typed() === "yes");
  });
  test("M8 asking to edit, being denied, and withdrawing", async () => {
    const all = await live();
    all.session.askToEdit();
    expect(all.session.view.asking).toBe("asked");
    await all.host.guest.say({ type: "ANSWERED", granted: false });
    await until(() => all.session.view.asking === "denied");
    all.session.askToEdit();
    all.session.withdraw();
    await until(() => all.host.guest.heard.at(-1)?.type === "WITHDRAW");
  });
  test("M3 what only owners get goes away with the role", async () => {
    const all = await live((host) => {
      host.admission = "owner";
    });
    const request = {
      request: 1,
      kind: "edit",
      person: 2,
      name: "Ada",
      command: "",
      email: "",
    } as const;
    await all.host.guest.say({ type: "REQUESTS", requests: [request] });
    await until(() => all.session.view.requests.length === 1);
    await all.host.guest.say({ type: "ROLE", role: "viewer" });
    await until(() => all.session.view.role === "viewer");
    expect(all.session.view.requests).toEqual([]);
  });
  test("B3 input over the limit goes in several messages", () => {
    const input = new Uint8Array(40_000);
    const sent = coalesce([
      { type: "TYPE", at: 0, refused: 0, input },
      { type: "TYPE", at: 40_000, refused: 0, input: input.slice(0, 20_000) },
      { type: "TYPE", at: 60_000, refused: 0, input },
      { type: "READY" },
    ]);
    expect(sent.map((each) => (each.type === "TYPE" ? each.input.length : each.type))).toEqual([
      60_000,
      40_000,
      "READY",
    ]);
  });
});

describe("parts", () => {
  test("latency is measured only while the page is visible, and silence is noticed", () => {
    const clock = new ManualClock();
    const seen: (number | string)[] = [];
    const beat = new Heartbeat(clock, {
      ping: (token) => seen.push(`ping ${token}`),
      measured: (latency) => seen.push(latency),
      silent: () => seen.push("silent"),
    });
    beat.start();
    clock.advance(20);
    beat.pong(1);
    beat.setVisible(false);
    clock.advance(60_000);
    beat.setVisible(true);
    for (let second = 0; second < 12; second++) clock.advance(1000);
    expect(seen).toEqual(["ping 1", 20, "ping 2", "silent"]);
  });
  test("a connection that lets keys unanswered is found dead sooner, each time with more patience", () => {
    const clock = new ManualClock();
    let silent = 0;
    const beat = new Heartbeat(clock, {
      ping: () => {},
      measured: () => {},
      silent: () => silent++,
    });
    const secondsUntilSilent = (): number => {
      const before = silent;
      beat.start();
      beat.typed();
      let seconds = 0;
      while (silent === before) {
        clock.advance(1000);
        seconds++;
      }
      return seconds;
    };
    expect([1, 2, 3, 4].map(secondsUntilSilent)).toEqual([5, 10, 20, 20]);
    beat.calm();
    expect(secondsUntilSilent()).toBe(5);
  });
  test("whatever arrives shows that the connection lives", () => {
    const clock = new ManualClock();
    let silent = 0;
    const beat = new Heartbeat(clock, {
      ping: () => {},
      measured: () => {},
      silent: () => silent++,
    });
    beat.start();
    beat.typed();
    for (let second = 0; second < 60; second++) {
      clock.advance(1000);
      beat.heard();
    }
    expect(silent).toBe(0);
  });
  test("after sleep the connection is asked at once whether it still lives", () => {
    const clock = new ManualClock();
    const seen: string[] = [];
    const beat = new Heartbeat(clock, {
      ping: (token) => seen.push(`ping ${token}`),
      measured: () => {},
      silent: () => seen.push("silent"),
    });
    beat.start();
    clock.advance(3_600_000);
    expect(seen).toEqual(["ping 1", "ping 2"]);
    for (let second = 0; second < 5; second++) clock.advance(1000);
    expect(seen).toEqual(["ping 1", "ping 2", "silent"]);
  });
  test("G2 many small frames are acknowledged together", async () => {
    const clock = new ManualClock();
    const acknowledged: number[] = [];
    const display = new FakeDisplay();
    const painter = new Painter(display, clock, {
      painted: (seq) => acknowledged.push(seq),
      broken: () => {},
    });
    for (let seq = 0; seq < 50; seq++) painter.seen(seq, 100);
    await until(() => {
      clock.advance(25);
      return acknowledged.at(-1) === 49;
    });
    expect(acknowledged.length).toBeLessThan(5);
  });
});
