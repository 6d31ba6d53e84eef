/** A screen as a shell of the mock would leave it. */
const dim = (text: string): string => `\x1b[90m${text}\x1b[m`;
const blue = (text: string): string => `\x1b[34m${text}\x1b[m`;
const green = (text: string): string => `\x1b[32m${text}\x1b[m`;
const red = (text: string): string => `\x1b[31m${text}\x1b[m`;
const yellow = (text: string): string => `\x1b[33m${text}\x1b[m`;

export const SCREEN = [
  "\x1b]0;~/src/api\x07",
  dim("~/src/api · main"),
  `${blue("❯")} git status -sb`,
  `## ${green("main")}...${red("origin/main")} [ahead 2]`,
  ` ${red("M")} src/routes/session.ts`,
  "",
  dim("~/src/api · main"),
  `${blue("❯")} npm test`,
  `${green("✓")} routes/health ${dim("(4)")}`,
  `${red("✗")} routes/session ${dim("›")} \x1b[7mrejects an expired token\x1b[m`,
  `    ${red("AssertionError: expected 200 to equal 401")}`,
  "",
  dim("~/src/api · main"),
  `${blue("❯")} sed -n '41,44p' src/routes/session.ts`,
  `  if (token.exp ${yellow("<")} Date.now()) {`,
  `    ${blue("return")} next()`,
  "  }",
  "",
  `\x1b[1mbold\x1b[m \x1b[3mitalic\x1b[m \x1b[4munderlined\x1b[m \x1b[38;2;255;140;90mtrue colour\x1b[m ${["31", "32", "33", "34", "35", "36"].map((code) => `\x1b[${code}m██\x1b[m`).join("")} 漢字 👩‍👩‍👧 é`,
  "┌──────────────┬─────────┐",
  "│ box drawing  │  aligns │",
  "└──────────────┴─────────┘",
  dim("~/src/api · main"),
  `${blue("❯")} git commit -am "fix: compare exp in seconds" && npm test`,
]
  .join("\r\n")
  .replace("\r\n", "");

/** Rows that say which they are, in the colours of a log. */
export const numbered = (from: number, to: number): string =>
  Array.from({ length: to - from }, (_, at) => {
    const row = from + at;
    const tone = [green, blue, yellow, red][row % 4] ?? green;
    return `${dim(`${row}`.padStart(6))} ${tone(["ok", "info", "warn", "fail"][row % 4] ?? "")} src/routes/${row}.ts${row % 7 === 0 ? dim(" (4 tests)") : ""}`;
  }).join("\r\n");
