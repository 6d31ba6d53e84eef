import type { IDisposable, IParser } from "@xterm/xterm";

const swallow = (): boolean => true;
/** Palette and default colours: asked for with "?", set otherwise. */
const asksColour = (data: string): boolean => data.split(";").includes("?");
const COLOUR_OSCS = [4, 10, 11, 12] as const;
const CLIPBOARD_OSC = 52;

/**
 * Only the host's terminal answers a program (rule S9). The host already takes the questions out; a page that got one
 * anyway must not type the answer into somebody's shell.
 */
export function silence(parser: IParser): IDisposable[] {
  return [
    parser.registerCsiHandler({ final: "c" }, swallow),
    parser.registerCsiHandler({ prefix: ">", final: "c" }, swallow),
    parser.registerCsiHandler({ prefix: "=", final: "c" }, swallow),
    parser.registerCsiHandler({ final: "n" }, swallow),
    parser.registerCsiHandler({ prefix: "?", final: "n" }, swallow),
    parser.registerCsiHandler({ prefix: ">", final: "q" }, swallow),
    parser.registerCsiHandler({ intermediates: "$", final: "p" }, swallow),
    parser.registerCsiHandler({ prefix: "?", intermediates: "$", final: "p" }, swallow),
    parser.registerCsiHandler({ final: "t" }, swallow),
    parser.registerDcsHandler({ intermediates: "$", final: "q" }, swallow),
    parser.registerDcsHandler({ intermediates: "+", final: "q" }, swallow),
    parser.registerOscHandler(CLIPBOARD_OSC, swallow),
    ...COLOUR_OSCS.map((code) => parser.registerOscHandler(code, asksColour)),
  ];
}

const MOUSE_MODES = new Set([9, 1000, 1002, 1003]);

/** A viewer's mouse selects text, whatever the program asks for: its reports would go nowhere. */
export function keepMouse(parser: IParser, writable: () => boolean): IDisposable {
  return parser.registerCsiHandler(
    { prefix: "?", final: "h" },
    (modes) => !writable() && modes.every((mode) => MOUSE_MODES.has(Number(mode))),
  );
}
