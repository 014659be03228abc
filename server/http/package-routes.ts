import { z } from 'zod';
import { rightsOver } from '../../core/archive-right.ts';
import type { Meeting } from '../../core/meeting.ts';
import type { ImportReply } from '../../protocol/archive.ts';
import { recordingId } from '../../protocol/id.ts';
import type { RecordingRow } from '../ports.ts';
import { csvOf } from './csv.ts';
import { folderName } from './download-name.ts';
import { archiveViewerOf, readUnitRecords } from './gates.ts';
import type { HttpOptions } from './options.ts';
import { attendanceRows, speechRows } from './report-routes.ts';
import { type Answer, defineRoute, type Route, refuse, text } from './route.ts';
import type { Still } from './sending.ts';

const nothing = z.strictObject({});
const recordingParams = z.strictObject({ id: recordingId });

/** What is being recorded, or made a film of, is no package yet. */
const isUnderWay = ({ state }: RecordingRow): boolean =>
  ['starting', 'recording', 'stopping', 'composing'].includes(state);

/** How often a sign of life is sent while a package is checked, in milliseconds: less than any proxy's patience. */
const signEveryMs = 10_000;

/** The reply's JSON, with white space before it as long as it is not known. */
async function* waitingFor(reply: Promise<ImportReply>): AsyncIterable<string> {
  let told: string | null = null;
  const known = reply.then((value) => {
    told = JSON.stringify(value);
  });
  while (told === null) {
    const { promise: sign, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, signEveryMs);
    await Promise.race([known, sign]).finally(() => clearTimeout(timer));
    yield told ?? ' ';
  }
}

type Needs = Pick<HttpOptions, 'packages' | 'records' | 'dossiers' | 'store' | 'clock'>;

/** Packages of whole meetings: taken home as one file, brought in to another hub, and the key that signs them. */
export function packageRoutes({ packages, records, dossiers, store, clock }: Needs): readonly Route[] {
  const exported = async (
    meeting: Meeting,
    openedAt: number,
    { recordings, still }: { readonly recordings: readonly RecordingRow[]; readonly still: Still },
  ): Promise<Answer> => {
    const name = folderName(meeting.title, openedAt);
    const outcome = await packages.export({
      meeting,
      recordings,
      name,
      attendance: csvOf(attendanceRows(meeting)),
      speeches: csvOf(speechRows(meeting, clock.now())),
    });
    if (!outcome.ok) return outcome;
    return text({ type: 'application/zip', parts: outcome.value, saveAs: `${name}.zip`, still });
  };

  return [
    defineRoute({
      method: 'get',
      path: '/api/archive-key',
      requirement: 'archive',
      params: nothing,
      body: nothing,
      handle: async () =>
        text({
          type: 'application/x-pem-file',
          parts: [packages.publicKey],
          saveAs: 'diemcau-signing-key.pem',
        }),
    }),
    defineRoute({
      method: 'get',
      path: '/api/archive/:id/export',
      requirement: 'recording',
      params: recordingParams,
      body: nothing,
      handle: async ({ caller: { principal, recording } }) => {
        const [meeting, recordById, rows] = await Promise.all([
          records.state(recording.meeting, { kind: 'whole' }),
          readUnitRecords(store),
          store.recordings.all(),
        ]);
        const viewer = archiveViewerOf(principal);
        const mayTake = (unit: Meeting['unit']) => rightsOver(viewer, recordById, unit).includes('export');
        // The package holds the whole meeting's log: who may take a part of it home has no right to the rest.
        if (!mayTake(recording.unit) || !mayTake(meeting.unit)) return refuse('not-permitted');
        if (meeting.phase.kind !== 'closed') return refuse('not-closed');
        const ofMeeting = rows.filter((row) => row.meeting === meeting.id);
        if (ofMeeting.some(isUnderWay) || recording.state !== 'ready') return refuse('out-of-order');
        const taken = ofMeeting.filter(({ state, unit }) => state === 'ready' && mayTake(unit));
        await dossiers.accessed(principal, recording, { what: 'exported' });
        const still: Still = () => dossiers.mayStill(principal, recording.id, 'export');
        return exported(meeting, meeting.phase.openedAt, { recordings: taken, still });
      },
    }),
    {
      method: 'post',
      path: '/api/archive-import',
      requirement: 'administrator',
      takesLong: true,
      async run(exchange, gates): Promise<Answer> {
        const found = await gates.administrator(exchange);
        if (!found.ok) return found;
        const received = await packages.receive(exchange.rawBody);
        if (!received.ok) return received;
        const reply = received.value.take().then(async (taken) => {
          if (taken.ok)
            for (const id of taken.recordings)
              await dossiers.accessed(found.value, { id, meeting: taken.meeting }, { what: 'imported' });
          return taken;
        });
        // Whoever has gone by now never asks how it ended; the hub's log says so.
        reply.catch(() => undefined);
        const parts = waitingFor(reply);
        return text({ type: 'application/json; charset=utf-8', parts, saveAs: null });
      },
    },
  ];
}
