/**
 * The demo hub's accounts, as its README lists them: offered for a click only where the hub says that it is a demo.
 * Roles are words of the meetings' list.
 */
export const demoPassword = 'diemcau';

export const demoAccounts = [
  { username: 'chutri', place: 'Trung ương', role: 'chair' },
  { username: 'chutri.dienbien', place: 'Tỉnh Điện Biên', role: 'chair' },
  { username: 'chutri.nampo', place: 'Huyện Nậm Pồ', role: 'chair' },
  { username: 'thuky', place: 'Trung ương', role: 'secretary' },
  { username: 'kythuat', place: 'Trung ương', role: 'operator' },
  { username: 'daibieu1', place: 'Xã Nậm Tin', role: 'delegate' },
  { username: 'daibieu2', place: 'Xã Ea Lâm', role: 'delegate' },
  { username: 'daibieu3', place: 'Xã Vĩnh Quang', role: 'delegate' },
  { username: 'quantri', place: 'Trung ương', role: 'administrator' },
] as const;

/** A few sites whose room screens one may open; the demo has one for each of its units. */
export const demoSites = [
  { unit: 'TW', name: 'Trung ương' },
  { unit: '11', name: 'Tỉnh Điện Biên' },
  { unit: '11.103', name: 'Huyện Nậm Pồ' },
  { unit: '11.103.03169', name: 'Xã Nà Hỳ' },
] as const;
