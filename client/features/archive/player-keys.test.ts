import { describe, expect, it } from 'vitest';
import { deedOfKey, type KeyPress } from './player-keys.ts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  modified: false,
  presses: false,
  steps: false,
  within: true,
  ...more,
});
const deed = (key: string, more: Partial<KeyPress> = {}) => deedOfKey(press(key, more), true);

describe('deedOfKey', () => {
  it.each([
    [' ', { kind: 'toggle' }],
    ['k', { kind: 'toggle' }],
    ['K', { kind: 'toggle' }],
    ['ArrowLeft', { kind: 'seekBy', ms: -5000 }],
    ['ArrowRight', { kind: 'seekBy', ms: 5000 }],
    ['j', { kind: 'seekBy', ms: -10_000 }],
    ['l', { kind: 'seekBy', ms: 10_000 }],
    ['ArrowUp', { kind: 'volumeBy', by: 10 }],
    ['ArrowDown', { kind: 'volumeBy', by: -10 }],
    ['[', { kind: 'speedBy', by: -1 }],
    [']', { kind: 'speedBy', by: 1 }],
    ['n', { kind: 'chapterBy', by: 1 }],
    ['p', { kind: 'chapterBy', by: -1 }],
    ['c', { kind: 'captions' }],
    ['f', { kind: 'fullScreen' }],
    ['m', { kind: 'mute' }],
    ['0', { kind: 'seekTo', share: 0 }],
    ['7', { kind: 'seekTo', share: 0.7 }],
    ['?', { kind: 'help' }],
  ])('%s', (key, expected) => {
    expect(deed(key)).toEqual(expected);
  });

  it("leaves the browser's own and all others alone", () => {
    expect(deed('f', { modified: true })).toBeNull();
    expect(deed('ArrowLeft', { modified: true })).toBeNull();
    expect(deed('Tab')).toBeNull();
    expect(deed('x')).toBeNull();
  });

  it('leaves to a button its space bar, and to a slider or a tab its arrows', () => {
    expect(deed(' ', { presses: true })).toBeNull();
    expect(deed('k', { presses: true })).toEqual({ kind: 'toggle' });
    expect(deed('ArrowRight', { steps: true })).toBeNull();
  });

  it('lets up and down move the page unless the player has the focus', () => {
    expect(deed('ArrowUp', { within: false })).toBeNull();
    expect(deed('ArrowRight', { within: false })).toEqual({ kind: 'seekBy', ms: 5000 });
  });

  it('takes no single characters where they are turned off', () => {
    expect(deedOfKey(press('k'), false)).toBeNull();
    expect(deedOfKey(press('5'), false)).toBeNull();
    expect(deedOfKey(press(' '), false)).toEqual({ kind: 'toggle' });
    expect(deedOfKey(press('ArrowLeft'), false)).toEqual({ kind: 'seekBy', ms: -5000 });
  });
});
