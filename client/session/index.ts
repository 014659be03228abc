/** All that the screens may use of the session. See contract.ts for the types. */
export type * from './contract.ts';
export { api, archiveAddress, meetingAddress, RefusalError, replyOf } from './api.ts';
export { serverNow } from './clock.ts';
export { useAudioBlocked, useIdentity, useLevel, useMeetingSession, useNow, useTrack } from './hooks.ts';
export { signIn, signOut, startSession } from './identity.ts';
export { queries } from './queries.ts';
export type { Result } from './result.ts';
export { claimPairing, type SiteSignIn, siteSignIn, startPairing } from './site.ts';
export { verbs } from './verbs.ts';
