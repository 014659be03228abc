import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageFiles } from '../../protocol/recording-package.ts';
import { type MeetingOnTape, readRecord } from '../../recorder/timeline/record.ts';
import { colourAt, decodeErrors, probeFilm } from '../recording/film.ts';
import { eventually } from '../recording/recorded-meeting.ts';
import { createDevice, type Device } from './device.ts';
import { openRecordedHub, type RecordedHub } from './recorded-hub.ts';
import { encodeTone, tonesIn, windowMs } from './tone.ts';

/** How many devices, one after another: twenty by hand, fewer in every run. */
const devices = Number(process.env.FAULT_DEVICES ?? 6);
/** How long nothing of the chair arrives, in seconds: sixty by hand. */
const lossMs = Number(process.env.FAULT_LOSS_SECONDS ?? 3) * 1000;
/** How long everyone is muted, in seconds: an hour by hand. */
const mutedMs = Number(process.env.FAULT_MUTED_SECONDS ?? 3) * 1000;
/** A film is made at less than the speed at which it is played on a machine that has other things to do. */
const composedWithinMs = 150_000 + 2 * (lossMs + mutedMs + devices * 2_000);

/** Far enough from each other to be told apart in a tenth of a second. */
const tones = Array.from({ length: devices + 3 }, (_, index) => 300 + index * 130);
/** Not looked at after a stretch has begun: what was on its way before, and what is being opened. */
const edgeMs = 700;
/** Share of a stretch that must be as it was. */
const enough = 0.9;
/** So long after its last packet a device is heard no more, if the clip was not later than that: two windows and a half. */
const overMs = 250;
/** A sound that was sent so long ago, in ticks of Opus in RTP, is not the one that is waited for: ten seconds. */
const recentTicks = 480_000;

/** What is to be heard between two moments of the wall clock: a tone by its place in the list, or nothing. */
type Stretch = {
  readonly what: string;
  readonly from: number;
  readonly to: number;
  readonly tone: number | null;
};

// What docs/recording-faults.md holds comes from here.
const figures = (found: unknown) => {
  if (process.env.FAULT_FIGURES) console.log(JSON.stringify(found));
};

describe('a recording of somebody whose devices, lines and microphones come and go', () => {
  let place: RecordedHub;
  let id = '';
  let tape: MeetingOnTape;
  let heard: readonly (number | null)[];
  const stretches: Stretch[] = [];
  /** Up to when each device was sending, and how late it was at most. */
  const unplugged: { readonly tone: number; readonly at: number; readonly lateMs: number }[] = [];
  let device: Device | null = null;
  const film = () => join(place.root, id, packageFiles.video);

  /**
   * Notes what is to be heard for so long by the clock of the clip. On a machine with much else to do clip and hub are
   * late, and what they have not sent on when a device is changed nobody ever hears: a stretch ends with what was sent.
   */
  const during = async (what: string, tone: number | null, ms: number) => {
    const { clip, chair, secretary } = place;
    const [from, until] = [Date.now(), clip.playedUntil() + ms];
    await eventually(what, () => clip.playedUntil() >= until, ms + 10_000);
    const [to, { sent }] = [clip.playedUntil(), chair.sound()];
    const isPassedOn = () => (secretary.sound().heard - sent) >>> 0 < recentTicks;
    if (tone !== null) await eventually(`${what}: the hub has passed it on`, isPassedOn);
    stretches.push({ what, from, to, tone });
  };
  const opened = async () => (await place.lines(id)).filter(({ kind }) => kind === 'epoch.opened').length;
  /** Changes the chair's device to one that sounds this tone, and waits until both of its files grow. */
  const change = async (tone: number, how: 'plugIn' | 'moveWith') => {
    const next = createDevice(await encodeTone(tones[tone] ?? 0), place.clip.playedUntil);
    const known = await opened();
    await place.chair[how](next);
    const lateMs = place.clip.lateness();
    if (device) unplugged.push({ tone: tone - 1, at: device.sentUntil(), lateMs });
    device = next;
    await eventually('its files grow', async () => {
      return (await opened()) === known + 2 && (await place.open(id)).length === 2;
    });
  };
  const share = ({ from, to, tone }: Stretch) => {
    const start = Math.ceil((from + edgeMs - tape.startedAt) / windowMs);
    const windows = heard.slice(start, Math.floor((to - tape.startedAt) / windowMs));
    return windows.filter((each) => each === tone).length / windows.length;
  };

  beforeAll(async () => {
    place = await openRecordedHub();
    id = await place.record();
  });
  afterAll(() => place?.dispose());

  it(
    'one device after another, every other time over another network',
    async () => {
      for (let turn = 1; turn <= devices; turn += 1) {
        await change(turn, turn % 2 === 0 ? 'moveWith' : 'plugIn');
        await during(`device ${turn}`, turn, 1_500);
      }
      expect((await place.recording()).gaps).toEqual([]);
    },
    devices * 10_000 + 30_000,
  );

  it(
    'every packet of the chair is lost, and its page does not answer',
    async () => {
      await change(devices + 1, 'plugIn');
      await during('before the loss', devices + 1, 1_500);
      place.chair.lose(true);
      place.chairLine.freeze();
      await during('the loss', null, lossMs);
      place.chair.lose(false);
      place.chairLine.mend();
      const [sounds, mendedAt] = [place.secretary.packets(), performance.now()];
      await eventually('it is back', () => place.secretary.packets() > sounds + 50);
      figures({ backAfterMs: performance.now() - mendedAt });
      await during('after the loss', devices + 1, 1_500);
      expect((await place.recording()).gaps).toEqual([]);
    },
    lossMs + 90_000,
  );

  it(
    'everyone is muted',
    async () => {
      await change(devices + 2, 'plugIn');
      await during('before the muting', devices + 2, 1_500);
      await place.chair.command({ type: 'microphone.muteAll', unit: (await place.chair.meeting()).unit });
      await place.chair.command({ type: 'microphone.close' });
      await during('the muting', null, mutedMs);
      await place.chair.command({ type: 'microphone.open' });
      await during('after the muting', devices + 2, 1_500);
      expect((await place.recording()).gaps).toEqual([]);
    },
    mutedMs + 90_000,
  );

  it(
    'is a whole film, as long as its time line',
    async () => {
      await place.chair.command({ type: 'meeting.close' });
      const closedAt = performance.now();
      await eventually('it is composed', () => place.row(id).state === 'ready', composedWithinMs);
      const composedMs = performance.now() - closedAt;
      tape = readRecord(await place.lines(id));
      expect(tape.gaps).toEqual([]);
      expect(await decodeErrors(film())).toBe('');
      expect(Math.abs((await probeFilm(film())).durationMs - tape.durationMs)).toBeLessThan(500);
      const ends = tape.epochs.map(({ source, reason, closedMs }) => [source, reason, Math.round(closedMs)]);
      figures({ durationMs: tape.durationMs, composedMs, ends });
      const span = (stretches.at(-1)?.to ?? 0) - (stretches[0]?.from ?? 0);
      expect(tape.durationMs).toBeGreaterThan(span);
    },
    composedWithinMs + 60_000,
  );

  it('has everyone heard where they spoke, and nobody where nobody did', async () => {
    heard = await tonesIn(film(), tones);
    const shares = stretches.map((stretch) => [stretch.what, share(stretch)] as const);
    figures(shares);
    expect(shares.filter(([, part]) => !(part > enough))).toEqual([]);
  });

  it('has nobody heard after they were unplugged', () => {
    const after = unplugged.map(({ tone, at, lateMs }) => {
      const lastHeardAt = tape.startedAt + heard.lastIndexOf(tone) * windowMs;
      return { tone, overMs: Math.round(lastHeardAt - at), lateMs };
    });
    figures(after);
    expect(after.filter((each) => each.overMs > Math.max(overMs, each.lateMs))).toEqual([]);
  });

  it('shows the picture of each device, and of whoever is muted', async () => {
    const middle = { x: 700, y: 200, size: 20 } as const;
    for (const { what, from, to } of stretches.filter(({ what }) => what !== 'the loss')) {
      const at = ((from + to) / 2 - tape.startedAt) / 1000;
      expect([what, new Set(await colourAt(film(), at, middle)).size > 1]).toEqual([what, true]);
    }
  });
});
