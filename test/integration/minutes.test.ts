import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { approvalOf } from '../../client/features/minutes/minutes-approval.ts';
import type { ParticipantId, RecordingId } from '../../core/id.ts';
import type { Meeting } from '../../core/meeting.ts';
import { emptyMinutes, type Minutes } from '../../core/minutes/minutes.ts';
import type { MinutesReply } from '../../protocol/minutes.ts';
import { bagMinutes } from '../../protocol/recording-package.ts';
import { createRecordingContents } from '../../server/catalogue-content.ts';
import { createCatalogueIndex } from '../../server/catalogue-index.ts';
import { createDossierLog, type DossierLog } from '../../server/dossier-log.ts';
import { createMeetingRecords } from '../../server/meeting-records.ts';
import { createApprovedMinutes, createMinutesService } from '../../server/minutes.ts';
import type { Auth, Principal, Store } from '../../server/ports.ts';
import { auth, codeOf, type HttpHub, principal, startHttp } from '../doubles/http-hub.ts';
import { places, who } from '../doubles/meeting.ts';
import {
  type ArchiveHub,
  emptyHub,
  exportOf,
  heldMeeting,
  importInto,
  meetingId,
  meetingState,
  now,
  recordingIds,
} from '../support/archived-meeting.ts';
import { unzip } from '../support/zip-file.ts';

/** Hubs with books of their own in a real database, and the minutes of their meeting over HTTP. */

const clock = { now: () => now };
const seated = (participant: ParticipantId, name: string): Principal => {
  const plain = principal('person', 'TW');
  return { ...plain, account: { ...plain.account, participant, name, position: 'Chức vụ' } };
};
const callers: Readonly<Record<string, Principal>> = {
  chair: seated(who.chair, 'Hà'),
  secretary: seated(who.secretary, 'Nam'),
  deputy: seated(who.deputy, 'Phó'),
  secondDeputy: seated(who.secondDeputy, 'Phó hai'),
  delegate: seated(who.delegate, 'Lan'),
  province: seated(who.provinceChair, 'Tỉnh'),
  stranger: seated('person:stranger' as ParticipantId, 'Ai đó'),
  keeper: principal('person', 'TW', { roles: ['operator'] }),
  administrator: principal('person', 'TW', { administrator: true }),
};
const seatAuth: Auth = {
  ...auth,
  verify: async (token) => {
    const value = callers[token];
    return value ? { ok: true, value } : { ok: false, refusal: { code: 'unauthenticated' } };
  },
};

type Desk = {
  readonly log: DossierLog;
  readonly http: HttpHub;
  readonly signed: string[];
  readonly index: (recording: RecordingId) => Promise<void>;
};

/** The log as it would be had the first deputy acted for the chair from the opening on. */
const conductedByDeputy = (log: Store['log']): Store['log'] => ({
  ...log,
  read: async (id, after) =>
    (await log.read(id, after)).flatMap((entry) =>
      entry.event.type === 'meeting.opened'
        ? [entry, { ...entry, event: { type: 'deputy.started', unit: places.central, acting } }]
        : [entry],
    ),
});
const acting = { participant: who.deputy, why: 'handOver', since: now } as const;

/** `state`: of the live meeting, where one is; null: as the log says. */
async function openDesk({ store, logger }: ArchiveHub, state: () => Meeting | null): Promise<Desk> {
  const log = createDossierLog(store, clock);
  const contents = createRecordingContents({ log: store.log, clock });
  const index = createCatalogueIndex({
    store,
    contents,
    minutesOf: createApprovedMinutes({ store, log }),
    logger,
  });
  const signed: string[] = [];
  const heads = { of: async () => [], publicKey: '' };
  const minutes = createMinutesService({
    store,
    records: createMeetingRecords({ log: conductedByDeputy(store.log), heads, live: state }),
    log,
    sign: async (meeting) => void signed.push(meeting),
    index,
    logger,
  });
  return { log, http: await startHttp({ auth: seatAuth, minutes }), signed, index: index.index };
}

const passagesOf = async (store: Store) =>
  (await store.catalogue.passages(recordingIds[0]!)).filter(({ kind }) => kind === 'minutes');

const written = (sequence: string): Minutes => ({
  ...emptyMinutes,
  sequence,
  conclusions: [
    {
      content: 'Kè sông <trước lũ>',
      leadUnit: 'Sở Xây dựng',
      supportingUnits: ['Sở Tài chính'],
      due: '2027-06-30',
    },
  ],
});

let hub: ArchiveHub;
let desk: Desk;
let live: Meeting | null = null;
beforeAll(async () => {
  hub = await heldMeeting();
  desk = await openDesk(hub, () => live);
});
afterAll(async () => {
  await desk.http.close();
  await hub.close();
});

const ask = (who: string, path = '', init: RequestInit = {}, at: Desk = desk) =>
  fetch(`${at.http.url}/api/meetings/${meetingId}/minutes${path}`, {
    ...init,
    headers: { authorization: `Bearer ${who}`, 'content-type': 'application/json' },
  });
const save = (who: string, basedOn: number, minutes: Minutes) =>
  ask(who, '', { method: 'PUT', body: JSON.stringify({ basedOn, minutes }) });
const approve = (who: string, version: number) =>
  ask(who, '/approval', { method: 'POST', body: JSON.stringify({ version }) });
const reply = async (response: Response): Promise<MinutesReply> => {
  expect(response.status).toBe(200);
  return (await response.json()) as MinutesReply;
};

/** What a page asks of this hub in somebody's name: the client's own way, from a sign-in on. */
async function pageOf(who: string) {
  const begun = { token: who, expiresAt: Date.now() + 600_000, account: callers[who]?.account };
  vi.stubGlobal('fetch', (path: string, init: RequestInit) =>
    path === '/api/session'
      ? Promise.resolve(Response.json(begun))
      : hubFetch(new URL(path, desk.http.url), init),
  );
  vi.stubGlobal('BroadcastChannel', undefined);
  const { signIn } = await import('../../client/session/identity.ts');
  expect(await signIn(who, '')).toBeNull();
  const { records } = await import('../../client/session/records.ts');
  const reading = async (): Promise<MinutesReply> => {
    const read = await records.minutes(meetingId);
    if (!read.ok) throw new Error(read.refusal.code);
    return read.reply;
  };
  return { reading, approve: (version: number) => records.approveMinutes(meetingId, version) };
}
const hubFetch = globalThis.fetch;
afterEach(() => void vi.unstubAllGlobals());

describe('the minutes of a meeting over HTTP', () => {
  it('MINUTES-1: are for who was in the meeting with a role, or keeps its recordings; to others there is no meeting', async () => {
    const rights = async (who: string) => (await reply(await ask(who))).rights;
    expect(await rights('chair')).toEqual(['read', 'write', 'approve']);
    expect(await rights('deputy')).toEqual(['read', 'write', 'approve']);
    expect(await rights('secretary')).toEqual(['read', 'write']);
    for (const reader of ['province', 'keeper', 'administrator'])
      expect(await rights(reader)).toEqual(['read']);
    for (const other of ['delegate', 'secondDeputy'])
      expect(await codeOf(await ask(other))).toEqual([403, 'not-permitted']);
    expect(await codeOf(await ask('stranger'))).toEqual([404, 'not-found']);
    expect(await codeOf(await ask('province', '/facts'))).toEqual([403, 'not-permitted']);
    expect((await (await ask('secretary', '/facts')).json()).chairs).toEqual([
      { name: 'Name of chair', position: 'position of chair', unitName: 'unit TW' },
    ]);
  });

  it('MINUTES-3: are written while the meeting is live, and approved only after it', async () => {
    live = { ...meetingState(), phase: { kind: 'live', openedAt: 1, adjournedAt: null, rest: null } };
    const first = await reply(await save('secretary', 0, written('Khai mạc')));
    expect(first.latest).toEqual({
      version: 1,
      at: now,
      by: { name: 'Nam', position: 'Chức vụ' },
      secretary: { name: 'Name of secretary', position: 'position of secretary' },
      minutes: written('Khai mạc'),
    });
    expect(await codeOf(await approve('chair', 1))).toEqual([409, 'not-closed']);
    live = { ...live, phase: { kind: 'scheduled' } };
    expect(await codeOf(await save('secretary', 1, written('Trước')))).toEqual([409, 'not-live']);
    live = null;
  });

  it('MINUTES-2: two who write at once: the second is told, and nothing of the first is lost', async () => {
    const both = await Promise.all([save('chair', 1, written('Hai')), save('secretary', 1, written('Ba'))]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const { latest, approved } = await reply(await ask('secretary'));
    expect([latest?.version, approved]).toEqual([2, null]);
    expect(await codeOf(await save('province', 2, written('Bốn')))).toEqual([403, 'not-permitted']);
    expect((await reply(await ask('province'))).latest).toBeNull();
  });

  it('MINUTES-4, MINUTES-6: once approved they are everyone’s who may read, signed, and found', async () => {
    await reply(await save('secretary', 2, written('Kết thúc')));
    expect(await codeOf(await approve('secretary', 3))).toEqual([403, 'not-permitted']);
    expect(await codeOf(await approve('chair', 2))).toEqual([409, 'out-of-order']);
    expect(await passagesOf(hub.store)).toEqual([]);
    await reply(await approve('chair', 3));
    const read = await reply(await ask('province'));
    expect(read.approved).toMatchObject({
      version: 3,
      approvedBy: { name: 'Hà' },
      minutes: written('Kết thúc'),
    });
    expect(desk.signed).toEqual([meetingId]);
    await vi.waitFor(async () =>
      expect((await passagesOf(hub.store)).map(({ text, atMs }) => [text, atMs])).toEqual([
        ['Kết thúc', null],
        ['Kè sông <trước lũ> · Sở Xây dựng · Sở Tài chính', null],
      ]),
    );
    // A draft written afterwards is not what others read, nor what is found.
    await reply(await save('chair', 3, written('Sửa lại')));
    expect((await reply(await ask('province'))).approved?.minutes.sequence).toBe('Kết thúc');
    expect(await passagesOf(hub.store)).toHaveLength(2);
  });

  it('MINUTES-2: takes a text as long as it may be in one message, and refuses what is none', async () => {
    const long = await save('chair', 4, { ...emptyMinutes, opinions: 'ế\n'.repeat(50_000) });
    expect((await reply(long)).latest?.version).toBe(5);
    expect(await codeOf(await save('chair', 5, written('ế'.repeat(100_000))))).toEqual([413, 'too-large']);
    const [conclusion] = written('').conclusions;
    const bad = { ...emptyMinutes, conclusions: [{ ...conclusion!, due: '2027-02-30' }] };
    expect(await codeOf(await save('chair', 5, bad))).toEqual([400, 'invalid-message']);
    await reply(await save('chair', 5, written('Sửa lại')));
  });

  it('MINUTES-7: go with the package, to be read by anybody, and into another hub', async () => {
    const packages = hub.again({
      minutes: async (id) => (await desk.log.read(id)).minutes.approved,
    });
    const bytes = await exportOf(hub, packages);
    const content = await unzip(bytes);
    const file = (name: string) => [...content].find(([path]) => path.endsWith(name))?.[1].toString() ?? '';
    expect(bagMinutes.parse(JSON.parse(file('data/minutes.json')))).toMatchObject({
      edition: 3,
      minutes: written('Kết thúc'),
      approvedBy: { name: 'Hà' },
    });
    expect(file('data/minutes.html')).toContain('<td>Kè sông &lt;trước lũ&gt;</td>');
    expect(file('data/minutes.html')).toContain('<td>30/06/2027</td>');
    expect(file('data/minutes.html')).toContain('Name of secretary');

    const other = await emptyHub();
    expect(await importInto(other, bytes)).toMatchObject({ ok: true });
    const there = await openDesk(other, () => null);
    const read = await reply(await ask('chair', '', {}, there));
    expect([read.approved?.version, read.latest?.minutes.sequence]).toEqual([3, 'Kết thúc']);
    await there.index(recordingIds[0]!);
    expect(await passagesOf(other.store)).toHaveLength(2);
    await there.http.close();
    await other.close();
  });

  it('MINUTES-4: the press approves what was read, and nothing that another saved meanwhile', async () => {
    const page = await pageOf('chair');
    const read = await page.reading();
    const pressed = approvalOf(read, false);
    expect([read.latest?.minutes.sequence, pressed]).toEqual(['Sửa lại', { version: 6, later: null }]);
    await reply(await save('secretary', 6, written('Chưa ai đọc')));
    const refused = await page.approve(pressed?.version ?? 0);
    expect(refused).toMatchObject({ ok: false, refusal: { code: 'out-of-order' } });
    const after = await page.reading();
    expect([after.latest?.version, after.approved?.version]).toEqual([7, 3]);

    const again = approvalOf(after, false);
    await page.approve(again?.version ?? 0);
    const approved = await page.reading();
    expect(approved.approved).toMatchObject({ version: 7, minutes: after.latest?.minutes });
    expect([approvalOf(approved, false), (await reply(await ask('province'))).approved?.version]).toEqual([
      null,
      7,
    ]);
  });

  it('MINUTES-3: stay as they are once the file is with the historical archive', async () => {
    await desk.log.inTurn(meetingId, () =>
      desk.log.append(meetingId, { kind: 'person', participant: who.chair, name: 'Hà', position: '' }, [
        {
          type: 'custody.handedOver',
          to: 'Lưu trữ',
          receiver: 'B',
          receiverPosition: '',
          note: '',
          packages: [],
        },
      ]),
    );
    const { obstacle } = await reply(await ask('chair'));
    expect(obstacle).toBe('already-handed-over');
    expect(await codeOf(await save('chair', 6, written('Muộn')))).toEqual([409, 'already-handed-over']);
    expect(await codeOf(await approve('chair', 6))).toEqual([409, 'already-handed-over']);
  });
});
