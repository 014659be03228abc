import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ParticipantId } from '../../../core/id.ts';
import type { ShownPicture } from '../../../protocol/media.ts';
import type { Ask } from './ask.ts';
import type { Receiver } from './receiver.ts';
import { forgetView, pictureOpened, setSize, setView, showOver, watchVisibility } from './view.ts';

const province = 'site:11' as ParticipantId;
const chair = 'person:chutri' as ParticipantId;
const page: readonly ShownPicture[] = [{ participant: province, size: 'thumbnail' }];

/** A document that may be hidden, and consumers by participant. */
const sight = { visibilityState: 'visible', listener: () => {} };
let consumers: Record<string, string> = {};
const ask = vi.fn(async () => ({ ok: true, reply: null }) as const);
const receiver: Pick<Receiver, 'consumerOf'> = {
  consumerOf: (participant) => consumers[participant] ?? null,
};
const screen = { ask: ask as Ask, receiver: receiver as Receiver };
const settle = () => vi.advanceTimersByTimeAsync(100);

beforeEach(() => {
  vi.useFakeTimers();
  vi.clearAllMocks();
  consumers = {};
  sight.visibilityState = 'visible';
  vi.stubGlobal('document', {
    get visibilityState() {
      return sight.visibilityState;
    },
    addEventListener: (_type: string, listener: () => void) => {
      sight.listener = listener;
    },
    removeEventListener: () => undefined,
  });
  showOver(screen);
});
afterEach(async () => {
  forgetView();
  await settle();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('what is shown beyond the stage', () => {
  it('is told once it settles, and not again while it stays the same', async () => {
    setView([]);
    setView(page);
    await settle();
    setView([...page]);
    await settle();
    expect(ask.mock.calls).toEqual([['media.view', { pictures: page }]]);
  });
  it('is told anew over a new link', async () => {
    setView(page);
    await settle();
    showOver(screen);
    await settle();
    expect(ask).toHaveBeenCalledTimes(2);
  });
  it('is nothing while the page is out of sight for long, and all of it again after', async () => {
    const stop = watchVisibility();
    setView(page);
    await settle();
    sight.visibilityState = 'hidden';
    sight.listener();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(ask).toHaveBeenCalledOnce();
    await vi.advanceTimersByTimeAsync(1_200);
    expect(ask).toHaveBeenLastCalledWith('media.view', { pictures: [] });
    sight.visibilityState = 'visible';
    sight.listener();
    await settle();
    expect(ask).toHaveBeenLastCalledWith('media.view', { pictures: page });
    stop();
  });
});

describe('the size of a stage picture', () => {
  it('is told when its consumer comes, once for each consumer', async () => {
    setSize(chair, 'camera', 'large');
    await settle();
    expect(ask).not.toHaveBeenCalled();
    consumers = { [chair]: 'c1' };
    pictureOpened();
    await settle();
    pictureOpened();
    await settle();
    expect(ask.mock.calls).toEqual([['media.consumer.size', { consumer: 'c1', size: 'large' }]]);
    consumers = { [chair]: 'c2' };
    pictureOpened();
    await settle();
    expect(ask).toHaveBeenLastCalledWith('media.consumer.size', { consumer: 'c2', size: 'large' });
  });
});
