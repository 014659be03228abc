/** Its own engineer fills this in. */
export function SiteScreen() {
  return null;
}
