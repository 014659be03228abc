import { useEffect, useState } from 'react';
import { loudnessOf } from './loudness-of.ts';

/** Readings a second: enough for a meter to look alive. */
const readingsPerSecond = 15;
/** A reading above this counts as having been heard. */
const heardFrom = 0.35;

/** How loud a microphone is now (0 to 1), and whether it was heard at all since it was opened. */
export function useMicrophoneLevel(track: MediaStreamTrack | null): {
  readonly level: number;
  readonly heard: boolean;
} {
  const [level, setLevel] = useState(0);
  const [heard, setHeard] = useState(false);
  useEffect(() => {
    setLevel(0);
    setHeard(false);
    if (!track) return;
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
      if (loudness > heardFrom) setHeard(true);
    }, 1000 / readingsPerSecond);
    return () => {
      clearInterval(timer);
      void context.close();
    };
  }, [track]);
  return { level, heard };
}
