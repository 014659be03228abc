import { describe, expect, it } from 'vitest';
import type { MeetingId, ParticipantId, UnitId } from '../../../core/id.ts';
import { catalogueQuery } from '../../../protocol/archive.ts';
import { archivePage } from '../../session/archive-page.ts';
import {
  addressOf,
  type CatalogueFilter,
  daysOf,
  filterIn,
  isFiltered,
  noFilter,
  periodOf,
  queryOf,
} from './catalogue-filter.ts';

const full: CatalogueFilter = {
  text: 'giải ngân & 100%',
  kind: 'agenda',
  unit: '11' as UnitId,
  from: '2026-11-01',
  to: '2026-11-30',
  state: 'ready',
  meeting: 'giao-ban' as MeetingId,
  speaker: 'person:an' as ParticipantId,
};
const read = (address: string) => filterIn(new URLSearchParams(address));

describe('what is looked for in the archive', () => {
  it('stands in the address and comes back from it', () => {
    expect(read(addressOf(full).toString())).toEqual(full);
    expect(addressOf(noFilter).toString()).toBe('');
    expect(read('')).toEqual(noFilter);
  });
  it('leaves out of an address what makes no sense', () => {
    expect(read('state=lost&kind=speech&from=2026-02-30&to=hôm nay&unit=')).toEqual(noFilter);
    expect(read(`q=${'a'.repeat(300)}`).text).toHaveLength(200);
  });
  it('asks the hub in its own words, whole days of the device’s calendar', () => {
    const query = queryOf(full);
    expect(query).toEqual({
      text: 'giải ngân & 100%',
      kind: 'agenda',
      unit: '11',
      from: new Date(2026, 10, 1).getTime(),
      to: new Date(2026, 11, 1).getTime() - 1,
      state: 'ready',
      meeting: 'giao-ban',
      speaker: 'person:an',
    });
    expect(catalogueQuery.parse(query)).toEqual(query);
    expect(queryOf({ ...noFilter, text: '  ', kind: 'minutes' })).toEqual({});
    expect(queryOf({ ...noFilter, from: '1969-01-01' })).toEqual({ from: 0 });
  });
  it('is nothing as long as every field is empty', () => {
    expect(isFiltered({ ...noFilter, text: ' ' })).toBe(false);
    expect(isFiltered({ ...noFilter, state: 'failed' })).toBe(true);
  });
});

describe('a way to the archive from elsewhere', () => {
  const led = (address: string) => filterIn(new URL(address, 'http://hub').searchParams);
  it('ARCHIVE-11: leads to all recordings of a meeting, and to all in which somebody spoke', () => {
    const [meeting, speaker] = ['giao-ban & xã' as MeetingId, 'person:an' as ParticipantId];
    expect(led(archivePage.ofMeeting(meeting))).toEqual({ ...noFilter, meeting });
    expect(led(archivePage.ofSpeaker(speaker))).toEqual({ ...noFilter, speaker });
  });
});

describe('a period', () => {
  const sunday = new Date(2026, 2, 1, 23, 30).getTime();
  it.each([
    ['week', '2026-02-23', '2026-03-01'],
    ['month', '2026-03-01', '2026-03-31'],
    ['year', '2026-01-01', '2026-12-31'],
  ] as const)('%s goes from %s to %s', (period, from, to) => {
    expect(daysOf(period, sunday)).toEqual({ from, to });
    expect(periodOf({ ...noFilter, from, to }, sunday)).toBe(period);
  });
  it('is none of them with other days', () => {
    expect(periodOf(noFilter, sunday)).toBeNull();
    expect(periodOf({ ...noFilter, from: '2026-03-01' }, sunday)).toBeNull();
  });
});
