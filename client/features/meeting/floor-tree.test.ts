import { describe, expect, it } from 'vitest';
import type { Delegation, FloorGrant, Meeting } from '../../../core/meeting.ts';
import { grantTo, ids, meetingOf, requestId, units } from './fixture.ts';
import { delegationLine, isUndecided, limitOf } from './floor-time.ts';
import { floorTree } from './floor-tree.ts';

const meeting = meetingOf();
function delegation(given: Partial<Delegation> & Pick<Delegation, 'unit'>): Delegation {
  const unit = meeting.unitById[given.unit]!;
  return {
    id: requestId(`to:${given.unit}`),
    unitName: unit.name,
    level: unit.level,
    kind: 'discussion',
    hall: units.province,
    authority: units.province,
    under: null,
    at: 0,
    limitMs: 420_000,
    pausedAt: null,
    pausedMs: 0,
    clock: 'running',
    ...given,
  };
}
const toNamPo = delegation({ unit: units.namPo });
const toNamTin = delegation({ unit: units.namTin, under: toNamPo.id });
const told = (given: Partial<Meeting>) =>
  floorTree({ ...meeting, ...given }, units.province).map((row) =>
    row.kind === 'grant'
      ? `${row.depth} ${row.grant.holder.name}`
      : `${row.depth} ${row.delegation.unitName}${row.undecided ? ' ?' : ''}`,
  );
const under = (grant: FloorGrant, above: Delegation): FloorGrant => ({ ...grant, under: above.id });

describe('floorTree', () => {
  it('sets below a unit what it passed on, to any depth', () => {
    const grants = [grantTo(meeting, ids.muongCha), under(grantTo(meeting, ids.delegate), toNamTin)];
    expect(told({ delegations: [toNamPo, toNamTin], grants })).toEqual([
      '0 Huyện Nậm Pồ',
      '1 Xã Nậm Tin',
      '2 Vàng A Páo',
      '0 Điểm cầu Huyện Mường Chà',
    ]);
  });

  it('marks a unit that has picked nobody yet', () => {
    expect(told({ delegations: [toNamPo] })).toEqual(['0 Huyện Nậm Pồ ?']);
    expect(told({ delegations: [toNamPo, toNamTin] })).toEqual(['0 Huyện Nậm Pồ', '1 Xã Nậm Tin ?']);
  });

  it('puts what is presented last and leaves other halls out', () => {
    const elsewhere = { ...grantTo(meeting, ids.namTin), hall: units.namPo };
    const grants = [grantTo(meeting, ids.delegate, 'content'), grantTo(meeting, ids.muongCha), elsewhere];
    expect(told({ grants })).toEqual(['0 Điểm cầu Huyện Mường Chà', '0 Vàng A Páo']);
  });
});

describe('delegationLine', () => {
  it('names the units from the top down', () => {
    const both = { ...meeting, delegations: [toNamTin, toNamPo] };
    expect(delegationLine(both, toNamTin.id)).toEqual([toNamPo, toNamTin]);
    expect(delegationLine(both, null)).toEqual([]);
  });

  it('is decided once somebody speaks under it', () => {
    expect(isUndecided(meeting, toNamPo)).toBe(true);
    const grants = [under(grantTo(meeting, ids.namTin), toNamPo)];
    expect(isUndecided({ ...meeting, grants }, toNamPo)).toBe(false);
  });
});

describe('limitOf', () => {
  it('ends after the limit and the pauses', () => {
    expect(limitOf({ ...toNamPo, pausedMs: 5_000 }, 60_000)).toEqual({ endsAt: 425_000, limitMs: 420_000 });
  });

  it('stands still while paused: what is left stays the same', () => {
    const paused = { ...toNamPo, pausedAt: 60_000 };
    expect(limitOf(paused, 60_000)?.endsAt).toBe(420_000);
    expect(limitOf(paused, 90_000)?.endsAt).toBe(450_000);
  });

  it('is none without a limit', () => {
    expect(limitOf({ ...toNamPo, limitMs: null }, 0)).toBeNull();
  });
});
