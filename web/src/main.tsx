import { lazy, Suspense } from "solid-js";
import { render } from "solid-js/web";
import { parseLink } from "./crypto";
import { browserStorage, systemClock, webSocketTo, withoutPerson } from "./session";
import { App, type AppOptions } from "./ui";
import { restoreHash } from "./ui/returning";

/** Pages about people, on a relay that has accounts. */
const ACCOUNT_PAGES: ReadonlySet<string> = new Set(["/sign-in", "/account", "/terminal", "/admin"]);
const AccountPages = lazy(async () => ({ default: (await import("./account")).AccountPages }));

restoreHash();
const link = location.pathname === "/" ? undefined : parseLink(location.pathname, location.hash);
// Who somebody is stays out of the address bar, and of what is copied from there.
const hash = withoutPerson(location.hash);
if (hash !== location.hash) history.replaceState(null, "", location.pathname + hash);

const options: AppOptions = {
  link,
  // Off https and loopback there is no WebCrypto.
  secure: globalThis.crypto?.subtle !== undefined,
  host: location.host,
  href: location.href,
  open: (id) => webSocketTo(location.origin, id),
  storage: browserStorage,
  clock: systemClock,
};

// Another link pasted over this one is another session.
window.addEventListener("hashchange", () => location.reload());

const root = document.getElementById("app");
if (root !== null) {
  render(
    () =>
      ACCOUNT_PAGES.has(location.pathname) ? (
        <Suspense>
          <AccountPages path={location.pathname} />
        </Suspense>
      ) : (
        <App options={options} />
      ),
    root,
  );
}
