import { describe, expect, it } from 'vitest';
import { createMeeting } from '../core/create.ts';
import type { MeetingId } from '../core/id.ts';
import { principalByToken } from '../test/doubles/convening-hub.ts';
import { at, draft } from '../test/doubles/meeting.ts';
import { createMemoryStore } from '../test/doubles/store.ts';
import { createConvening } from './convening.ts';
import type { Principal } from './ports.ts';

/** Meetings long over, which no hub has loaded, and how often their logs were read. */
async function archived(count: number) {
  const store = createMemoryStore();
  const ids = Array.from({ length: count }, (_, index) => `m${index}` as MeetingId);
  for (const id of ids) {
    const created = createMeeting(draft({ id }));
    if (!created.ok) throw new Error(created.refusal.code);
    const by = { kind: 'system', part: 'hub' } as const;
    await store.log.append([{ meeting: id, entries: [{ seq: 1, at: at(0), by, event: created.event }] }]);
  }
  const reads: string[] = [];
  const log: typeof store.log = {
    ...store.log,
    read: (meeting, after) => {
      reads.push(meeting);
      return store.log.read(meeting, after);
    },
  };
  const nobody = {
    create: () => Promise.reject(new Error('unused')),
    meeting: () => null,
    meetings: () => [],
  };
  const convening = createConvening({ store: { ...store, log }, hub: nobody, newId: () => 'new' });
  return { convening, reads, ids };
}

function by(token: string): Principal {
  const found = principalByToken.get(token);
  if (!found) throw new Error(token);
  return found;
}

describe('a meeting long over', () => {
  it('SCHEDULE-4: costs its log once, however often and by whomever it is asked for', async () => {
    const { convening, reads, ids } = await archived(1);
    const [id = '' as MeetingId] = ids;
    const asked = await Promise.all(
      ['delegate', 'delegate', 'administrator', 'administrator'].map((token) =>
        convening.order(by(token), id),
      ),
    );
    expect(asked.map(({ ok }) => ok)).toEqual([false, false, true, true]);
    expect(reads).toEqual([id]);
  });

  it('SCHEDULE-4: costs a site’s asking nothing, and is not kept for ever', async () => {
    const { convening, reads, ids } = await archived(6);
    const [first = '' as MeetingId] = ids;
    expect((await convening.order(by('site'), first)).ok).toBe(false);
    expect(reads).toEqual([]);
    for (const id of [...ids, first]) await convening.order(by('administrator'), id);
    expect(reads).toEqual([...ids, first]);
  });

  it('SCHEDULE-4: that nobody knows is looked for each time, since it may be called yet', async () => {
    const { convening, reads } = await archived(0);
    const unknown = 'm9' as MeetingId;
    for (let time = 0; time < 2; time += 1)
      expect((await convening.order(by('administrator'), unknown)).ok).toBe(false);
    expect(reads).toEqual([unknown, unknown]);
  });
});
