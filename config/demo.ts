import type { Tree } from './tree.ts';

/**
 * What the hub runs with when nobody has configured it: this machine only, because the password below stands in the
 * README. Ports, folders and the like may be changed by environment variables; who can reach it may not (judge.ts).
 */
export const demoConfig: Tree = {
  listen: { address: '127.0.0.1', port: 3000 },
  media: { listenIp: '127.0.0.1' },
  // The log's signed heads and their key lie in it too (loader.ts): whoever is done with the demo deletes one folder.
  dataFolder: 'data/demo',
};

export const demoPassword = 'diemcau';

/** The demo's units: real ones, as they were on four levels; relative to the project's folder. */
export const demoUnitFile = 'config/units-4-levels.json';

export const demoMeeting = {
  title: 'Hội nghị giao ban trực tuyến bốn cấp',
  unit: 'TW',
  agenda: [
    { title: 'Khai mạc, giới thiệu đại biểu', presenter: 'Ban Tổ chức', plannedMinutes: 10 },
    { title: 'Báo cáo kết quả công tác tháng', presenter: 'Văn phòng', plannedMinutes: 20 },
    { title: 'Các địa phương phát biểu', presenter: '', plannedMinutes: 60 },
    { title: 'Kết luận của chủ trì', presenter: 'Chủ trì hội nghị', plannedMinutes: 15 },
  ],
} as const;

export type DemoAccount = {
  readonly username: string;
  readonly name: string;
  /** Chức vụ. */
  readonly position: string;
  readonly unit: string;
  readonly administrator: boolean;
  readonly standingRoles: readonly {
    readonly role: 'chair' | 'secretary' | 'operator' | 'delegate';
    readonly unit: string;
  }[];
};

/** Invented people in real units. Every account's password is `demoPassword`. */
export const demoAccounts: readonly DemoAccount[] = [
  {
    username: 'quantri',
    name: 'Đỗ Quang Huy',
    position: 'Quản trị hệ thống',
    unit: 'TW',
    administrator: true,
    standingRoles: [],
  },
  {
    username: 'chutri',
    name: 'Hoàng Minh Khôi',
    position: 'Phó Trưởng ban Thường trực Ban Chỉ đạo',
    unit: 'TW',
    administrator: false,
    standingRoles: [{ role: 'chair', unit: 'TW' }],
  },
  {
    username: 'chutri.dienbien',
    name: 'Lò Thị Phương',
    position: 'Phó Chủ tịch UBND tỉnh Điện Biên',
    unit: '11',
    administrator: false,
    standingRoles: [{ role: 'chair', unit: '11' }],
  },
  {
    username: 'chutri.nampo',
    name: 'Thào A Sử',
    position: 'Chủ tịch UBND huyện Nậm Pồ',
    unit: '11.103',
    administrator: false,
    standingRoles: [{ role: 'chair', unit: '11.103' }],
  },
  {
    username: 'thuky',
    name: 'Phạm Thu Hà',
    position: 'Chuyên viên chính Văn phòng',
    unit: 'TW',
    administrator: false,
    standingRoles: [{ role: 'secretary', unit: 'TW' }],
  },
  {
    username: 'kythuat',
    name: 'Vũ Hải Long',
    position: 'Cán bộ kỹ thuật Trung tâm Thông tin',
    unit: 'TW',
    administrator: false,
    standingRoles: [{ role: 'operator', unit: 'TW' }],
  },
  {
    username: 'daibieu1',
    name: 'Giàng A Dế',
    position: 'Chủ tịch UBND xã Nậm Tin',
    unit: '11.103.03156',
    administrator: false,
    standingRoles: [{ role: 'delegate', unit: '11.103.03156' }],
  },
  {
    username: 'daibieu2',
    name: "Nay H'Lim",
    position: 'Phó Chủ tịch UBND xã Ea Lâm',
    unit: '54.561.22210',
    administrator: false,
    standingRoles: [{ role: 'delegate', unit: '54.561.22210' }],
  },
  {
    username: 'daibieu3',
    name: 'Trịnh Ngọc Ánh',
    position: 'Chủ tịch UBND xã Vĩnh Quang',
    unit: '38.393.15352',
    administrator: false,
    standingRoles: [{ role: 'delegate', unit: '38.393.15352' }],
  },
];
