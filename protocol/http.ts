import { z } from 'zod';
import type { LevelId, MeetingId, ParticipantId, UnitId } from '../core/id.ts';
import type { Phase, Rescheduling } from '../core/meeting.ts';
import type { Refusal } from '../core/refusal.ts';
import type { Role } from '../core/role.ts';
import { unitId } from './id.ts';

/** Bodies of the HTTP requests, all strict. Paths stand in docs/protocol.md. */
export const signInBody = z.strictObject({
  username: z.string().trim().toLowerCase().min(1).max(64),
  password: z.string().min(1).max(256),
});
export const demoSiteBody = z.strictObject({ unit: unitId });
export const confirmPairingBody = z.strictObject({
  code: z.string().regex(/^\d{6}$/),
  unit: unitId,
});
export const deviceCredentialBody = z.strictObject({ credential: z.string().min(20).max(200) });
export const pairingSecretBody = z.strictObject({ secret: z.string().min(20).max(200) });

/** Who is signed in. `administrator` manages accounts and devices; `operates` lists units whose devices one confirms. */
export type Account = {
  readonly kind: 'person' | 'site';
  readonly participant: ParticipantId;
  readonly name: string;
  readonly position: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly administrator: boolean;
  readonly operates: readonly UnitId[];
};

/** POST /api/session, POST /api/session/refresh, POST /api/site-session, POST /api/demo/site-session */
export type SessionReply = {
  readonly token: string;
  /** Epoch milliseconds at which the token ends; ask for a fresh one a minute before. */
  readonly expiresAt: number;
  readonly account: Account;
};

/** GET /api/meetings: those the caller may join, live first, then by time. */
export type MeetingListItem = {
  readonly id: MeetingId;
  readonly title: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly scheduledAt: number;
  /** How long it is to last, in milliseconds; null: nobody said. */
  readonly plannedMs: number | null;
  readonly phase: Phase;
  /** When it was last moved, from when, and why; null: it stands where it was called for. */
  readonly moved: Rescheduling | null;
  /** Whether the caller may change, move, postpone or cancel it (core `mayArrange`), as long as it has not begun. */
  readonly mayArrange: boolean;
  /** Whether the caller may read its log and reports, or a part of them (core LOG-5). */
  readonly readsLog: boolean;
  /** How many documents there are to read (DOCUMENT-5); null: none of them is for the caller. */
  readonly documents: number | null;
  readonly role: Role | null;
  readonly invited: number;
  readonly present: number;
};

/** POST /api/pairings: a site's screen asks for a code; GET-like POST /api/pairings/claim {secret} until confirmed. */
export type PairingReply = { readonly code: string; readonly secret: string; readonly expiresAt: number };
export type PairingState =
  | { readonly state: 'waiting' }
  | { readonly state: 'confirmed'; readonly credential: string; readonly unitName: string }
  | { readonly state: 'expired' };

/** GET /api/devices (operators and administrators): paired devices of the units one operates. */
export type DeviceItem = {
  readonly id: string;
  readonly unit: UnitId;
  readonly unitName: string;
  readonly pairedAt: number;
  readonly pairedBy: string;
  readonly lastSeenAt: number | null;
};
/** GET /api/units: the units one operates, for choosing where a device stands. */
export type UnitItem = {
  readonly id: UnitId;
  readonly name: string;
  readonly level: LevelId;
  readonly parent: UnitId | null;
};

/** Body of every refused HTTP request. */
export type HttpRefusal = { readonly refusal: Refusal };
/** GET /api/hello: what a page must know before anybody signs in. */
export type Hello = { readonly demo: boolean; readonly version: number; readonly now: number };
