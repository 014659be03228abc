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
  'recording-paused',
  'recording-not-paused',
  'last-chair',
  'secret-meeting',
  'broken-units',
  // of levels, halls and procedure
  /** what it names belongs to another hall just now */
  'elsewhere',
  /** that subtree goes on alone already */
  'already-alone',
  /** that subtree does not go on alone */
  'not-alone',
  /** the unit has no chair who could conduct it */
  'no-chair',
  /** a subtree's chair was not called by anybody above */
  'not-called',
  /** the floor is with the unit, or with one above or below it, already */
  'already-delegated',
  /** there is no desk above */
  'no-desk-above',
  /** the current agenda item does not take this kind of speech */
  'kind-not-taken',
  /** the floor is not come by through questioning just now */
  'not-questioning',
  'meeting-resting',
  'not-resting',
  'meeting-cancelled',
  'already-calling',
  'not-calling',
  'not-in-trial',
  'already-in-trial',
  'not-a-site',
  'not-acting',
  /** somebody talks with that site alone already */
  'already-talking',
  'clock-stopped',
  'clock-running',
  /** the hall is asked for another vote just now */
  'already-voting',
  /** that vote is not open */
  'not-voting',
  /** whoever wishes to vote has none in that hall */
  'no-vote',
  /** the same file is among the meeting's documents */
  'already-added',
  /** the meeting has as many documents, or as much of them, as it may */
  'documents-full',
  /** an empty file, one of a kind that is not taken, or one whose content is another than its name says */
  'file-not-taken',
  /** a PDF that does not open without a password */
  'file-locked',
  /** a PDF that does not open at all */
  'file-damaged',
  /** the disk has no room for it */
  'no-room',
  // of the file of a meeting
  'not-closed',
  'retention-running',
  'under-hold',
  'same-person',
  'not-archived',
  'already-disposed',
  'already-handed-over',
  'links-forbidden',
  /** files of a recording are missing, or its signature does not hold */
  'package-damaged',
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
