/** Where the part of the address after # waits while somebody signs in; it is gone with the tab. */
const KEY = "weft/hash";

/** Goes to sign in; what is behind the # of this address never leaves the browser. */
export function signIn(path: string): void {
  sessionStorage.setItem(KEY, JSON.stringify({ path, hash: location.hash }));
  location.assign(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** Back from there: puts it behind the address again. */
export function restoreHash(): void {
  const kept = sessionStorage.getItem(KEY);
  if (kept === null || location.hash !== "") return;
  const { path, hash } = JSON.parse(kept) as { path: string; hash: string };
  if (path !== location.pathname) return;
  sessionStorage.removeItem(KEY);
  history.replaceState(null, "", path + hash);
}
