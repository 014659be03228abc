import { describe, expect, it } from 'vitest';
import { readEnvironment } from './environment.ts';

const enough = {
  RECORDER_HUB_URL: 'http://127.0.0.1:3000',
  RECORDER_TOKEN: 'sixteen letters.',
  RECORDER_FOLDER: 'data/recordings',
};

describe('the environment', () => {
  it('needs little', () => {
    expect(readEnvironment(enough)).toEqual({
      hubUrl: 'http://127.0.0.1:3000',
      token: 'sixteen letters.',
      folder: 'data/recordings',
      otherFolder: null,
      ip: '127.0.0.1',
      ports: { from: 20_000, to: 29_999 },
      ca: null,
      logLevel: 'info',
      child: false,
    });
  });

  it.each([
    ['RECORDER_HUB_URL', { RECORDER_HUB_URL: 'nowhere' }],
    ['RECORDER_TOKEN', { RECORDER_TOKEN: undefined }],
    ['RECORDER_TOKEN', { RECORDER_TOKEN: 'short' }],
    ['RECORDER_FOLDER', { RECORDER_FOLDER: undefined }],
    ['RECORDER_IP', { RECORDER_IP: 'localhost' }],
    ['RECORDER_PORTS', { RECORDER_PORTS: '20000' }],
    ['RECORDER_PORTS', { RECORDER_PORTS: '20000-20004' }],
    ['RECORDER_LOG_LEVEL', { RECORDER_LOG_LEVEL: 'loud' }],
  ])('is refused with the name of what is wrong: %s', (name, change) => {
    expect(() => readEnvironment({ ...enough, ...change })).toThrow(name);
  });
});
