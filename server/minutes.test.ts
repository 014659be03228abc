import { expect, it } from 'vitest';
import { type Dossier, openDossier } from '../core/dossier/dossier.ts';
import type { UnitId } from '../core/id.ts';
import { type ApprovedMinutes, emptyMinutes } from '../core/minutes/minutes.ts';
import { id, places } from '../test/doubles/meeting.ts';
import { createApprovedMinutes } from './minutes.ts';
import type { MeetingRow } from './ports.ts';

const by = { participant: id<ApprovedMinutes['by']['participant']>('person:an'), name: 'An', position: '' };
const approved: ApprovedMinutes = {
  version: 1,
  minutes: { ...emptyMinutes, opinions: 'Kè sông' },
  by,
  at: 1,
  approvedBy: by,
  approvedAt: 2,
};
/** A meeting that the centre convened. */
const national: MeetingRow = {
  id: id('m1'),
  title: 'Giao ban toàn quốc',
  unit: places.central,
  scheduledAt: 1,
  plannedMs: null,
  phase: { kind: 'closed', openedAt: 1, closedAt: 2 },
  moved: null,
};
const file = (minutes: Dossier['minutes']) =>
  createApprovedMinutes({
    store: {
      meetings: {
        byId: async (wanted) => (wanted === national.id ? national : null),
        put: async () => {},
        list: async () => [],
        ofUnit: async () => [],
      },
    },
    log: { read: async (meeting) => ({ ...openDossier(meeting), minutes }) },
  });
const minutesOf = file({ latest: approved, approved });
const hall = (unit: UnitId, meeting = national.id) => ({ unit, meeting });

it('MINUTES-6: the minutes are of the main hall’s recording, never of that of a hall that went on alone', async () => {
  expect(await minutesOf(hall(places.central))).toEqual(approved);
  expect(await minutesOf(hall(places.province))).toBeNull();
  expect(await minutesOf(hall(places.commune))).toBeNull();
  expect(await minutesOf(hall(places.central, id('gone')))).toBeNull();
});

it('MINUTES-6: a draft is not what recordings are found by', async () => {
  expect(await file({ latest: approved, approved: null })(hall(places.central))).toBeNull();
});
