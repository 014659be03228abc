import type { SoundTestOutcome, SoundTestProgress } from './contract.ts';
import { pause } from './measure/pause.ts';
import { dbfsOf, isPhraseHeard, noteSeconds, notes } from './measure/phrase.ts';
import { failureOf, openChosen } from './media/capture.ts';
import { rememberedChoice } from './media/choice.ts';
import { meetingStore } from './session-store.ts';

/** How long the room is listened to before the phrase, and how late the phrase may still come back, in milliseconds. */
const beforeMs = 1_500;
const afterMs = 700;
/** Readings a second: each note is met several times. */
const readEveryMs = 50;

/** What was heard of one stretch: the overall loudness of each reading, and the loudest of each note. */
type Heard = { readonly levels: number[]; readonly loudest: number[] };

/** A microphone that hears the room as it is: nothing is taken away as an echo. */
async function openMicrophone(): Promise<MediaStream> {
  return openChosen(rememberedChoice().microphone, (device) => ({
    audio: { ...device, echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  }));
}

function playPhrase(context: AudioContext, into: AudioNode): void {
  notes.forEach((frequency, index) => {
    const start = context.currentTime + 0.05 + index * noteSeconds;
    const gain = context.createGain();
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(0.5, start + 0.03);
    gain.gain.setValueAtTime(0.5, start + noteSeconds - 0.06);
    gain.gain.linearRampToValueAtTime(0, start + noteSeconds - 0.01);
    const oscillator = context.createOscillator();
    oscillator.frequency.value = frequency;
    oscillator.connect(gain).connect(into);
    oscillator.start(start);
    oscillator.stop(start + noteSeconds);
  });
}

/** Listens for a while, telling each reading; what each note had at its loudest. */
async function listen(
  analyser: AnalyserNode,
  { ms, tell, signal }: { ms: number; tell: (level: number) => void; signal: AbortSignal },
): Promise<Heard> {
  const heard: Heard = { levels: [], loudest: notes.map(() => -200) };
  const samples = new Float32Array(analyser.fftSize);
  const spectrum = new Float32Array(analyser.frequencyBinCount);
  const hertzPerBin = analyser.context.sampleRate / analyser.fftSize;
  const end = performance.now() + ms;
  while (performance.now() < end) {
    await pause(readEveryMs, signal);
    analyser.getFloatTimeDomainData(samples);
    analyser.getFloatFrequencyData(spectrum);
    const level = dbfsOf(samples);
    heard.levels.push(level);
    tell(level);
    notes.forEach((frequency, note) => {
      const bin = Math.round(frequency / hertzPerBin);
      const around = Math.max(...spectrum.subarray(bin - 1, bin + 2));
      heard.loudest[note] = Math.max(heard.loudest[note] ?? -200, around);
    });
  }
  return heard;
}

function loudest(levels: readonly number[]): number {
  return Math.round(Math.max(-100, ...levels));
}

async function measure(
  stream: MediaStream,
  { context, onProgress, signal }: Test & { readonly context: AudioContext },
): Promise<SoundTestOutcome> {
  // A page that nobody has touched may not sound: then the test says that the loudspeaker failed.
  await context.resume();
  const analyser = context.createAnalyser();
  analyser.fftSize = 4096;
  analyser.smoothingTimeConstant = 0;
  context.createMediaStreamSource(stream).connect(analyser);
  const before = await listen(analyser, {
    ms: beforeMs,
    tell: (level) => onProgress({ step: 'listening', level }),
    signal,
  });
  const loudspeaker = document.createElement('audio');
  try {
    const out = context.createMediaStreamDestination();
    const { speaker } = rememberedChoice();
    loudspeaker.srcObject = out.stream;
    loudspeaker.volume = meetingStore.getState().volume / 100;
    try {
      if (speaker !== null && 'setSinkId' in loudspeaker) await loudspeaker.setSinkId(speaker);
      await loudspeaker.play();
    } catch (error) {
      return { kind: 'failed', device: 'speaker', reason: failureOf(error) };
    }
    playPhrase(context, out);
    const during = await listen(analyser, {
      ms: notes.length * noteSeconds * 1000 + afterMs,
      tell: (level) => onProgress({ step: 'playing', level }),
      signal,
    });
    const heard = isPhraseHeard(before.loudest, during.loudest);
    return {
      kind: 'measured',
      measure: { before: loudest(before.levels), during: loudest(during.levels), heard },
    };
  } finally {
    loudspeaker.srcObject = null;
  }
}

type Test = { readonly onProgress: (progress: SoundTestProgress) => void; readonly signal: AbortSignal };

/** Plays a phrase and listens for it; see `MeetingVerbs.runSoundTest`. Never rejects. */
export async function runSoundTest(
  onProgress: (progress: SoundTestProgress) => void,
  signal: AbortSignal = new AbortController().signal,
): Promise<SoundTestOutcome> {
  if (!navigator.mediaDevices) return { kind: 'failed', device: 'microphone', reason: 'denied' };
  let stream: MediaStream;
  try {
    stream = await openMicrophone();
  } catch (error) {
    return { kind: 'failed', device: 'microphone', reason: failureOf(error) };
  }
  const context = new AudioContext();
  try {
    signal.throwIfAborted();
    return await measure(stream, { context, onProgress, signal });
  } catch (error) {
    if (signal.aborted) return { kind: 'cancelled' };
    console.warn('the sound test failed', error);
    return { kind: 'failed', device: 'speaker', reason: failureOf(error) };
  } finally {
    for (const track of stream.getTracks()) track.stop();
    await context.close();
  }
}
