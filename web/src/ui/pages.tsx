import { createSignal, type JSX, Show } from "solid-js";
import { parsePastedLink } from "../crypto";
import { Icon, type IconName } from "./icons";
import type { Notice } from "./words";

/** The frame of every page that is not a session. */
export const Page = (props: { broad?: boolean; children: JSX.Element }): JSX.Element => (
  <div class="page" classList={{ broad: props.broad === true }}>
    <header>
      <a class="wordmark" href="/" aria-label="weft, start page">
        weft
      </a>
    </header>
    <main>{props.children}</main>
    <footer>End-to-end encrypted: the relay forwards what it cannot read.</footer>
  </div>
);

const Emblem = (props: { name: IconName; warn?: boolean }): JSX.Element => (
  <span class="emblem" classList={{ warn: props.warn === true }}>
    <Icon name={props.name} />
  </span>
);

export const NoticePage = (props: {
  notice: Notice;
  again?: (() => void) | undefined;
  againLabel?: string;
}): JSX.Element => (
  <Page>
    <Emblem name="alert" warn />
    <h1>{props.notice.title}</h1>
    <p role="alert">{props.notice.sentence}</p>
    <Show when={props.notice.again && props.again}>
      {(again) => (
        <div class="actions">
          <button type="button" class="button primary large" onClick={() => again()()}>
            {props.againLabel ?? "Try again"}
          </button>
        </div>
      )}
    </Show>
  </Page>
);

export const WaitPage = (props: {
  title: string;
  sentence: string;
  icon: IconName;
  leave?: () => void;
}): JSX.Element => (
  <Page>
    <Emblem name={props.icon} warn={props.icon === "alert"} />
    <h1>{props.title}</h1>
    <p role="status">{props.sentence}</p>
    <Show when={props.leave}>
      {(leave) => (
        <div class="actions">
          <button type="button" class="button large" onClick={() => leave()()}>
            Leave
          </button>
        </div>
      )}
    </Show>
  </Page>
);

export function JoinPage(props: {
  host: string;
  name: string;
  join: (name: string) => void;
}): JSX.Element {
  const [name, setName] = createSignal(props.name);
  return (
    <Page>
      <Emblem name="terminal" />
      <h1>You are invited to a live terminal session</h1>
      <p>
        It is shared through the relay at <code>{props.host}</code>. Say who you are; the owner may
        be asked to let you in.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.join(name().trim());
        }}
      >
        <label>
          Your name
          <input
            class="field large"
            type="text"
            name="name"
            autocomplete="name"
            maxlength="40"
            placeholder="Guest"
            autofocus
            value={name()}
            onInput={(event) => setName(event.currentTarget.value)}
          />
        </label>
        <button type="submit" class="button primary large">
          Join
        </button>
      </form>
      <ul class="facts">
        <li>
          <Icon name="lock" />
          <span>What you see and type is readable by the people in the session only.</span>
        </li>
      </ul>
    </Page>
  );
}

export function RootPage(props: { host: string }): JSX.Element {
  const [link, setLink] = createSignal("");
  const [trouble, setTrouble] = createSignal<string>();
  const open = (): void => {
    const pasted = parsePastedLink(link());
    if (pasted?.link.type === "link") location.assign(pasted.url.href);
    else if (pasted?.link.type === "incomplete") {
      setTrouble("The part of the link after # is missing. Copy the whole link again.");
    } else setTrouble("This is not a link to a session. Copy the whole link again.");
  };
  return (
    <Page>
      <Emblem name="terminal" />
      <h1>A relay for shared terminals</h1>
      <p>
        <code>{props.host}</code> forwards live terminal sessions between their host and the people
        who have its link, end-to-end encrypted.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          open();
        }}
      >
        <label>
          Link to a session
          <input
            class="field large"
            type="text"
            inputmode="url"
            autocomplete="off"
            spellcheck={false}
            placeholder="https://…/s/…#…"
            value={link()}
            aria-invalid={trouble() !== undefined}
            onInput={(event) => {
              setLink(event.currentTarget.value);
              setTrouble(undefined);
            }}
          />
        </label>
        <Show when={trouble()}>{(sentence) => <p role="alert">{sentence()}</p>}</Show>
        <button type="submit" class="button primary large" disabled={link().trim() === ""}>
          Open
        </button>
      </form>
      <ul class="facts">
        <li>
          <Icon name="terminal" />
          <span>
            To share a terminal of your own, run <code>weft share</code> on your machine.
          </span>
        </li>
      </ul>
    </Page>
  );
}
