const storageKey = 'diemcau.reloadedAt';
/** A page that is still outdated this soon after a reload, in ms, comes so from a cache: reloading again is no use. */
const againMs = 60_000;

/**
 * The hub speaks another version of the protocol: fetches the page anew, which is safe at any time since the meeting
 * lives at the hub. False if that was just tried.
 */
export function reloadOutdatedPage(): boolean {
  const reloadedAt = Number(sessionStorage.getItem(storageKey) ?? '0');
  if (Date.now() - reloadedAt < againMs) return false;
  sessionStorage.setItem(storageKey, String(Date.now()));
  location.reload();
  return true;
}
