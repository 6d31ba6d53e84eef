import { render } from "solid-js/web";
import { parseLink } from "./crypto";
import { browserStorage, systemClock, webSocketTo, withoutPerson } from "./session";
import { App, type AppOptions } from "./ui";

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
if (root !== null) render(() => <App options={options} />, root);
