/** Mean luminance below which nothing can be made out, and the spread below which all is one colour; of 255. */
const darkBelow = 18;
const flatBelow = 4;

/** Whether a picture shows anything: a covered lens gives one colour, a dark room hardly any light. RGBA bytes. */
export function pictureVerdict(pixels: Uint8ClampedArray): 'seen' | 'dark' {
  const count = pixels.length / 4;
  if (count === 0) return 'dark';
  let sum = 0;
  let squares = 0;
  for (let index = 0; index < pixels.length; index += 4) {
    // Rec. 601 luma.
    const light =
      0.299 * (pixels[index] ?? 0) + 0.587 * (pixels[index + 1] ?? 0) + 0.114 * (pixels[index + 2] ?? 0);
    sum += light;
    squares += light * light;
  }
  const mean = sum / count;
  const spread = Math.sqrt(Math.max(0, squares / count - mean * mean));
  return mean < darkBelow || spread < flatBelow ? 'dark' : 'seen';
}
