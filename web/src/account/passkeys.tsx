import { createResource, For, type JSX, Show } from "solid-js";
import { ask, get, type PasskeyList, post } from "./api";
import { createDeed, Loaded, Trouble, when } from "./parts";

/** Browsers that read and write passkeys as JSON; the few others sign in by mail. */
export const knowsPasskeys = (): boolean =>
  typeof PublicKeyCredential === "function" &&
  "parseCreationOptionsFromJSON" in PublicKeyCredential;

/** Signs in with a passkey that this browser's authenticator holds. */
export async function showPasskey(): Promise<void> {
  const wish = await post<PublicKeyCredentialRequestOptionsJSON>("/api/sign-in/passkey/begin");
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(wish);
  const shown = await navigator.credentials.get({ publicKey });
  await post("/api/sign-in/passkey", { credential: written(shown) });
}

async function makePasskey(): Promise<void> {
  const wish = await post<PublicKeyCredentialCreationOptionsJSON>("/api/passkeys/begin");
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(wish);
  const made = await navigator.credentials.create({ publicKey });
  const name = new Date().toLocaleDateString(undefined, { dateStyle: "medium" });
  await post("/api/passkeys", { name: `passkey of ${name}`, credential: written(made) });
}

const written = (credential: Credential | null): string =>
  JSON.stringify((credential as PublicKeyCredential | null)?.toJSON());

/** Somebody's own. */
export function Passkeys(): JSX.Element {
  const deed = createDeed();
  const [list, { refetch }] = createResource(() => get<PasskeyList>("/api/passkeys"));
  return (
    <Show when={knowsPasskeys() && list.latest?.possible}>
      <section aria-labelledby="passkeys">
        <div class="row heading">
          <h2 id="passkeys">Passkeys</h2>
          <span class="spacer" />
          <button
            type="button"
            class="button"
            onClick={() => void deed.run(makePasskey).then(() => refetch())}
          >
            Add a passkey
          </button>
        </div>
        <Loaded resource={list}>
          {(all) => (
            <>
              <Show when={all().passkeys.length === 0}>
                <p class="dim">With one, signing in takes no mail.</p>
              </Show>
              <ul>
                <For each={all().passkeys}>
                  {(key) => (
                    <li class="row">
                      <span class="name">
                        {key.name}
                        <small>
                          {key.used === 0
                            ? "not used yet"
                            : `last used ${when(new Date(key.used * 1000))}`}
                        </small>
                      </span>
                      <button
                        type="button"
                        class="button"
                        aria-label={`Remove the ${key.name}`}
                        onClick={() =>
                          void deed
                            .run(() => ask("DELETE", `/api/passkeys/${key.id}`))
                            .then(() => refetch())
                        }
                      >
                        Remove
                      </button>
                    </li>
                  )}
                </For>
              </ul>
            </>
          )}
        </Loaded>
        <Trouble sentence={deed.trouble()} />
      </section>
    </Show>
  );
}
