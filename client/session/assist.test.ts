import { beforeEach, expect, it, vi } from 'vitest';
import type { AssistOrder } from '../../core/assist.ts';
import type { SeenEntry } from '../../core/event.ts';
import { who } from '../../test/doubles/meeting.ts';

const media = vi.hoisted(() => ({ applyDeviceChoice: vi.fn(), setVolume: vi.fn() }));
const choice = vi.hoisted(() => ({ rememberChoice: vi.fn() }));
vi.mock('./media/media.ts', () => media);
vi.mock('./media/choice.ts', () => choice);
const { obey, obeyOrders } = await import('./assist.ts');

beforeEach(() => void vi.clearAllMocks());

const entry = (seq: number, participant: typeof who.delegate, order: AssistOrder): SeenEntry => ({
  seq,
  at: 0,
  event: { type: 'assist.ordered', participant, order },
});

it('loads the page anew', () => {
  const reload = vi.fn();
  vi.stubGlobal('location', { reload });
  obey({ kind: 'restart' });
  expect(reload).toHaveBeenCalledOnce();
  vi.unstubAllGlobals();
});
it('takes another device, and the usual one for none, and keeps the choice', () => {
  obey({ kind: 'device', device: 'speaker', id: 'hdmi' });
  obey({ kind: 'device', device: 'camera', id: '' });
  expect(choice.rememberChoice.mock.calls).toEqual([[{ speaker: 'hdmi' }], [{ camera: null }]]);
  expect(media.applyDeviceChoice).toHaveBeenCalledTimes(2);
});
it('plays louder or softer', () => {
  obey({ kind: 'volume', percent: 35 });
  expect(media.setVolume).toHaveBeenCalledWith(35);
});
it('obeys what is new and meant for this page, each once', () => {
  const volume = (percent: number): AssistOrder => ({ kind: 'volume', percent });
  const entries = [
    entry(4, who.communeSite, volume(1)),
    entry(5, who.farSite, volume(2)),
    entry(6, who.communeSite, volume(3)),
  ];
  obeyOrders({ entries }, { after: 4, you: who.communeSite });
  expect(media.setVolume.mock.calls).toEqual([[3]]);
});
