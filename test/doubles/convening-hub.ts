import { pino } from 'pino';
import { v7 as uuid } from 'uuid';
import type { LevelId, MeetingId, ParticipantId } from '../../core/id.ts';
import { usualSettings } from '../../core/settings.ts';
import { noUnits } from '../../core/unit-choice.ts';
import type { ConveneReply } from '../../protocol/convening.ts';
import type { MeetingListItem } from '../../protocol/http.ts';
import { createClashWatch } from '../../server/clash-watch.ts';
import { createConvening } from '../../server/convening.ts';
import { createHub, type Hub } from '../../server/hub.ts';
import { listMeetings } from '../../server/meeting-list.ts';
import type { Connections, Principal } from '../../server/ports.ts';
import { createSeats, type Seats } from '../../server/seats.ts';
import { createMemoryBallotBox } from './ballot-box.ts';
import { auth, store as httpStore, principal, startHttp, units } from './http-hub.ts';
import { createMediaDouble } from './media.ts';
import { createRecorderDouble } from './recorder.ts';
import { createMemoryStore, type MemoryStore } from './store.ts';

/** The hub itself behind HTTP, with people of the centre and of two provinces, to call and arrange meetings. */

/** Epoch milliseconds of the hub's clock, which stands. */
export const now = 1_000_000_000;

/** Somebody with an account of their own; the token is the name. */
function person(name: string, at: string, more: Parameters<typeof principal>[2] = {}): [string, Principal] {
  const found = principal('person', at, more);
  return [
    name,
    { ...found, account: { ...found.account, participant: `person:${name}` as ParticipantId, name } },
  ];
}

/** Everyone, by token. */
export const principalByToken: ReadonlyMap<string, Principal> = new Map<string, Principal>([
  person('administrator', 'TW', { administrator: true }),
  person('provincial-operator', '11', { roles: ['operator'] }),
  person('head', '11.103', { roles: ['chair'] }),
  person('secretary', '11.103', { roles: ['secretary'] }),
  person('delegate', '11.103', { roles: ['delegate'] }),
  person('beside', '12', { roles: ['secretary'] }),
  ['site', principal('site', '11.103', { roles: ['site'] })],
  ['site-above', principal('site', '11', { roles: ['site'] })],
]);

/** A meeting of the district. */
export const order = {
  title: 'Giao ban huyện',
  unit: '11.103',
  scheduledAt: 1_800_000_000_000,
  plannedMinutes: 120 as number | null,
  chair: 'person:head',
  agenda: [{ title: 'Khai mạc', presenter: '', plannedMinutes: null, kinds: [], limitMinutesByKind: {} }],
  invited: { units: { ...noUnits, all: ['11.103'] }, usual: true, named: [] as readonly object[] },
  settings: usualSettings,
  secret: false,
};

export type ConveningHub = {
  readonly store: MemoryStore;
  readonly seats: Seats;
  /** What was sent, in order. */
  readonly pushed: readonly {
    readonly connections: readonly string[];
    readonly type: string;
    readonly payload: unknown;
  }[];
  hub(): Hub;
  /** Another one in its place, on the same store. */
  restart(): Promise<void>;
  write(token: string, path: string, body: object, method?: string): Promise<Response>;
  read(token: string, path: string): Promise<Response>;
  /** `order`, with that of it which is another. */
  convene(token: string, change?: object): Promise<Response>;
  /** The same, and the new meeting's id. */
  called(token: string, change?: object): Promise<MeetingId>;
  listOf(token: string): Promise<readonly MeetingListItem[]>;
  /** The tokens of those who have any meeting in their list, sorted. */
  whoSees(): Promise<readonly string[]>;
  close(): Promise<void>;
};

export async function startConveningHub(): Promise<ConveningHub> {
  const store = createMemoryStore();
  await store.units.replace([{ id: 'any' as LevelId, name: 'Cấp' }], units);
  for (const { account, standingRoles } of principalByToken.values()) {
    const { kind, participant: id, name: username, name, position, unit, administrator } = account;
    if (kind === 'site') continue;
    const row = { id, username, name, position, unit, administrator, standingRoles };
    await store.accounts.put({ ...row, passwordHash: 'never shown', disabledAt: null });
  }
  const seats = createSeats();
  const pushed: { connections: readonly string[]; type: string; payload: unknown }[] = [];
  const connections: Connections = {
    push: (to, type, payload) => void pushed.push({ connections: to, type, payload }),
    end: () => undefined,
  };
  const startHub = (): Hub =>
    createHub({
      store,
      media: createMediaDouble(),
      recorder: createRecorderDouble(),
      ballots: createMemoryBallotBox(),
      connections,
      seats,
      clock: { now: () => now },
      logger: pino({ level: 'silent' }),
    });
  let hub = startHub();
  await hub.start();
  // Whatever stands at the moment of the call: the hub may have been started again.
  const present: Pick<Hub, 'create' | 'meeting' | 'meetings'> = {
    create: (draft, by) => hub.create(draft, by),
    meeting: (id) => hub.meeting(id),
    meetings: () => hub.meetings(),
  };
  const http = await startHttp({
    auth: {
      ...auth,
      verify: async (token) => {
        const value = principalByToken.get(token);
        return value ? { ok: true, value } : { ok: false, refusal: { code: 'unauthenticated' } };
      },
    },
    store: { ...httpStore, units: store.units },
    hub: {
      listMeetings: async (by) => listMeetings(hub, by, now),
      health: () => ({ ok: true, parts: {} }),
    },
    convening: createConvening({ store, hub: present, newId: uuid }),
    clashes: createClashWatch({ store, hub: present }),
  });

  const write: ConveningHub['write'] = (token, path, body, method = 'POST') =>
    fetch(http.url + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const read: ConveningHub['read'] = (token, path) =>
    fetch(http.url + path, { headers: { authorization: `Bearer ${token}` } });
  const convene: ConveningHub['convene'] = (token, change = {}) =>
    write(token, '/api/meetings', { ...order, ...change });
  const listOf = async (token: string) =>
    (await (await read(token, '/api/meetings')).json()) as readonly MeetingListItem[];
  return {
    store,
    seats,
    pushed,
    hub: () => hub,
    restart: async () => {
      hub.close();
      hub = startHub();
      await hub.start();
    },
    write,
    read,
    convene,
    called: async (token, change = {}) => ((await (await convene(token, change)).json()) as ConveneReply).id,
    listOf,
    whoSees: async () => {
      const tokens = [...principalByToken.keys()];
      const lists = await Promise.all(tokens.map(listOf));
      return tokens.filter((_token, index) => (lists[index] ?? []).length > 0).sort();
    },
    close: async () => {
      hub.close();
      await http.close();
    },
  };
}
