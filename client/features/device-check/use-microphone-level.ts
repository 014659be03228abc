import { useEffect, useState } from 'react';
import { loudnessOf } from './loudness-of.ts';

/** Readings a second: enough for a meter to look alive. */
const readingsPerSecond = 15;
/** A reading above this counts as having been heard. */
const heardFrom = 0.35;

/** Somebody who was asked to speak has done so within this, in ms. */
const patienceMs = 8_000;

/** Whether the microphone was heard since it was opened; `silent` once that takes too long. */
export type Hearing = 'listening' | 'heard' | 'silent';

/** How loud a microphone is now (0 to 1), and whether it was heard at all since it was opened. */
export function useMicrophoneLevel(track: MediaStreamTrack | null): {
  readonly level: number;
  readonly hearing: Hearing;
} {
  const [level, setLevel] = useState(0);
  const [hearing, setHearing] = useState<Hearing>('listening');
  useEffect(() => {
    setLevel(0);
    setHearing('listening');
    if (!track) return;
    const giveUp = setTimeout(() => setHearing((now) => (now === 'heard' ? now : 'silent')), patienceMs);
    const context = new AudioContext();
    const analyser = context.createAnalyser();
    analyser.fftSize = 1024;
    context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
    const samples = new Float32Array(analyser.fftSize);
    const timer = setInterval(() => {
      // A browser may start it suspended until the page is touched.
      if (context.state === 'suspended') void context.resume().catch(() => undefined);
      analyser.getFloatTimeDomainData(samples);
      const loudness = loudnessOf(samples);
      setLevel(loudness);
      if (loudness > heardFrom) setHearing('heard');
    }, 1000 / readingsPerSecond);
    return () => {
      clearTimeout(giveUp);
      clearInterval(timer);
      void context.close();
    };
  }, [track]);
  return { level, hearing };
}
