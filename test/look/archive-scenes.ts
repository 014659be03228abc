import type { Scene } from './scenes.ts';
import { person, type StandInHub } from './stand-in-hub.ts';

/** The archive's screens, as an administrator sees them. */
export function archiveScenes(play: (hub: StandInHub) => void): Readonly<Record<string, Scene>> {
  const office = { screen: 'office', you: person('kythuat'), play } as const;
  const button = (name: string) => ({ role: 'button', name }) as const;
  return {
    archive: { ...office, path: '/archive' },
    'archive-search': { ...office, path: '/archive?q=giai+ngan&unit=11' },
    'archive-speaker': { ...office, path: '/archive?speaker=person%3Agiai' },
    'archive-none': { ...office, path: '/archive?q=zzz' },
    'archive-empty': { ...office, path: '/archive' },
    'archive-closed': { ...office, path: '/archive' },
    'archive-failed': { ...office, path: '/archive' },
    'archive-import': { ...office, path: '/archive', press: [button('Nhập hồ sơ')] },
    recording: { ...office, path: '/archive/ghi-0' },
    'recording-minutes': { ...office, path: '/archive/ghi-0', press: [{ role: 'tab', name: 'Biên bản' }] },
    'recording-composing': { ...office, path: '/archive/ghi-1' },
    'recording-failed': { ...office, path: '/archive/ghi-2' },
    'recording-held': { ...office, path: '/archive/ghi-3' },
    'recording-disposal': { ...office, path: '/archive/ghi-5' },
    'recording-disposed': { ...office, path: '/archive/ghi-6' },
    'recording-compose': { ...office, path: '/archive/ghi-0', press: [button('Dựng lại phim')] },
    'recording-verified': { ...office, path: '/archive/ghi-0', press: [button('Kiểm tra mã')] },
    'dossier-hold': { ...office, path: '/archive/ghi-0', press: [button('Tạm giữ')] },
    'dossier-dispose': { ...office, path: '/archive/ghi-5', press: [button('Tiêu hủy hồ sơ')] },
    'dossier-link': { ...office, path: '/archive/ghi-0', press: [button('Tạo đường dẫn')] },
    'dossier-link-made': {
      ...office,
      path: '/archive/ghi-0',
      press: [button('Tạo đường dẫn')],
      type: { label: 'Dành cho', text: 'Sở Nội vụ tỉnh Thanh Hóa' },
      key: 'Enter',
    },
    'dossier-hand-over': { ...office, path: '/archive/ghi-0', press: [button('Ghi nhận giao nộp')] },
    'hand-over': { ...office, path: '/archive/ghi-3/hand-over' },
    shared: { ...office, path: '/shared/mo' },
    'shared-ended': { ...office, path: '/shared/het-han' },
  };
}
