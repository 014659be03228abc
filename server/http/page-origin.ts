/** Whose page a request comes from, as the browser says: ours, another's, or nothing was said (no browser). */
export type PageOrigin = 'own' | 'foreign' | 'unsaid';

/** The parts of a request from which the page's origin is told. */
export type OriginEvidence = {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  /** The origin that the request itself was sent to. */
  readonly sentTo: string;
};

/** The names of this machine itself: nobody can make them lead elsewhere. */
const thisMachine: readonly string[] = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Whether pages of this origin are ours. Without configured ones it is the one the request was sent to, by a name of
 * this machine: any other name may be somebody's own that was made to lead here (DNS rebinding), with a page to match.
 */
function isOurs(origin: string, sentTo: string, publicOrigins: readonly string[]): boolean {
  if (publicOrigins.length > 0) return publicOrigins.includes(origin);
  return origin === sentTo && URL.canParse(origin) && thisMachine.includes(new URL(origin).hostname);
}

/**
 * Origin is trusted first: browsers put it on every state-changing request and no page can change it. Sec-Fetch-Site
 * stands in where it is missing (`none` is the person typing an address, which only ever reads).
 */
export function pageOrigin(evidence: OriginEvidence, publicOrigins: readonly string[]): PageOrigin {
  const { origin, fetchSite, sentTo } = evidence;
  if (origin !== undefined) return isOurs(origin, sentTo, publicOrigins) ? 'own' : 'foreign';
  if (fetchSite === undefined) return 'unsaid';
  return fetchSite === 'same-origin' || fetchSite === 'none' ? 'own' : 'foreign';
}
