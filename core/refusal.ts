/** Everything the hub may answer instead of doing what was asked. The screens hold the words for each. */
export const refusalCodes = [
  // of the meeting
  'not-permitted',
  'not-present',
  'not-found',
  'not-live',
  'already-live',
  'already-closed',
  'already-requested',
  'already-holding',
  'not-holding',
  'not-requested',
  'queue-empty',
  'floor-full',
  'floor-taken',
  'never-speaks',
  'admission-denied',
  'already-recording',
  'not-recording',
  'last-chair',
  'secret-meeting',
  'broken-units',
  // of the hub
  'unauthenticated',
  'invalid-message',
  'too-large',
  'too-many',
  'out-of-order',
  'replaced',
  'overloaded',
  'unavailable',
  'internal',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export type Refusal = { readonly code: RefusalCode };
