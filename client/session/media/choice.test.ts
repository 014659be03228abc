import { describe, expect, it } from 'vitest';
import { choiceIn, rememberedChoice } from './choice.ts';

describe('the choice of devices', () => {
  it('is as usual when nothing, or nonsense, was kept', () => {
    const usual = choiceIn(null);
    expect(usual).toEqual({
      camera: null,
      microphone: null,
      speaker: null,
      pictureHeight: 720,
      volume: 100,
      cameraOn: true,
      checked: false,
    });
    expect(choiceIn('x')).toEqual(usual);
    expect(choiceIn({ camera: 5, pictureHeight: 1080, cameraOn: 'yes', speaker: '', volume: 101 })).toEqual(
      usual,
    );
  });
  it('keeps what is sound', () => {
    expect(
      choiceIn({ camera: 'c1', pictureHeight: 180, volume: 35, cameraOn: false, checked: true, more: 1 }),
    ).toEqual({
      camera: 'c1',
      microphone: null,
      speaker: null,
      pictureHeight: 180,
      volume: 35,
      cameraOn: false,
      checked: true,
    });
  });
  it('is as usual on a device that keeps nothing', () => {
    expect(rememberedChoice()).toEqual(choiceIn(null));
  });
});
