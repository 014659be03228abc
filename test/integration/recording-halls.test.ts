import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UnitId } from '../../core/id.ts';
import type { Recording } from '../../core/meeting.ts';
import { packageFiles } from '../../protocol/recording-package.ts';
import { readTimelineText } from '../../recorder/timeline/chain.ts';
import { recordingFolder } from '../../server/package/folder.ts';
import {
  by,
  join as joining,
  places,
  play,
  scheduledMeeting,
  seats,
  system,
  who,
} from '../doubles/meeting.ts';
import { createLiveMedia, type LiveMedia } from '../recording/live-media.ts';
import { eventually, openRecordedMeeting, type RecordedMeeting } from '../recording/recorded-meeting.ts';

/** Chair and province chair, who goes on alone. */
function twoHalls() {
  return play(
    scheduledMeeting({ title: 'Hội nghị giao ban' }),
    [system('hub'), joining(seats.chair.card, 'on')],
    [system('hub'), joining(seats.provinceChair.card, 'on')],
    [who.chair, { type: 'meeting.open' }],
    [who.provinceChair, { type: 'sidebar.open', unit: places.province }],
  );
}

const picture = { video: 'testsrc2=s=320x180:r=10', audio: 'sine=300' };

describe('two halls recorded at once', () => {
  let root = '';
  let media: LiveMedia;
  let meeting: RecordedMeeting;

  const recordingOf = (hall: UnitId): Recording | undefined =>
    meeting.meeting().recordings.find((recording) => recording.hall === hall);
  const linesOf = async (hall: UnitId) => {
    const recording = recordingOf(hall);
    if (!recording) throw new Error(`${hall} is not recorded`);
    const file = join(recordingFolder(root, recording.id), packageFiles.timeline);
    return readTimelineText(await readFile(file, 'utf8').catch(() => '')).lines;
  };
  const tracksOf = async (hall: UnitId) =>
    (await linesOf(hall)).flatMap((line) => (line.kind === 'epoch.opened' ? [line.participant] : []));

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'diemcau-halls-'));
    media = createLiveMedia(() => meeting?.recorder.sendersChanged(meeting.meeting()));
    meeting = await openRecordedMeeting(twoHalls(), { folder: root, media, ports: '21000-21199' });
    await media.send(who.chair, picture);
    await media.send(who.provinceChair, picture);
    await eventually('the recorder is ready', () => meeting.recorder.state() === 'ready');
  }, 60_000);

  afterAll(async () => {
    await meeting?.close();
    await media?.close();
    await rm(root, { recursive: true, force: true });
  }, 60_000);

  it('REC-2, STAGE-2: each hall’s recording captures its own stage', async () => {
    meeting.send(by(who.chair), { type: 'recording.start' });
    meeting.send(by(who.provinceChair), { type: 'recording.start' });
    await eventually('both record', () =>
      [places.central, places.province].every((hall) => recordingOf(hall)?.state === 'recording'),
    );
    for (const hall of [places.central, places.province])
      await eventually(`${hall} has two tracks`, async () => (await tracksOf(hall)).length === 2);
    expect(new Set(await tracksOf(places.central))).toEqual(new Set([who.chair]));
    expect(new Set(await tracksOf(places.province))).toEqual(new Set([who.provinceChair]));
  }, 60_000);

  it('HALL-5: a sidebar’s recording ends with it, and the main hall’s goes on', async () => {
    const since = performance.now();
    await eventually('there is something to compose', () => performance.now() - since > 2_000);
    meeting.send(by(who.provinceChair), { type: 'sidebar.close', unit: places.province });
    await eventually('it is to be composed', () => recordingOf(places.province)?.state === 'composing');
    expect(recordingOf(places.central)?.state).toBe('recording');
    // Films are made once no meeting needs the processor.
    meeting.send(by(who.chair), { type: 'meeting.close' });
    await eventually(
      'it is composed',
      () => ['ready', 'failed'].includes(recordingOf(places.province)?.state ?? ''),
      120_000,
    );
    expect(recordingOf(places.province)?.state).toBe('ready');
    expect(new Set(await tracksOf(places.province))).toEqual(new Set([who.provinceChair]));
  }, 180_000);
});
