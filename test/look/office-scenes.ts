import type { Scene } from './scenes.ts';
import { person, type StandInHub } from './stand-in-hub.ts';

/** The screens around the meetings, as an administrator sees them; `play`: the meeting that they tell of. */
export function officeScenes(play: (hub: StandInHub) => void): Readonly<Record<string, Scene>> {
  const office = { screen: 'office', you: person('kythuat'), play } as const;
  const button = (name: string) => ({ role: 'button', name }) as const;
  return {
    'sign-in': { ...office, path: '/sign-in' },
    meetings: { ...office, path: '/' },
    'meetings-of-unit': { ...office, path: '/', press: [button('Cuộc họp của đơn vị')] },
    convene: { ...office, path: '/', press: [button('Tạo cuộc họp')] },
    invitation: {
      ...office,
      path: '/',
      press: [button('Thay đổi cuộc họp Hội nghị trực tuyến'), { role: 'menuitem', name: 'Giấy mời' }],
    },
    devices: { ...office, path: '/devices' },
    units: { ...office, path: '/units' },
    'units-400': { ...office, path: '/units', sites: 400 },
    accounts: { ...office, path: '/accounts' },
    'account-new': { ...office, path: '/accounts', press: [button('Tạo tài khoản')] },
    log: { ...office, path: '/meeting/giao-ban/log' },
    'report-speech': { ...office, path: '/meeting/giao-ban/reports/speech' },
    minutes: { ...office, path: '/meeting/giao-ban/minutes' },
    'minutes-new': { ...office, path: '/meeting/giao-ban/minutes' },
    'minutes-drafted': {
      ...office,
      path: '/meeting/giao-ban/minutes',
      press: [button('Tạo dự thảo từ nhật ký')],
    },
    'minutes-read': { ...office, path: '/meeting/giao-ban/minutes' },
    'minutes-changed': { ...office, path: '/meeting/giao-ban/minutes' },
    'minutes-conflict': { ...office, path: '/meeting/giao-ban/minutes' },
    'minutes-closed': { ...office, path: '/meeting/giao-ban/minutes' },
    'minutes-none': { ...office, path: '/meeting/giao-ban/minutes' },
    'report-attendance': { ...office, path: '/meeting/giao-ban/reports/attendance' },
  };
}
