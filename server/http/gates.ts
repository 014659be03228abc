import { z } from 'zod';
import { mayOpenArchive, rightsOverFile } from '../../core/archive-right.ts';
import { mayConveneSomewhere } from '../../core/convening-right.ts';
import type { UnitById } from '../../core/unit.ts';
import { recordsById, type UnitRecordById } from '../../core/unit-record.ts';
import { meetingId, recordingId } from '../../protocol/id.ts';
import type { Auth, Principal, Store } from '../ports.ts';
import type { DossierBook, MinutesBook, RecordBook } from './options.ts';
import type { Limit } from './rate-limit.ts';
import { type Exchange, type Found, type Gates, refuse, refuseUntil } from './route.ts';

/** What else stands in the path is the route's own to check. */
const recordingParams = z.object({ id: recordingId });
const meetingParams = z.strictObject({ id: meetingId });
const linkParams = z.strictObject({ secret: z.string().max(200) });

/** What the archive's rules need to know of a signed-in identity. */
export function archiveViewerOf(principal: Principal): Parameters<typeof mayOpenArchive>[0] {
  const { kind, administrator } = principal.account;
  return { kind, administrator, standingRoles: principal.standingRoles };
}

export async function readUnitById(store: Pick<Store, 'units'>): Promise<UnitById> {
  const units = await store.units.all();
  return Object.fromEntries(units.map((unit) => [unit.id, unit]));
}

/** Units with their history, by which the archive's rights go (core ARCHIVE-3). */
export async function readUnitRecords(store: Pick<Store, 'units'>): Promise<UnitRecordById> {
  return recordsById((await store.units.register()).records);
}

/** The cookie only ever reads: whatever changes something needs the bearer token, which no other site's page has. */
function archiveToken(exchange: Exchange): string | null {
  if (exchange.bearer !== null) return exchange.bearer;
  return exchange.changes ? null : (exchange.cookies['diemcau-archive'] ?? null);
}

type GateNeeds = {
  readonly auth: Auth;
  readonly store: Pick<Store, 'units' | 'recordings' | 'meetings'>;
  readonly records: Pick<RecordBook, 'right'>;
  readonly dossiers: Pick<DossierBook, 'shared'>;
  readonly minutes: Pick<MinutesBook, 'rights'>;
  readonly demo: boolean;
  /** Of links that lead nowhere, by address. */
  readonly guesses: Limit;
  /** Of what one account may ask. */
  readonly accountLimit: Limit;
};

/** The gates of all routes: who may pass is read from server state at each request. */
export function createGates({
  auth,
  store,
  records,
  dossiers,
  minutes,
  demo,
  guesses,
  accountLimit,
}: GateNeeds): Gates {
  const signedIn = async (exchange: Exchange, token: string | null): Promise<Found<Principal>> => {
    if (token === null) return refuse('unauthenticated');
    const found = await auth.verify(token);
    if (!found.ok) return found;
    const account = found.value.account.participant;
    exchange.onAccount(account);
    const wait = await accountLimit.take(account);
    return wait === null ? found : refuseUntil(wait);
  };
  const archive: Gates['archive'] = async (exchange) => {
    const found = await signedIn(exchange, archiveToken(exchange));
    if (!found.ok) return found;
    return mayOpenArchive(archiveViewerOf(found.value)) ? found : refuse('not-permitted');
  };
  return {
    public: async () => ({ ok: true, value: null }),
    demo: async () => (demo ? { ok: true, value: null } : refuse('not-found')),
    'own-page': async (exchange) => {
      if (exchange.origin !== 'own') return refuse('not-permitted');
      return { ok: true, value: { refreshToken: exchange.cookies['diemcau-refresh'] ?? null } };
    },
    'signed-in': (exchange) => signedIn(exchange, exchange.bearer),
    operator: async (exchange) => {
      const found = await signedIn(exchange, exchange.bearer);
      if (!found.ok) return found;
      const { kind, administrator, operates } = found.value.account;
      return kind === 'person' && (administrator || operates.length > 0) ? found : refuse('not-permitted');
    },
    administrator: async (exchange) => {
      const found = await signedIn(exchange, exchange.bearer);
      if (!found.ok) return found;
      const { kind, administrator } = found.value.account;
      return kind === 'person' && administrator ? found : refuse('not-permitted');
    },
    convener: async (exchange) => {
      const found = await signedIn(exchange, exchange.bearer);
      if (!found.ok) return found;
      const { account, standingRoles } = found.value;
      const { kind, administrator } = account;
      return mayConveneSomewhere({ kind, administrator, standingRoles }) ? found : refuse('not-permitted');
    },
    archive,
    shared: async (exchange) => {
      const params = linkParams.safeParse(exchange.params);
      // Whatever is wrong with it, the same is done and answered.
      const found = await dossiers.shared(params.success ? params.data.secret : '');
      if (found !== null) return { ok: true, value: found };
      const wait = await guesses.take(exchange.address);
      return wait === null ? refuse('not-found') : refuseUntil(wait);
    },
    log: async (exchange) => {
      const found = await signedIn(exchange, exchange.bearer);
      if (!found.ok) return found;
      const params = meetingParams.safeParse(exchange.params);
      if (!params.success) return refuse('not-found');
      const { id: meeting } = params.data;
      const right = await records.right(meeting, found.value.account);
      // Whoever was not in it is not told that it exists.
      if (right === null) return refuse('not-found');
      if (right.kind === 'none') return refuse('not-permitted');
      return { ok: true, value: { principal: found.value, meeting, right } };
    },
    minutes: async (exchange) => {
      const found = await signedIn(exchange, exchange.bearer);
      if (!found.ok) return found;
      const params = meetingParams.safeParse(exchange.params);
      if (!params.success) return refuse('not-found');
      const { id: meeting } = params.data;
      const rights = await minutes.rights(found.value, meeting);
      // Whoever was not in it is not told that it exists.
      if (rights === null) return refuse('not-found');
      if (rights.length === 0) return refuse('not-permitted');
      return { ok: true, value: { principal: found.value, meeting, rights } };
    },
    recording: async (exchange) => {
      const found = await archive(exchange);
      if (!found.ok) return found;
      const params = recordingParams.safeParse(exchange.params);
      const recording = params.success ? await store.recordings.byId(params.data.id) : null;
      // Whoever may not see it is not told that it exists.
      if (recording === null) return refuse('not-found');
      const recordById = await readUnitRecords(store);
      const meeting = await store.meetings.byId(recording.meeting);
      const units = { keptBy: recording.unit, convenedBy: meeting?.unit ?? recording.unit };
      const rights = rightsOverFile(archiveViewerOf(found.value), recordById, units);
      if (!rights.includes('see')) return refuse('not-found');
      return { ok: true, value: { principal: found.value, recording, rights } };
    },
  };
}
