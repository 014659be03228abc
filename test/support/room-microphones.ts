import type { Page } from 'playwright-core';

/**
 * Before the page's first script: a room whose microphones are plugged in, but only the one of this name hears
 * anything; every other gives a track of silence, as one does whose switch is off. The one that hears has Chromium's
 * beeps, and what the room's own loudspeaker plays wherever the page asks for a microphone without echo cancellation.
 */
export async function roomWithOneGoodMicrophone(page: Page, good: string): Promise<void> {
  await page.addInitScript((name) => {
    const devices = navigator.mediaDevices;
    // The empty page before the first one is no secure context.
    if (devices === undefined) return;
    let context: AudioContext | null = null;
    let air: GainNode | null = null;
    const room = () => {
      context ??= new AudioContext();
      air ??= context.createGain();
      return { context, air };
    };
    const play = HTMLMediaElement.prototype.play;
    HTMLMediaElement.prototype.play = function playInTheRoom(this: HTMLMediaElement) {
      const { srcObject } = this;
      if (this instanceof HTMLAudioElement && srcObject instanceof MediaStream) {
        const { context, air } = room();
        context.createMediaStreamSource(srcObject).connect(air);
      }
      return play.call(this);
    };
    const open = devices.getUserMedia.bind(devices);
    devices.getUserMedia = async (wanted = {}) => {
      const stream = await open(wanted);
      const [microphone] = stream.getAudioTracks();
      if (microphone === undefined) return stream;
      const { context, air } = room();
      const out = context.createMediaStreamDestination();
      if (microphone.label === name) {
        context.createMediaStreamSource(stream).connect(out);
        if (typeof wanted.audio === 'object' && wanted.audio.echoCancellation === false) air.connect(out);
      }
      return new MediaStream([...stream.getVideoTracks(), ...out.stream.getAudioTracks()]);
    };
  }, good);
}
