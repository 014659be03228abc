declare const brand: unique symbol;

/** A string that only a schema or a constructor of its own kind may make, so that ids cannot be mixed up. */
export type Id<Kind extends string> = string & { readonly [brand]: Kind };

export type MeetingId = Id<'Meeting'>;
export type UnitId = Id<'Unit'>;
export type LevelId = Id<'Level'>;
/** One seat in a meeting. It is the identity's own id (`person:…`, `site:…`, `recorder:…`), never a socket's. */
export type ParticipantId = Id<'Participant'>;
/** A request keeps its id when it is granted (RFC 8855: Floor Request ID). */
export type FloorRequestId = Id<'FloorRequest'>;
export type RecordingId = Id<'Recording'>;
export type VoteId = Id<'Vote'>;
export type DocumentId = Id<'Document'>;
export type AgendaItemId = Id<'AgendaItem'>;
/** A notice, or a message of the text channel. */
export type NoticeId = Id<'Notice'>;
