import { describe, expect, test } from "vitest";
import type { Page, PageId, Rows } from "../src/protocol";
import { History, Session, tailBefore } from "../src/session";
import { FakeHost, outputOf, pastOf, rowsOf, screenOf } from "./fakeHost";
import { ManualClock, until } from "./support";

/** A history on its own, with what it asked for. */
function alone(oldestRow = 0) {
  const clock = new ManualClock();
  const asked: number[] = [];
  const stale: number[] = [];
  const history = new History(clock, {
    ask: ({ page }) => asked.push(page),
    stale: () => stale.push(clock.now()),
  });
  history.past({ type: "PAST", oldestRow, generation: 1 });
  history.found();
  const arrives = (page: number, rows: readonly Rows[] | undefined = whole(page)): void =>
    history.received(pageFrame({ generation: 1, page }), rows);
  return { clock, asked, stale, history, arrives };
}
const whole = (page: number): Rows[] => [rowsOf(page * 256, 256)];
const pageFrame = (id: PageId): Page => ({
  ...id,
  type: "PAGE",
  epoch: 1,
  number: 0,
  sealed: new Uint8Array(),
});

describe("pages of history", () => {
  test("B13 four pages are asked for at once, the nearest first, and others as they arrive", () => {
    const { history, asked, arrives } = alone();
    history.want([50, 49, 51, 48, 52, 47]);
    expect(asked).toEqual([50, 49, 51, 48]);
    arrives(49);
    expect(asked).toEqual([50, 49, 51, 48, 52]);
  });
  test("B13 what is no longer looked at is not asked for", () => {
    const { history, asked, arrives } = alone();
    history.want([50, 49, 51, 48, 52, 47]);
    history.want([3, 4]);
    arrives(50);
    arrives(49);
    expect(asked).toEqual([50, 49, 51, 48, 3, 4]);
  });
  test("P1 pages of a generation that is over are forgotten and asked for anew", () => {
    const { history, asked, arrives } = alone();
    history.want([7]);
    arrives(7);
    expect(history.rows(7)).toHaveLength(1);
    history.past({ type: "PAST", oldestRow: 0, generation: 2 });
    expect(history.rows(7)).toBeUndefined();
    expect(asked).toEqual([7, 7]);
    arrives(7);
    expect(history.rows(7)).toBeUndefined();
  });
  test("P1 a keyframe of the same generation keeps what there is", () => {
    const { history, asked, arrives } = alone();
    history.want([7]);
    arrives(7);
    history.past({ type: "PAST", oldestRow: 100, generation: 1 });
    expect(history.rows(7)).toHaveLength(1);
    expect(asked).toEqual([7]);
  });
  test("P3 a page that never comes is asked for again", () => {
    const { history, asked, clock } = alone();
    history.want([7]);
    clock.advance(5000);
    expect(asked).toEqual([7, 7]);
  });
  test("P2 a page that does not open is asked for again, a little later", () => {
    const { history, asked, clock } = alone();
    history.want([7]);
    history.received(pageFrame({ generation: 1, page: 7 }), undefined);
    expect(asked).toEqual([7]);
    clock.advance(5000);
    expect(asked).toEqual([7, 7]);
  });
  test("P4 rows of other pages are not taken for those of this one", () => {
    const { history, arrives } = alone();
    history.want([7]);
    arrives(7, whole(8));
    expect(history.rows(7)).toBeUndefined();
    arrives(7, [rowsOf(7 * 256 + 100, 100), rowsOf(7 * 256, 50)]);
    expect(history.rows(7)).toBeUndefined();
  });
  test("P4 a page without rows says that what PAST said is old", () => {
    const { history, asked, stale, arrives } = alone();
    history.want([7]);
    arrives(7, [rowsOf(7 * 256, 0)]);
    expect(stale).toHaveLength(1);
    expect(history.rows(7)).toEqual([]);
    history.want([7]);
    expect(asked).toEqual([7]);
  });
  test("P4 nothing before the oldest row is asked for", () => {
    const { history, asked } = alone(1000);
    history.want([0, 2, 3, -1]);
    expect(asked).toEqual([3]);
    history.cleared(5000);
    history.want([3, 18, 19]);
    expect(asked).toEqual([3, 19]);
  });
  test("P5 the rows before any row are a page of their own", () => {
    const { history, asked, arrives } = alone(100);
    const tail = tailBefore(1100);
    history.want([tail, tailBefore(100)]);
    expect(asked).toEqual([2 ** 40 + 1100]);
    arrives(tail, [rowsOf(800, 100)]);
    expect(history.rows(tail)).toBeUndefined();
    arrives(tail, [rowsOf(844, 256)]);
    expect(history.rows(tail)).toHaveLength(1);
    history.want([3]);
    arrives(3);
    expect(history.loaded().map(({ page }) => page)).toEqual([3, tail]);
  });
  test("pages that nobody asked for are not kept", () => {
    const { history, arrives } = alone();
    arrives(9);
    expect(history.rows(9)).toBeUndefined();
  });
  test("of many pages the least recently looked at go", () => {
    const { history, arrives } = alone();
    for (let page = 0; page < 250; page++) {
      history.want([page]);
      arrives(page);
      history.rows(0);
    }
    expect(history.rows(0)).toBeDefined();
    expect(history.rows(49)).toBeUndefined();
    expect(history.rows(249)).toBeDefined();
  });
});

describe("a guest that scrolls", () => {
  async function guest() {
    const host = await FakeHost.start();
    const clock = new ManualClock();
    let shown = 0;
    const session = new Session({
      link: host.link,
      name: "Ken",
      personKey: new Uint8Array(16),
      client: "test",
      open: host.connect,
      display: {
        show: async ({ output }) => {
          shown += output.length;
          return "shown";
        },
      },
      clock,
    });
    session.start();
    await until(() => session.view.state.type === "opening");
    host.guest.frame(await host.next("keyframe", [screenOf("$ ", 80, 24, 5000), pastOf(0, 3)]));
    await until(() => session.view.state.type === "live");
    return { host, clock, session, shown: () => shown };
  }
  const answering = (host: FakeHost): void => {
    host.onPagePlease = async (from, id) => from.frame(await host.page(id, whole(id.page)));
  };

  test("P2 P3 rows are asked for by generation and page, and open under the epoch's key", async () => {
    const { host, session } = await guest();
    answering(host);
    session.history.want([10, 9]);
    await until(() => session.history.rows(9) !== undefined);
    expect(host.guest.pagesAsked).toEqual([
      { generation: 3, page: 10 },
      { generation: 3, page: 9 },
    ]);
    expect(session.history.rows(10)).toMatchObject([{ firstRow: 2560, count: 256 }]);
  });
  test("P3 pages that were on their way are asked for again on the next connection", async () => {
    const { host, clock, session } = await guest();
    session.history.want([10]);
    await until(() => host.guest.pagesAsked.length === 1);
    answering(host);
    host.guest.drop();
    await until(() => session.view.state.type === "reconnecting");
    expect(session.history.connected).toBe(false);
    clock.advance(250);
    await until(() => host.guests.length === 2 && session.view.state.type === "live");
    expect(host.guest.pagesAsked).toEqual([]);
    host.guest.frame(await host.next("delta", [outputOf("on")]));
    await until(() => session.history.rows(10) !== undefined);
  });
  test("P2 an altered page is dropped and asked for again", async () => {
    const { host, clock, session, shown } = await guest();
    host.onPagePlease = async (from, id) => {
      const page = await host.page(id, whole(id.page));
      page.sealed[2] = (page.sealed[2] ?? 0) ^ 1;
      from.frame(page);
      from.frame(await host.next("delta", [outputOf("on")]));
    };
    session.history.want([10]);
    await until(() => shown() === 1);
    expect(session.history.rows(10)).toBeUndefined();
    answering(host);
    clock.advance(5000);
    await until(() => session.history.rows(10) !== undefined);
    expect(host.guests).toHaveLength(1);
  });
  test("P4 a page without rows brings a keyframe that knows better", async () => {
    const { host, session } = await guest();
    host.onPagePlease = async (from, id) => from.frame(await host.page(id, [rowsOf(2560, 0)]));
    host.onKeyframePlease = async (from) =>
      from.frame(await host.next("keyframe", [screenOf("$ ", 80, 24, 5000), pastOf(5000, 4)]));
    session.history.want([10]);
    await until(() => session.history.oldestRow === 5000);
    expect(host.guest.keyframesAsked).toBe(1);
  });
});
