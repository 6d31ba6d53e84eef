import { createResource, createSignal, type JSX, Match, onCleanup, Show, Switch } from "solid-js";
import { Icon } from "../ui/icons";
import { Page } from "../ui/pages";
import { get, type Me, post, type Ways } from "./api";
import { createDeed, Trouble } from "./parts";
import { knowsPasskeys, showPasskey } from "./passkeys";

/** What the relay says in `?trouble=`. */
const TROUBLES: Readonly<Record<string, string>> = {
  provider: "Your organisation’s sign-in did not work. Try again, or use a mail.",
  late: "That took too long, or began in another browser. Sign in again.",
  cancelled: "Signing in was cancelled.",
  unverified: "Your organisation has not verified your address. Use a mail instead.",
  refused: "This relay does not take that account. Ask one of its admins.",
};

/** How often a page that waits for another tab asks, in milliseconds. */
const ASK_EVERY_MS = 2000;

/** A page of this relay, and nothing else. */
export const localPath = (path: string | null): string =>
  path !== null && /^\/(s\/[A-Za-z0-9_-]{22}|account|terminal|admin)$/.test(path)
    ? path
    : "/account";

export function SignIn(): JSX.Element {
  const query = new URLSearchParams(location.search);
  const next = localPath(query.get("next"));
  const token = /^#([A-Za-z0-9_-]{43})$/.exec(location.hash)?.[1];
  document.title = "Sign in · weft";
  return (
    <Page>
      <span class="emblem">
        <Icon name="lock" />
      </span>
      <Show
        when={token}
        fallback={<Ask next={next} trouble={TROUBLES[query.get("trouble") ?? ""]} />}
      >
        {(link) => <Use token={link()} next={next} />}
      </Show>
    </Page>
  );
}

/** Somebody has opened the link in a mail. Nothing happens before they say so: programs open links, too. */
function Use(props: { token: string; next: string }): JSX.Element {
  const deed = createDeed();
  const [email, setEmail] = createSignal<string>();
  void deed.run(async () => {
    const whose = await post<{ email: string }>("/api/sign-in/mail/look", { token: props.token });
    setEmail(whose.email);
  });
  return (
    <>
      <h1>Sign in</h1>
      <Trouble sentence={deed.trouble()} />
      <Show when={deed.trouble()}>
        <div class="actions">
          <a class="button large" href="/sign-in">
            Ask for another link
          </a>
        </div>
      </Show>
      <Show when={email()}>
        <p>
          In this browser, as <strong>{email()}</strong>.
        </p>
        <div class="actions">
          <button
            type="button"
            class="button primary large"
            onClick={() =>
              void deed.run(async () => {
                await post("/api/sign-in/mail/use", { token: props.token });
                location.replace(props.next);
              })
            }
          >
            Sign in
          </button>
        </div>
      </Show>
    </>
  );
}

function Ask(props: { next: string; trouble: string | undefined }): JSX.Element {
  const [ways] = createResource(() => get<Ways>("/api/sign-in/ways"));
  const deed = createDeed();
  const [email, setEmail] = createSignal("");
  const [sent, setSent] = createSignal(false);
  // The link may be opened in another tab of this browser: then this one goes on by itself.
  const timer = setInterval(() => {
    if (!sent() || document.visibilityState === "hidden") return;
    void get<Me>("/api/me").then((me) => me.signedIn && location.replace(props.next));
  }, ASK_EVERY_MS);
  onCleanup(() => clearInterval(timer));
  return (
    <Switch>
      <Match when={sent()}>
        <h1>{ways()?.mail === false ? "Ask for your link" : "Look into your mail"}</h1>
        <p role="status">
          {ways()?.mail === false
            ? "This relay sends no mails: ask whoever runs it for the link that it has just printed."
            : `A link is on its way to ${email()}. It works once, for half an hour.`}{" "}
          Opened in this browser, this page goes on by itself.
        </p>
        <div class="actions">
          <button type="button" class="button large" onClick={() => setSent(false)}>
            Another address
          </button>
        </div>
      </Match>
      <Match when={!sent()}>
        <h1>Sign in</h1>
        <p>
          So that owners know who comes in. What is in their sessions stays between them and you.
        </p>
        <Trouble sentence={deed.trouble() ?? props.trouble} />
        <Show when={ways()?.provider}>
          {(name) => (
            <a
              class="button primary large"
              href={`/api/sign-in/oidc?next=${encodeURIComponent(props.next)}`}
            >
              Continue with {name()}
            </a>
          )}
        </Show>
        <Show when={ways()?.passkeys && knowsPasskeys()}>
          <button
            type="button"
            class="button large"
            onClick={() =>
              void deed.run(showPasskey).then((done) => done && location.replace(props.next))
            }
          >
            Use a passkey
          </button>
        </Show>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void deed
              .run(() => post("/api/sign-in/mail", { email: email() }))
              .then((done) => done && setSent(true));
          }}
        >
          <label>
            E-mail address
            <input
              class="field large"
              type="email"
              name="email"
              autocomplete="email"
              required
              autofocus
              value={email()}
              onInput={(event) => setEmail(event.currentTarget.value)}
            />
          </label>
          <button
            type="submit"
            class="button large"
            classList={{ primary: ways()?.provider === undefined }}
          >
            Send me a link
          </button>
        </form>
      </Match>
    </Switch>
  );
}
