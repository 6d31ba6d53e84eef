import { For, type JSX, Show } from "solid-js";
import { Icon, type IconName } from "./icons";
import type { Settings, Theme } from "./settings";

const THEMES: readonly { theme: Theme; words: string }[] = [
  { theme: "system", words: "Auto" },
  { theme: "light", words: "Light" },
  { theme: "dark", words: "Dark" },
];

export function Menu(props: {
  settings: Settings;
  fontSize: () => number;
  reader: boolean;
  setReader: (on: boolean) => void;
  copyLink: (() => void) | undefined;
  blocks: () => void;
  find: () => void;
  copyText: () => void;
  openElsewhere: (() => void) | undefined;
  /** For an owner, where the browser can. */
  askNotify: (() => void) | undefined;
  leave: () => void;
}): JSX.Element {
  let panel: HTMLElement | undefined;
  const Action = (action: { icon: IconName; words: string; run: () => void }): JSX.Element => (
    <button
      type="button"
      onClick={() => {
        panel?.hidePopover();
        action.run();
      }}
    >
      <Icon name={action.icon} />
      {action.words}
    </button>
  );
  const grow = (by: number): void => {
    const { font, setFont } = props.settings;
    const current = font();
    setFont(Math.round(current === "fit" ? props.fontSize() : current) + by);
  };
  return (
    <div
      id="menu"
      popover
      class="panel menu"
      role="dialog"
      aria-label="More"
      ref={(element) => {
        panel = element;
      }}
    >
      <div class="line">
        <Icon name="theme" />
        <span class="spacer">Theme</span>
        <span class="segments">
          <For each={THEMES}>
            {({ theme, words }) => (
              <button
                type="button"
                aria-pressed={props.settings.theme() === theme}
                onClick={() => props.settings.setTheme(theme)}
              >
                {words}
              </button>
            )}
          </For>
        </span>
      </div>
      <div class="line">
        <Icon name="size" />
        <span class="spacer">Font</span>
        <span class="segments">
          <button type="button" aria-label="Smaller font" onClick={() => grow(-1)}>
            A−
          </button>
          <button
            type="button"
            aria-pressed={props.settings.font() === "fit"}
            onClick={() => props.settings.setFont("fit")}
          >
            Fit
          </button>
          <button type="button" aria-label="Larger font" onClick={() => grow(1)}>
            A+
          </button>
        </span>
      </div>
      <button
        type="button"
        aria-pressed={props.reader}
        onClick={() => props.setReader(!props.reader)}
      >
        <Icon name="reader" />
        <span class="spacer">Screen reader support</span>
        <span class="dim">{props.reader ? "On" : "Off"}</span>
      </button>
      <button
        type="button"
        aria-pressed={props.settings.sound()}
        onClick={() => props.settings.setSound(!props.settings.sound())}
      >
        <Icon name="sound" />
        <span class="spacer">Sound when people come and go</span>
        <span class="dim">{props.settings.sound() ? "On" : "Off"}</span>
      </button>
      <Show when={props.askNotify}>
        {(askNotify) => (
          <button
            type="button"
            aria-pressed={props.settings.notify()}
            onClick={() => askNotify()()}
          >
            <Icon name="alert" />
            <span class="spacer">Notify me of requests</span>
            <span class="dim">{props.settings.notify() ? "On" : "Off"}</span>
          </button>
        )}
      </Show>
      <hr />
      <Show when={props.copyLink}>
        {(copyLink) => <Action icon="copy" words="Copy link" run={() => copyLink()()} />}
      </Show>
      <Action icon="find" words="Find…" run={props.find} />
      <Action icon="blocks" words="Blocks…" run={props.blocks} />
      <Action icon="text" words="Copy all text" run={props.copyText} />
      <hr />
      <Show when={props.openElsewhere}>
        {(open) => <Action icon="devices" words="Open on another device…" run={() => open()()} />}
      </Show>
      <Action icon="leave" words="Leave session" run={props.leave} />
    </div>
  );
}
