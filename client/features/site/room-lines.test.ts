import { describe, expect, it } from 'vitest';
import type { Delegation, Meeting } from '../../../core/meeting.ts';
import { grantTo, ids, meetingOf, requestId, units } from '../meeting/fixture.ts';
import { roomLines } from './room-lines.ts';

const of = (change: Partial<Meeting>, you = ids.namTin) => roomLines({ ...meetingOf(), ...change }, you);
const kinds = (change: Partial<Meeting>, you = ids.namTin) => of(change, you).map(({ kind }) => kind);

function delegation(unit: Delegation['unit'], under: Delegation['under'] = null): Delegation {
  const unitName = meetingOf().unitById[unit]!.name;
  const level = meetingOf().unitById[unit]!.level;
  const clock = { at: 0, limitMs: 60_000, pausedAt: null, pausedMs: 0, clock: 'running' } as const;
  const { province } = units;
  return {
    ...clock,
    id: requestId(`d:${unit}`),
    unit,
    unitName,
    level,
    kind: 'discussion',
    hall: province,
    authority: province,
    under,
  };
}

describe('roomLines', () => {
  it('has nothing to say of a plain meeting', () => {
    expect(of({})).toEqual([]);
  });

  it('tells a private talk, but only of this room', () => {
    const talks = [{ helper: ids.chair, site: ids.namTin }];
    expect(kinds({ talks })).toEqual(['talk']);
    expect(kinds({ talks }, ids.muongCha)).toEqual([]);
  });

  it('names who is called, and whether that is this room', () => {
    const current = meetingOf().participantById[ids.namTin]!.card;
    const rollCalls = [{ unit: units.province, current, since: 0 }];
    expect(of({ rollCalls })).toEqual([{ kind: 'rollCall', name: current.name, own: true }]);
    expect(of({ rollCalls }, ids.muongCha)).toEqual([{ kind: 'rollCall', name: current.name, own: false }]);
  });

  it('tells with whom it goes on alone', () => {
    const sidebars = [{ unit: units.namPo, unitName: 'Huyện Nậm Pồ', openedAt: 0, recalled: [] }];
    expect(of({ sidebars })).toEqual([{ kind: 'sidebar', unit: 'Huyện Nậm Pồ' }]);
    expect(of({ sidebars }, ids.muongCha)).toEqual([]);
  });

  it('tells the floor given to a unit above it, the innermost one, until somebody speaks', () => {
    const outer = delegation(units.province);
    const delegations = [outer, delegation(units.namPo, outer.id)];
    expect(of({ delegations })).toEqual([{ kind: 'delegated', unit: 'Huyện Nậm Pồ' }]);
    expect(of({ delegations }, ids.muongCha)).toEqual([{ kind: 'delegated', unit: 'Tỉnh Điện Biên' }]);
    const speaking = { ...grantTo(meetingOf(), ids.namTin), under: outer.id };
    expect(of({ delegations, grants: [speaking] }, ids.muongCha)).toEqual([]);
  });

  it('warns of an echo when a second device of the room has its microphone on', () => {
    const meeting = meetingOf();
    const open = (id: typeof ids.namTin) => ({ ...meeting.participantById[id]!, microphone: 'on' as const });
    const participantById = {
      ...meeting.participantById,
      [ids.namTin]: open(ids.namTin),
      [ids.delegate]: open(ids.delegate),
    };
    expect(of({ participantById })).toEqual([{ kind: 'echo', name: 'Vàng A Páo' }]);
    expect(of({ participantById }, ids.namPo)).toEqual([]);
  });
});
