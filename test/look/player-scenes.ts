import type { Scene } from './scenes.ts';
import { person, type StandInHub } from './stand-in-hub.ts';

/** The archive's player: what stands beside it, what it opens, and a film that does not come. */
export function playerScenes(play: (hub: StandInHub) => void): Readonly<Record<string, Scene>> {
  const player = { screen: 'part', part: 'player', you: person('kythuat'), play } as const;
  const tab = (name: string) => [{ role: 'tab', name } as const];
  const button = (name: string) => [{ role: 'button', name } as const];
  return {
    player,
    'player-turns': { ...player, press: tab('Người phát biểu') },
    'player-turns-one': {
      ...player,
      press: [
        ...tab('Người phát biểu'),
        { role: 'combobox', name: 'Lọc theo người' },
        { role: 'option', name: 'Trung ương' },
      ],
    },
    'player-attendance': { ...player, press: tab('Có mặt') },
    'player-events': { ...player, press: tab('Diễn biến') },
    'player-votes': { ...player, press: tab('Biểu quyết') },
    'player-votes-names': {
      ...player,
      press: [...tab('Biểu quyết'), ...button('Danh sách biểu quyết')],
    },
    'player-documents': { ...player, press: tab('Tài liệu') },
    'player-jump': {
      ...player,
      press: button('Đến lúc…'),
      type: { label: 'Đến lúc (giờ họp)', text: '7:10' },
      key: 'Enter',
    },
    'player-speed': { ...player, press: button('Tốc độ phát') },
    'player-help': { ...player, key: '?' },
    'player-broken': { ...player, part: 'player-broken' },
  };
}
