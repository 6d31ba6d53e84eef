import type { ITheme } from "@xterm/xterm";

/** What `lines.ts` writes beside characters: SGR and OSC 8, the latter with its address. */
const SEQUENCE = /\x1b\[([0-9;:]*)m|\x1b\]8;[^;]*;([^\x07]*)\x07|\0/g;

const FLAGS: Readonly<Record<string, string>> = {
  "1": "font-weight:bold",
  "2": "opacity:.6",
  "3": "font-style:italic",
  "9": "text-decoration:line-through",
  "53": "text-decoration:overline",
};

/** Styled lines as they look, for what takes more than text from the clipboard. */
export function htmlOf(lines: readonly string[], theme: ITheme): string {
  const rows = lines.map((line) => rowOf(line, theme));
  const ground = `background:${theme.background ?? "#fff"};color:${theme.foreground ?? "#000"}`;
  return `<pre style="${ground};font-family:monospace">${rows.join("\n")}</pre>`;
}

function rowOf(line: string, theme: ITheme): string {
  let html = "";
  let style = "";
  let at = 0;
  const put = (text: string): void => {
    if (text !== "")
      html += style === "" ? escaped(text) : `<span style="${style}">${escaped(text)}</span>`;
  };
  for (const match of line.matchAll(SEQUENCE)) {
    put(line.slice(at, match.index));
    at = match.index + match[0].length;
    if (match[1] !== undefined) style = styleOf(match[1], theme);
  }
  put(line.slice(at));
  return html;
}

function styleOf(codes: string, theme: ITheme): string {
  const parts = codes.split(";");
  const styles: string[] = [];
  let inverse = false;
  let fore: string | undefined;
  let back: string | undefined;
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] ?? "";
    const code = Number.parseInt(part, 10);
    const flag = FLAGS[part];
    if (flag !== undefined) styles.push(flag);
    else if (part === "7") inverse = true;
    else if (part === "4" || part.startsWith("4:")) styles.push("text-decoration:underline");
    else if (code === 38 || code === 48) {
      const [colour, used] = extended(parts.slice(i + 1), theme);
      if (code === 38) fore = colour;
      else back = colour;
      i += used;
    } else if (code >= 30 && code <= 37) fore = palette(code - 30, theme);
    else if (code >= 90 && code <= 97) fore = palette(code - 82, theme);
    else if (code >= 40 && code <= 47) back = palette(code - 40, theme);
    else if (code >= 100 && code <= 107) back = palette(code - 92, theme);
  }
  if (inverse) [fore, back] = [back ?? theme.background, fore ?? theme.foreground];
  if (fore !== undefined) styles.push(`color:${fore}`);
  if (back !== undefined) styles.push(`background:${back}`);
  return styles.join(";");
}

function extended(rest: readonly string[], theme: ITheme): readonly [string | undefined, number] {
  const [kind, ...values] = rest.map(Number);
  if (kind === 5) return [palette(values[0] ?? 0, theme), 2];
  return [`rgb(${values.slice(0, 3).join(",")})`, 4];
}

function palette(index: number, theme: ITheme): string | undefined {
  const names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"] as const;
  const name = names[index % 8] ?? "white";
  if (index < 8) return theme[name];
  if (index < 16)
    return theme[`bright${name[0]?.toUpperCase()}${name.slice(1)}` as keyof ITheme] as string;
  if (index >= 232)
    return `rgb(${Array(3)
      .fill(8 + 10 * (index - 232))
      .join(",")})`;
  const level = (n: number): number => (n === 0 ? 0 : 55 + 40 * n);
  const cube = index - 16;
  return `rgb(${level(Math.floor(cube / 36))},${level(Math.floor(cube / 6) % 6)},${level(cube % 6)})`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);
