import type { ParticipantId } from '../../../core/id.ts';
import { receptionStore } from '../session-store.ts';

/**
 * Remote sound is played here and not by the screens, so that a redraw never interrupts it. One hidden audio element
 * for each consumer: Chromium feeds a remote track to nothing unless an element carries it.
 */
const elementByConsumer = new Map<string, HTMLAudioElement>();
let output = '';
/** 0 to 1, as an audio element takes it. */
let volume = 1;

function ground(): HTMLElement {
  const existing = document.getElementById('remote-audio');
  if (existing) return existing;
  const created = document.createElement('div');
  created.id = 'remote-audio';
  created.hidden = true;
  document.body.append(created);
  return created;
}

async function start(element: HTMLAudioElement): Promise<void> {
  try {
    await element.play();
    receptionStore.setState({ audioBlocked: false });
  } catch (error) {
    // AbortError only says that the element was taken away again meanwhile.
    if (error instanceof DOMException && error.name === 'NotAllowedError')
      receptionStore.setState({ audioBlocked: true });
  }
}

async function aim(element: HTMLAudioElement): Promise<void> {
  if (!('setSinkId' in element)) return;
  // A loudspeaker that was unplugged: the system's usual one goes on instead.
  await element.setSinkId(output).catch(() => element.setSinkId('').catch(() => undefined));
}

/** Starts playing a participant's sound. */
export function playAudio(consumer: string, participant: ParticipantId, track: MediaStreamTrack): void {
  stopAudio(consumer);
  const element = document.createElement('audio');
  element.autoplay = true;
  element.dataset.participant = participant;
  element.volume = volume;
  element.srcObject = new MediaStream([track]);
  ground().append(element);
  elementByConsumer.set(consumer, element);
  void aim(element).then(() => start(element));
}

/** Stops playing it. */
export function stopAudio(consumer: string): void {
  const element = elementByConsumer.get(consumer);
  if (!element) return;
  elementByConsumer.delete(consumer);
  element.srcObject = null;
  element.remove();
}

/** Plays everything through the loudspeaker of this device id; '' is the system's usual one. */
export function chooseOutput(deviceId: string): void {
  output = deviceId;
  for (const element of elementByConsumer.values()) void aim(element);
}

/** Plays everything as loud as this, 0 to 100. */
export function setOutputVolume(percent: number): void {
  volume = Math.min(100, Math.max(0, percent)) / 100;
  for (const element of elementByConsumer.values()) element.volume = volume;
}

/** Called from a click or a key: the browser then lets sound through. */
export function unblockAudio(): void {
  for (const element of elementByConsumer.values()) void start(element);
}
