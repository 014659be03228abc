/** Notes of the test sound, in Hz, and how long each sounds, in seconds: a doorbell that nobody takes for a fault. */
const notes = [659.26, 523.25] as const;
const noteSeconds = 0.6;

/**
 * Plays the test sound through a loudspeaker ('' is the system's usual one). Resolves when it has ended; rejects if it
 * could not be played there.
 */
export async function playTestSound(speaker: string): Promise<void> {
  const context = new AudioContext();
  const element = document.createElement('audio');
  try {
    const destination = context.createMediaStreamDestination();
    notes.forEach((frequency, index) => {
      const start = context.currentTime + index * noteSeconds;
      const gain = context.createGain();
      gain.gain.setValueAtTime(0, start);
      gain.gain.linearRampToValueAtTime(0.35, start + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, start + noteSeconds);
      const oscillator = context.createOscillator();
      oscillator.frequency.value = frequency;
      oscillator.connect(gain).connect(destination);
      oscillator.start(start);
      oscillator.stop(start + noteSeconds);
    });
    element.srcObject = destination.stream;
    if (speaker !== '' && 'setSinkId' in element) await element.setSinkId(speaker);
    await element.play();
    await new Promise((resolve) => setTimeout(resolve, notes.length * noteSeconds * 1000 + 200));
  } finally {
    element.srcObject = null;
    await context.close();
  }
}
