import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Meeting } from '../../../core/meeting.ts';
import { redact } from '../../../core/redact.ts';
import { join, play, scheduledMeeting, seats, system, who } from '../../../test/doubles/meeting.ts';
import { type Result, refused } from '../result.ts';
import type { Link, LinkOptions } from './link.ts';

/** Links as they are asked for, answered by hand. */
const links = vi.hoisted(() => ({
  asked: [] as { options: LinkOptions; answer: (link: Result<Link>) => void }[],
}));
vi.mock('./link.ts', () => ({
  openLink: (options: LinkOptions) =>
    new Promise<Result<Link>>((answer) => {
      links.asked.push({ options, answer });
    }),
}));
vi.mock('./local-devices.ts', () => ({
  localTrack: () => null,
  reopenDevices: vi.fn(),
  startDevice: vi.fn(async () => ({ kind: 'off' })),
  stopDevice: vi.fn(),
  watchDevices: vi.fn(),
}));
const speaker = vi.hoisted(() => ({
  chooseOutput: vi.fn(),
  playAudio: vi.fn(),
  setOutputVolume: vi.fn(),
  stopAudio: vi.fn(),
}));
vi.mock('./speaker.ts', () => speaker);
vi.mock('./choice.ts', () => ({
  rememberChoice: (change: object) => ({ speaker: null, volume: 40, ...change }),
  rememberedChoice: () => ({ speaker: null, volume: 40 }),
}));
vi.mock('./view.ts', () => ({
  forgetView: vi.fn(),
  pictureOpened: vi.fn(),
  showOver: vi.fn(),
  watchVisibility: () => () => undefined,
}));

const { setVolume, startMedia, stopMedia } = await import('./media.ts');
const { meetingStore, outsideMeeting } = await import('../session-store.ts');

/** A meeting into which nobody comes without being admitted but those who conduct it. */
const strict = play(
  scheduledMeeting({ settings: { admission: 'nobody' } }),
  [system('hub'), join(seats.chair.card)],
  [system('hub'), join(seats.delegate.card)],
);
const admitted = play(strict, [who.chair, { type: 'participant.admit', participant: who.delegate }]);

function sees(meeting: Meeting): void {
  meetingStore.setState({ you: who.delegate, meeting: redact(meeting, who.delegate) });
}
const link: Link = {
  receiver: {
    accept: async () => undefined,
    drop: () => undefined,
    consumerOf: () => null,
    close: () => undefined,
  },
  produce: async () => refused('unavailable'),
  close: () => undefined,
};
function start(): void {
  startMedia({ ask: async () => refused('unavailable'), send: () => undefined });
}
/** Answers the link that was asked for last. */
async function answer(result: Result<Link>): Promise<LinkOptions> {
  const last = links.asked.at(-1);
  if (!last) throw new Error('no link was asked for');
  last.answer(result);
  await vi.advanceTimersByTimeAsync(0);
  return last.options;
}
/** Longer than any wait between two attempts. */
const wait = () => vi.advanceTimersByTimeAsync(6_000);

beforeEach(() => {
  vi.useFakeTimers();
  links.asked = [];
  meetingStore.setState(outsideMeeting);
  return () => {
    stopMedia();
    vi.useRealTimers();
  };
});

describe('building the link', () => {
  it('asks for nothing while one waits, and begins at once when one is admitted', async () => {
    sees(strict);
    start();
    await wait();
    expect(links.asked).toHaveLength(0);
    sees(admitted);
    expect(links.asked).toHaveLength(1);
  });

  it('keeps to UDP however often the hub refused: that says nothing of the network', async () => {
    sees(admitted);
    start();
    for (let times = 0; times < 6; times += 1) {
      await answer(refused('overloaded'));
      await wait();
    }
    expect(links.asked.map(({ options }) => options.forceTcp)).toEqual(Array(7).fill(false));
  });

  it('tries TCP alone every other time once two links in a row broke, and UDP again after one stood', async () => {
    sees(admitted);
    start();
    for (let times = 0; times < 4; times += 1) {
      (await answer({ ok: true, reply: link })).broken();
      await wait();
    }
    expect(links.asked.map(({ options }) => options.forceTcp)).toEqual([false, false, true, false, true]);
    const last = await answer({ ok: true, reply: link });
    last.connected();
    last.broken();
    await wait();
    expect(links.asked.at(-1)?.options.forceTcp).toBe(false);
  });
});

it('plays as loud as was chosen on this device, and as loud as is chosen', () => {
  startMedia({ ask: async () => refused('unavailable'), send: () => undefined });
  expect(speaker.setOutputVolume).toHaveBeenLastCalledWith(40);
  for (const [chosen, played] of [
    [65, 65],
    [140, 100],
    [-3, 0],
  ] as const) {
    setVolume(chosen);
    expect(speaker.setOutputVolume).toHaveBeenLastCalledWith(played);
    expect(meetingStore.getState().volume).toBe(played);
  }
  stopMedia();
});
