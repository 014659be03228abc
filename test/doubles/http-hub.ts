import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { LevelId, MeetingId, ParticipantId, RecordingId, UnitId } from '../../core/id.ts';
import type { RefusalCode } from '../../core/refusal.ts';
import type { Role } from '../../core/role.ts';
import type { Unit } from '../../core/unit.ts';
import { newRecord } from '../../core/unit-record.ts';
import type { DossierReply } from '../../protocol/archive.ts';
import type { HttpRefusal } from '../../protocol/http.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { createCatalogueService } from '../../server/catalogue.ts';
import { createItemShaper } from '../../server/catalogue-item.ts';
import { createHttp } from '../../server/http/http.ts';
import type { HttpOptions } from '../../server/http/options.ts';
import { redaction } from '../../server/http/redaction.ts';
import type { Auth, Principal, RecordingRow, SignedIn } from '../../server/ports.ts';
import { createMemoryCatalogue } from './catalogue.ts';

/** Doubles of what HTTP stands on, and a server on an ephemeral port of this machine. */

export const unitOf = (id: string) => id as UnitId;
export const recordingOf = (id: string) => id as RecordingId;

const unit = (id: string, parent: string | null): Unit => ({
  id: unitOf(id),
  name: `Đơn vị ${id}`,
  level: 'any' as LevelId,
  parent: parent === null ? null : unitOf(parent),
});
/** The centre, province 11 with a district, and province 12. */
export const units = [unit('TW', null), unit('11', 'TW'), unit('11.103', '11'), unit('12', 'TW')];

/** What one token stands for. */
export function principal(
  kind: 'person' | 'site',
  at: string,
  more: { roles?: Role[]; administrator?: boolean } = {},
) {
  const operates = (more.roles ?? []).includes('operator') ? [unitOf(at)] : [];
  const found: Principal = {
    account: {
      kind,
      participant: `${kind}:${at}` as ParticipantId,
      name: 'Ai đó',
      position: '',
      unit: unitOf(at),
      unitName: `Đơn vị ${at}`,
      administrator: more.administrator ?? false,
      operates,
    },
    standingRoles: (more.roles ?? []).map((role) => ({ role, unit: unitOf(at) })),
    device: null,
  };
  return found;
}

/** Everyone who can be signed in, by token. */
export const principals: Readonly<Record<string, Principal>> = {
  administrator: principal('person', 'TW', { administrator: true }),
  operator: principal('person', '11', { roles: ['operator'] }),
  secretary: principal('person', '11.103', { roles: ['secretary'] }),
  'other-secretary': principal('person', '12', { roles: ['secretary'] }),
  delegate: principal('person', '11.103', { roles: ['delegate'] }),
  site: principal('site', '11.103', { roles: ['site'] }),
};

export const signedIn = (refresh: string | null): SignedIn => ({
  session: {
    token: 'fresh-access-token',
    expiresAt: 1_000_600_000,
    account: (principals.secretary ?? principal('person', 'TW')).account,
  },
  refresh,
});

/** Signs in whoever knows `diemcau`; refresh and credential are good when they say `good`. */
export const auth: Auth = {
  signIn: async (_username, password) =>
    password === 'diemcau'
      ? { ok: true, value: signedIn('refresh-1') }
      : { ok: false, refusal: { code: 'unauthenticated' } },
  refresh: async (token) =>
    token.startsWith('refresh-')
      ? { ok: true, value: signedIn('refresh-2') }
      : { ok: false, refusal: { code: 'unauthenticated' } },
  signOut: async () => {},
  siteSession: async (credential) =>
    credential.startsWith('good')
      ? { ok: true, value: signedIn(null) }
      : { ok: false, refusal: { code: 'unauthenticated' } },
  demoSite: async () => ({ ok: true, value: signedIn(null) }),
  verify: async (token) => {
    const value = principals[token];
    return value ? { ok: true, value } : { ok: false, refusal: { code: 'unauthenticated' } };
  },
  requestPairing: async () => ({ code: '123456', secret: 's'.repeat(32), expiresAt: 1_000_600_000 }),
  claimPairing: async () => ({ state: 'waiting' }),
  confirmPairing: async (_by, _code, at) => ({
    ok: true,
    value: { id: 'd1', unit: at, unitName: '', pairedAt: 0, pairedBy: '', lastSeenAt: null },
  }),
  listDevices: async () => [],
  revokeDevice: async () => ({ ok: true, value: null }),
  disableAccount: async () => ({ ok: true, value: null }),
  holds: async () => true,
  onRevoked: () => {},
};

export const recording = (id: string, at: string, more: Partial<RecordingRow> = {}): RecordingRow => ({
  id: recordingOf(id),
  meeting: 'm1' as MeetingId,
  title: 'Hội nghị giao ban: quý IV/2026',
  unit: unitOf(at),
  unitName: `Đơn vị ${at}`,
  startedAt: Date.UTC(2026, 10, 22, 18, 0),
  state: 'ready',
  reason: null,
  gaps: [],
  pauses: [],
  durationMs: 60_000,
  size: 1000,
  sha256: 'a'.repeat(64),
  ...more,
});

/** A ready one, one still being composed, one whose files are gone. */
export const recordings = [
  recording('r1', '11.103'),
  recording('r2', '11.103', { state: 'composing', durationMs: null, size: null, sha256: null }),
  recording('r3', '11.103'),
];

/** The video's bytes: each one tells its own place. */
export const video = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));

export const store: HttpOptions['store'] = {
  units: {
    levels: async () => [],
    all: async () => units,
    register: async () => ({ revision: 1, levels: [], records: units.map(newRecord) }),
    replace: async () => {},
    revise: async () => true,
  },
  recordings: {
    byId: async (id) => recordings.find((row) => row.id === id) ?? null,
    all: async () => recordings,
    ofMeeting: async (meeting) => recordings.filter((row) => row.meeting === meeting),
    put: async () => {},
  },
  // As of recordings whose meetings the books do not know: their own unit counts.
  meetings: {
    put: async () => {},
    byId: async () => null,
    list: async () => [],
    ofUnit: async () => [],
  },
};

const faultyAccount = { kind: 'faulty', fault: 'unknown-unit' } as const;
const noChanges = { revision: 1, changes: [], levelsChange: false, faults: [], obstacles: [] };

/** Status and refusal code of an answer that refuses. */
export async function codeOf(response: Response): Promise<readonly [number, RefusalCode]> {
  const { refusal } = (await response.json()) as HttpRefusal;
  return [response.status, refusal.code];
}

/** One meeting: its secretary and the administrator read it, the delegate and the site of the same unit may not. */
export const records: HttpOptions['records'] = {
  right: async (_id, reader) => {
    if (reader.administrator || reader === principals.secretary?.account) return { kind: 'whole' };
    return reader === principals['other-secretary']?.account ? null : { kind: 'none' };
  },
  state: async () => Promise.reject(new Error('no meeting behind this double')),
  lines: async () => [],
  verify: async () => ({
    ok: true,
    fault: null,
    seq: null,
    entries: 0,
    heads: 0,
    agreesTo: 0,
    signedAt: null,
  }),
  hashed: async function* () {},
  publicKey: '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n',
};

const dossier: DossierReply = {
  meeting: 'm1' as MeetingId,
  title: 'Hội nghị giao ban',
  unitName: 'Đơn vị 11.103',
  closedAt: null,
  retention: null,
  classes: [],
  holds: [],
  disposal: { state: 'none' },
  custody: null,
  handOverBy: null,
  handOverSoon: false,
  linksAllowed: false,
  links: [],
  recordings: [],
  accesses: [],
  secret: null,
};
/** The real one over a store: nothing was recorded in its rows, and nothing is known of their packages. */
export const catalogueOver = ({
  units: book,
  recordings: rows,
  meetings,
}: HttpOptions['store']): HttpOptions['catalogue'] =>
  createCatalogueService({
    store: { catalogue: createMemoryCatalogue(rows.all), units: book, meetings },
    contents: { of: async () => ({ agenda: [], recorded: null }) },
    items: createItemShaper({
      store: {
        packages: {
          of: async () => [],
          all: async () => [],
          put: async () => {},
          copiesOf: async () => [],
          allCopies: async () => [],
          putCopy: async () => {},
          forget: async () => {},
        },
      },
      files: async () => new Map(),
      progressOf: () => null,
    }),
    documents: async () => [],
  });

/** One link is open, to the recording r1: `good-link`. Accesses are not kept. */
export const dossiers: HttpOptions['dossiers'] = {
  read: async () => dossier,
  order: async () => ({ ok: true, value: dossier }),
  notices: async () => ({ handOver: [], damaged: [], disposals: [] }),
  accessed: async () => {},
  mayStill: async () => true,
  shared: async (secret) =>
    secret === 'good-link'
      ? { link: 1, whom: 'Báo Nhân Dân', until: 2_000_000_000, recording: recording('r1', '11.103') }
      : null,
};

/** Of every meeting; who may read its log may write and approve. */
export const minutes: HttpOptions['minutes'] = {
  rights: async ({ account }, id) => {
    const right = await records.right(id, account);
    return right === null ? null : right.kind === 'none' ? [] : ['read', 'write', 'approve'];
  },
  read: async () => Promise.reject(new Error('no meeting behind this double')),
  facts: async () => Promise.reject(new Error('no meeting behind this double')),
  order: async () => ({ ok: false, refusal: { code: 'not-closed' } }),
};

/** No meeting that the caller may know of. */
export const documents: HttpOptions['documents'] = {
  list: async () => ({ ok: false, refusal: { code: 'not-found' } }),
  file: async () => ({ ok: false, refusal: { code: 'not-found' } }),
  add: async () => ({ ok: false, refusal: { code: 'not-found' } }),
  change: async () => ({ ok: false, refusal: { code: 'not-found' } }),
  withdraw: async () => ({ ok: false, refusal: { code: 'not-found' } }),
};

export type HttpHub = {
  readonly url: string;
  /** Lines of the log so far. */
  readonly lines: readonly string[];
  readonly folder: string;
  close(): Promise<void>;
};

/** Starts the HTTP side on the doubles; `more` replaces any of them. */
export async function startHttp(more: Partial<HttpOptions> = {}): Promise<HttpHub> {
  const folder = await mkdtemp(join(tmpdir(), 'diemcau-http-'));
  const client = join(folder, 'client');
  await mkdir(join(client, 'assets'), { recursive: true });
  const packages = ['r1', 'r2'].map((id) => join(folder, id));
  await Promise.all(packages.map((place) => mkdir(place)));
  await Promise.all([
    writeFile(join(client, 'index.html'), '<!doctype html><title>Điểm Cầu</title>'),
    writeFile(join(client, 'favicon.svg'), '<svg/>'),
    writeFile(join(client, 'assets', 'main-abc.js'), 'export {};'),
    writeFile(join(folder, 'secret.txt'), 'not for anyone'),
    ...packages.flatMap((place) => [
      writeFile(join(place, packageFiles.video), video),
      writeFile(
        join(place, packageFiles.chapters),
        JSON.stringify([{ startMs: 0, endMs: 5, title: 'Khai mạc' }]),
      ),
      writeFile(join(place, packageFiles.speakers), 'WEBVTT\n'),
    ]),
  ]);
  const lines: string[] = [];
  const app = createHttp({
    auth,
    store,
    hub: {
      listMeetings: async () => [],
      health: () => ({ ok: true, parts: { store: { ok: true, detail: 'WAL' } } }),
    },
    convening: {
      convene: async () => ({ ok: true, value: { id: 'm1' as MeetingId } }),
      invitable: async () => ({ ok: true, value: { levels: [], units: [], people: [] } }),
      meetingsOf: async () => ({ ok: true, value: [] }),
      order: async () => ({ ok: false, refusal: { code: 'not-found' } }),
      revise: async () => ({ ok: true, value: { seq: 1 } }),
      schedule: async () => ({ ok: true, value: { seq: 1 } }),
    },
    clashes: {
      ofOrder: async () => ({ ok: true, value: [] }),
      whenMoved: async () => ({ ok: true, value: [] }),
    },
    accounts: {
      list: async () => ({ accounts: [], shortestPassword: 10 }),
      create: async () => faultyAccount,
      edit: async () => ({ ok: true, value: faultyAccount }),
      setPassword: async () => ({ ok: true, value: faultyAccount }),
      setDisabled: async () => ({ ok: true, value: faultyAccount }),
    },
    units: {
      register: async () => ({ revision: 1, levels: [], records: units.map(newRecord) }),
      preview: async () => noChanges,
      apply: async () => ({ ok: true, value: noChanges }),
    },
    records,
    documents,
    dossiers,
    minutes,
    catalogue: catalogueOver(more.store ?? store),
    archive: {
      folderOf: (id) => join(folder, id),
      verify: async () => ({
        ok: true,
        checked: 3,
        changed: [],
        missing: [],
        added: [],
        signature: 'genuine',
      }),
      excerpt: () => null,
    },
    packages: {
      publicKey: '-----BEGIN PUBLIC KEY-----\n-----END PUBLIC KEY-----\n',
      export: async () => ({ ok: false, refusal: { code: 'overloaded' } }),
      receive: async () => ({ ok: false, refusal: { code: 'overloaded' } }),
    },
    compositions: { compose: async () => ({ ok: true, value: null }) },
    clientFolder: client,
    demo: false,
    tls: false,
    trustedProxies: [],
    publicOrigins: [],
    observers: [],
    refreshMs: 86_400_000,
    metrics: new Registry(),
    limits: { requestsPerMinute: 100_000, signInsPerUser: 1000 },
    logger: pino({ level: 'trace', redact: redaction }, { write: (line) => lines.push(line) }),
    clock: { now: () => 1_000_000_000 },
    ...more,
  });
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    lines,
    folder,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}
