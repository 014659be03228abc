import { expect, it } from 'vitest';
import { pageAt, viewerDeed, zoomBy } from './zoom.ts';

const pressed = (key: string, ctrlKey = false) => viewerDeed({ key, ctrlKey, altKey: false, metaKey: false });

it('keys turn pages and zoom, and leave alone what is the browser’s', () => {
  expect(['PageDown', 'ArrowLeft', 'Home', '+', '-', '0'].map((key) => pressed(key))).toEqual([
    'next',
    'previous',
    'first',
    'zoomIn',
    'zoomOut',
    'fit',
  ]);
  expect([pressed('+', true), pressed('ArrowDown'), pressed('m'), pressed('constructor')]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

it('zoom goes by steps, and stays at the last', () => {
  expect([zoomBy(1, 1), zoomBy(1, -1), zoomBy(4, 1), zoomBy(0.5, -1)]).toEqual([1.25, 0.75, 4, 0.5]);
});

it('the page in the middle of the window is the current one', () => {
  expect([-5, 0, 99, 100, 250, 9_000].map((middle) => pageAt([0, 100, 200], middle))).toEqual([
    1, 1, 1, 2, 3, 3,
  ]);
  expect(pageAt([], 10)).toBe(1);
});
