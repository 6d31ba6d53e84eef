import { createSignal } from "solid-js";
import type { Storage } from "../session";

export type Theme = "system" | "dark" | "light";

const THEME = "weft/theme";
const FONT = "weft/font";
const SOUND = "weft/sound";
const NOTIFY = "weft/notify";

/** What this person prefers on this device. */
export function createSettings(storage: Storage) {
  const prefersLight = matchMedia("(prefers-color-scheme: light)");
  const stored = storage.get(THEME);
  const [theme, setTheme] = createSignal<Theme>(
    stored === "dark" || stored === "light" ? stored : "system",
  );
  const [systemLight, setSystemLight] = createSignal(prefersLight.matches);
  prefersLight.addEventListener("change", (event) => setSystemLight(event.matches));
  const [sound, setSound] = createSignal(storage.get(SOUND) === "on");
  const [notify, setNotify] = createSignal(storage.get(NOTIFY) === "on");
  const size = Number(storage.get(FONT));
  const [font, setFont] = createSignal<number | "fit">(size > 0 ? size : "fit");

  const apply = (choice: Theme): void => {
    const page = document.documentElement;
    if (choice === "system") page.removeAttribute("data-theme");
    else page.setAttribute("data-theme", choice);
  };
  apply(theme());

  return {
    theme,
    light: (): boolean => (theme() === "system" ? systemLight() : theme() === "light"),
    setTheme: (choice: Theme): void => {
      setTheme(choice);
      storage.set(THEME, choice);
      apply(choice);
    },
    /** Whether somebody who comes or goes is heard. */
    sound,
    setSound: (on: boolean): void => {
      setSound(on);
      storage.set(SOUND, on ? "on" : "off");
    },
    /** Whether the system shows requests while nobody looks at the page. */
    notify,
    setNotify: (on: boolean): void => {
      setNotify(on);
      storage.set(NOTIFY, on ? "on" : "off");
    },
    font,
    setFont: (choice: number | "fit"): void => {
      setFont(choice);
      storage.set(FONT, String(choice));
    },
  };
}
export type Settings = ReturnType<typeof createSettings>;
