import { render } from "solid-js/web";
import { parseLink } from "./crypto";
import { browserStorage, systemClock, webSocketTo } from "./session";
import { App, type AppOptions } from "./ui";

const options: AppOptions = {
  link: location.pathname === "/" ? undefined : parseLink(location.pathname, location.hash),
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
