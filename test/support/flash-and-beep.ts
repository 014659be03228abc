import type { Page } from 'playwright-core';

/** Between two flashes, in seconds; each lasts a fifth of one. */
export const flashEveryS = 2;

/** A flash as the page drew it. */
export type DrawnFlash = {
  /** Epoch milliseconds. */
  readonly at: number;
  /** Milliseconds after the moment at which its beep began: a page that gets no processor draws late. */
  readonly lateMs: number;
};

/** The flashes that the page has drawn so far. */
export function drawnFlashes(page: Page): Promise<readonly DrawnFlash[]> {
  return page.evaluate(() => Reflect.get(window, 'drawnFlashes') ?? []);
}

/**
 * Before the page's first script: its camera flashes white and its microphone beeps at the same moments, every two
 * seconds by one clock (the sound's). What a film of it shows apart was put apart on the way.
 */
export async function flashAndBeepIn(page: Page): Promise<void> {
  await page.addInitScript((everyS) => {
    const lastsS = everyS / 10;
    // Each flash is a picture of its own moment: a camera that looks thirty times a second sees it a thirtieth late.
    const picturesPerS = 30;
    let made: { readonly picture: MediaStreamTrack; readonly sound: MediaStreamTrack } | null = null;
    const make = () => {
      const audio = new AudioContext();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [320, 180];
      const pen = canvas.getContext('2d');
      const tone = new OscillatorNode(audio, { frequency: 880 });
      const gate = new GainNode(audio, { gain: 0 });
      const out = new MediaStreamAudioDestinationNode(audio);
      tone.connect(gate).connect(out);
      tone.start();
      let planned = Math.ceil(audio.currentTime + 1);
      const plan = () => {
        while (planned < audio.currentTime + 3 * everyS) {
          gate.gain.setValueAtTime(0.8, planned);
          gate.gain.setValueAtTime(0, planned + lastsS);
          planned += everyS;
        }
      };
      plan();
      const first = planned % everyS;
      setInterval(plan, 500);
      const drawn: DrawnFlash[] = [];
      Reflect.set(window, 'drawnFlashes', drawn);
      const [picture] = canvas.captureStream(0).getVideoTracks();
      let [bright, sent] = [false, -1];
      const paint = (colour: string) => {
        if (!pen) return;
        pen.fillStyle = colour;
        pen.fillRect(0, 0, 320, 180);
      };
      const draw = () => {
        const since = audio.currentTime - first;
        const due = Math.floor(since * picturesPerS);
        if (due === sent || !(picture instanceof CanvasCaptureMediaStreamTrack)) return;
        sent = due;
        const sinceFlash = since % everyS;
        const flashes = sinceFlash >= 0 && sinceFlash < lastsS;
        if (flashes && !bright) drawn.push({ at: Date.now(), lateMs: sinceFlash * 1000 });
        bright = flashes;
        paint(flashes ? '#fff' : '#024');
        picture.requestFrame();
      };
      // A page that is not looked at draws no frames: a timer goes on.
      setInterval(draw, 4);
      const [sound] = out.stream.getAudioTracks();
      if (!picture || !sound) throw new Error('nothing to send');
      return { picture, sound };
    };
    navigator.mediaDevices.getUserMedia = async (wanted) => {
      made ??= make();
      const tracks = [
        ...(wanted?.video ? [made.picture.clone()] : []),
        ...(wanted?.audio ? [made.sound.clone()] : []),
      ];
      return new MediaStream(tracks);
    };
  }, flashEveryS);
}
