import { describe, expect, it } from 'vitest';
import type { UnitId } from '../../../core/id.ts';
import type { FloorRequest, Meeting } from '../../../core/meeting.ts';
import { ids, meetingOf, requestId, units } from './fixture.ts';
import { dropPosition, keyOfLine, type QueueLine, queueLines } from './queue-lines.ts';

const meeting = meetingOf();
let rank = 0;
function asked(participant: keyof typeof ids, given: Partial<FloorRequest> = {}): FloorRequest {
  rank += 1;
  return {
    id: requestId(`${participant}${rank}`),
    floor: 'speech',
    beneficiary: meeting.participantById[ids[participant] as typeof ids.chair]!.card,
    kind: 'discussion',
    topic: '',
    at: 0,
    rank,
    desk: units.province,
    deskSince: 0,
    enlisted: false,
    limitMs: null,
    turn: 1,
    ...given,
  };
}
const withQueue = (...queue: readonly FloorRequest[]): Meeting => ({ ...meeting, queue });
const told = (lines: readonly QueueLine[]) =>
  lines.map((line) => {
    if (line.kind === 'heading') return `# ${line.part} ${line.count}`;
    if (line.kind === 'desk') return `> ${line.name} ${line.count}`;
    return `${line.place}/${line.of} ${line.request.beneficiary.name}${line.priority ? ' !' : ''}`;
  });
const at = (desk: UnitId, queue: Meeting, open: readonly UnitId[] = []) =>
  told(queueLines(queue, desk, open));

describe('queueLines', () => {
  it('shows nothing of nothing', () => {
    expect(at(units.province, withQueue())).toEqual([]);
  });

  it('sets the debate apart from the queue, each counted by itself', () => {
    const queue = withQueue(asked('namTin'), asked('delegate', { kind: 'debate' }), asked('namPo'));
    expect(at(units.province, queue)).toEqual([
      '# debate 1',
      '1/1 Vàng A Páo',
      '# queue 2',
      '1/2 Điểm cầu Xã Nậm Tin',
      '2/2 Điểm cầu Huyện Nậm Pồ',
    ]);
  });

  it('marks whoever asked the question among those who debate the answer', () => {
    const queue = withQueue(
      asked('delegate', { kind: 'questioningDebate' }),
      asked('namPo', { kind: 'questioningDebate' }),
    );
    const card = (id: typeof ids.chair) => meeting.participantById[id]!.card;
    const questions = [
      { hall: units.province, asker: card(ids.delegate), answerer: card(ids.namPo), endedAt: 9 },
    ];
    expect(at(units.province, { ...queue, questions })).toEqual([
      '# debate 2',
      '1/2 Vàng A Páo !',
      '2/2 Điểm cầu Huyện Nậm Pồ',
    ]);
  });

  it('folds what lies at lower desks under their units, and opens them one by one', () => {
    const queue = withQueue(
      asked('namTin', { desk: units.namPo }),
      asked('muongCha', { desk: units.muongCha }),
      asked('delegate', { desk: units.namPo }),
    );
    expect(at(units.province, queue)).toEqual(['# below 3', '> Huyện Mường Chà 1', '> Huyện Nậm Pồ 2']);
    expect(at(units.province, queue, [units.namPo])).toEqual([
      '# below 3',
      '> Huyện Mường Chà 1',
      '> Huyện Nậm Pồ 2',
      '1/2 Điểm cầu Xã Nậm Tin',
      '2/2 Vàng A Páo',
    ]);
  });

  it('shows a lower desk what went on to the desk above', () => {
    const queue = withQueue(asked('namTin'), asked('delegate', { desk: units.namPo }));
    expect(at(units.namPo, queue)).toEqual([
      '# queue 1',
      '1/1 Vàng A Páo',
      '# above 1',
      '1/1 Điểm cầu Xã Nậm Tin',
    ]);
  });

  it('leaves what lies in a hall of its own to that hall', () => {
    const queue = withQueue(asked('namTin', { desk: units.namPo }));
    const sidebars = [{ unit: units.namPo, unitName: 'Huyện Nậm Pồ', openedAt: 0, recalled: [] }];
    expect(at(units.province, { ...queue, sidebars })).toEqual([]);
  });

  it('names every line once', () => {
    const queue = withQueue(
      asked('namTin', { desk: units.namPo }),
      asked('delegate', { kind: 'debate' }),
      asked('namPo', { floor: 'content' }),
      asked('muongCha'),
    );
    const keys = queueLines(queue, units.province, [units.namPo]).map(keyOfLine);
    expect(new Set(keys).size).toBe(keys.length);
    expect(keys).toHaveLength(9);
  });
});

describe('dropPosition', () => {
  const line = ['a', 'b', 'c', 'd'].map(requestId);
  it.each([
    ['d', 'a', false, 0],
    ['d', 'b', true, 2],
    ['a', 'c', true, 2],
    ['a', 'c', false, 1],
    ['a', 'd', true, 3],
    ['b', 'a', true, null],
    ['b', 'c', false, null],
    ['b', 'b', true, null],
    ['x', 'b', true, null],
    ['b', 'x', true, null],
  ])('%s dropped on %s, after it: %s, goes to %s', (dragged, over, after, position) => {
    expect(dropPosition({ line, dragged: requestId(dragged), over: requestId(over), after })).toBe(position);
  });
});
