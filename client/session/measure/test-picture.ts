/** Small enough for an old machine, restless enough that the encoder uses whatever the line gives. */
const width = 640;
const height = 360;
const framesPerSecond = 15;

/** A picture that never stands still, for the line test; `stop` ends it. */
export type TestPicture = { readonly track: MediaStreamTrack; readonly stop: () => void };

function noiseOf(context: CanvasRenderingContext2D): ImageData {
  const image = context.createImageData(width, height);
  for (let offset = 0; offset < image.data.length; offset += 65_536)
    crypto.getRandomValues(image.data.subarray(offset, Math.min(offset + 65_536, image.data.length)));
  for (let alpha = 3; alpha < image.data.length; alpha += 4) image.data[alpha] = 255;
  return image;
}

/** Null where the browser draws no pictures of its own. */
export function openTestPicture(): TestPicture | null {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  const tile = document.createElement('canvas');
  tile.width = width;
  tile.height = height;
  const tiled = tile.getContext('2d');
  if (!context || !tiled) return null;
  tiled.putImageData(noiseOf(tiled), 0, 0);
  let frame = 0;
  const draw = () => {
    frame += 1;
    // The same noise, elsewhere each time: nothing that the encoder could have foreseen.
    const x = (frame * 197) % width;
    const y = (frame * 113) % height;
    for (const left of [x - width, x]) for (const top of [y - height, y]) context.drawImage(tile, left, top);
  };
  draw();
  const timer = setInterval(draw, 1000 / framesPerSecond);
  const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
  const stop = () => {
    clearInterval(timer);
    track?.stop();
  };
  if (!track) {
    stop();
    return null;
  }
  return { track, stop };
}
