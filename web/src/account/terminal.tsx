import { createSignal, type JSX, Match, Switch } from "solid-js";
import { Icon } from "../ui/icons";
import { Page } from "../ui/pages";
import { post } from "./api";
import { createDeed, Trouble } from "./parts";

/** A terminal shows a code; its person lets it in here. */
export function TerminalPage(): JSX.Element {
  const deed = createDeed();
  const [code, setCode] = createSignal(/^#([A-Za-z-]{8,9})$/.exec(location.hash)?.[1] ?? "");
  const [name, setName] = createSignal<string>();
  const [answered, setAnswered] = createSignal<"allowed" | "denied">();
  document.title = "Sign in a terminal · weft";
  const answer = (allow: boolean): void => {
    void deed
      .run(() => post("/api/terminal/answer", { code: code(), allow }))
      .then((done) => done && setAnswered(allow ? "allowed" : "denied"));
  };
  return (
    <Page>
      <span class="emblem">
        <Icon name="terminal" />
      </span>
      <h1>Sign in a terminal</h1>
      <Trouble sentence={deed.trouble()} />
      <Switch>
        <Match when={answered()}>
          {(how) => (
            <p role="status">
              {how() === "allowed"
                ? `${name() ?? "The terminal"} is signed in. You can close this page.`
                : "Nothing was let in."}
            </p>
          )}
        </Match>
        <Match when={name()}>
          <p>
            A terminal that calls itself <strong>{name()}</strong> shows the code{" "}
            <code>{code().toUpperCase()}</code> and wants to share and open sessions as you. Allow
            this only if you have just typed <code>weft login</code> there.
          </p>
          <div class="actions">
            <button type="button" class="button primary large" onClick={() => answer(true)}>
              Allow
            </button>
            <button type="button" class="button large" onClick={() => answer(false)}>
              Deny
            </button>
          </div>
        </Match>
        <Match when={true}>
          <form
            onSubmit={(event) => {
              event.preventDefault();
              void deed.run(async () => {
                const found = await post<{ name: string }>("/api/terminal/look", { code: code() });
                setName(found.name);
              });
            }}
          >
            <label>
              The code that the terminal shows
              <input
                class="field large code"
                type="text"
                autocomplete="off"
                autocapitalize="characters"
                spellcheck={false}
                required
                autofocus
                maxlength="9"
                placeholder="XXXX-XXXX"
                value={code()}
                onInput={(event) => setCode(event.currentTarget.value)}
              />
            </label>
            <button type="submit" class="button primary large">
              Continue
            </button>
          </form>
        </Match>
      </Switch>
    </Page>
  );
}
