/** Whose page a request comes from, as the browser says: ours, another's, or nothing was said (no browser). */
export type PageOrigin = 'own' | 'foreign' | 'unsaid';

/** The parts of a request from which the page's origin is told. */
export type OriginEvidence = {
  readonly origin: string | undefined;
  readonly fetchSite: string | undefined;
  /** The origin that the request itself was sent to. */
  readonly sentTo: string;
};

/**
 * Origin is trusted first: browsers put it on every state-changing request and no page can change it. Sec-Fetch-Site
 * stands in where it is missing (`none` is the person typing an address, which only ever reads).
 */
export function pageOrigin(evidence: OriginEvidence, publicOrigins: readonly string[]): PageOrigin {
  const { origin, fetchSite, sentTo } = evidence;
  if (origin !== undefined) return origin === sentTo || publicOrigins.includes(origin) ? 'own' : 'foreign';
  if (fetchSite === undefined) return 'unsaid';
  return fetchSite === 'same-origin' || fetchSite === 'none' ? 'own' : 'foreign';
}
