/**
 * Pages about people, of a relay that has accounts: signing in, one's own account, its admins' pages. Nobody who opens a
 * session loads any of this.
 */
import { Page } from "../ui/pages";
import "./account.css";
import { createResource, type JSX, Match, Switch } from "solid-js";
import { signIn } from "../ui/returning";
import { AccountPage } from "./account";
import { AdminPage } from "./admin";
import { get, type Me } from "./api";
import { Loaded } from "./parts";
import { SignIn } from "./signIn";
import { TerminalPage } from "./terminal";

export function AccountPages(props: { path: string }): JSX.Element {
  if (props.path === "/sign-in") return <SignIn />;
  const [me, { refetch }] = createResource(async () => {
    const now = await get<Me>("/api/me");
    if (!now.signedIn) {
      signIn(props.path);
    }
    return now;
  });
  return (
    <Switch
      fallback={
        <Page>
          <Loaded resource={me}>{() => <p class="dim">One moment…</p>}</Loaded>
        </Page>
      }
    >
      <Match when={me.latest?.signedIn && props.path === "/terminal"}>
        <TerminalPage />
      </Match>
      <Match when={me.latest?.signedIn && props.path === "/admin" && me.latest}>
        {(now) => <AdminPage me={now()} />}
      </Match>
      <Match when={me.latest?.signedIn && me.latest}>
        {(now) => <AccountPage me={now()} changed={() => void refetch()} />}
      </Match>
    </Switch>
  );
}
