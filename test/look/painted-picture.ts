/** A picture of nobody: a wall, a table, heads in a row. Painted once for each name, in a colour of its own. */
const trackByName = new Map<string, MediaStreamTrack>();

function hueOf(name: string): number {
  let hue = 0;
  for (const character of name) hue = (hue * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hue;
}

function paintRoom(context: CanvasRenderingContext2D, name: string): void {
  const { width, height } = context.canvas;
  const hue = hueOf(name);
  context.fillStyle = `hsl(${hue} 22% 46%)`;
  context.fillRect(0, 0, width, height);
  context.fillStyle = `hsl(${hue} 26% 34%)`;
  context.fillRect(0, height * 0.72, width, height * 0.28);
  const heads = /^(Trung|Tỉnh|Huyện|Thị|Xã)/.test(name) ? 7 : 1;
  const size = heads === 1 ? height * 0.2 : height * 0.07;
  for (let index = 0; index < heads; index += 1) {
    const x = width * (heads === 1 ? 0.5 : 0.08 + (index * 0.84) / (heads - 1));
    const y = height * (heads === 1 ? 0.38 : 0.5 + (index % 2) * 0.06);
    context.fillStyle = `hsl(${(hue + 40 * index) % 360} 30% 24%)`;
    context.beginPath();
    context.ellipse(x, y + size * 2.6, size * 1.7, size * 1.9, 0, 0, Math.PI * 2);
    context.fill();
    context.fillStyle = 'hsl(26 45% 68%)';
    context.beginPath();
    context.arc(x, y, size, 0, Math.PI * 2);
    context.fill();
  }
}

function paintSlide(context: CanvasRenderingContext2D): void {
  const { width, height } = context.canvas;
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#1b3a67';
  context.font = `700 ${height * 0.07}px sans-serif`;
  context.fillText('Kết quả giải ngân quý III', width * 0.06, height * 0.14);
  for (let bar = 0; bar < 6; bar += 1) {
    const tall = height * (0.2 + ((bar * 37) % 50) / 100);
    context.fillStyle = bar === 3 ? '#b32a2c' : '#6a91d0';
    context.fillRect(width * (0.08 + bar * 0.15), height * 0.92 - tall, width * 0.1, tall);
  }
}

/** The track of a camera or, for `screen`, of a presentation. */
export function paintedPicture(name: string, source: 'camera' | 'screen' = 'camera'): MediaStreamTrack {
  const key = `${source}:${name}`;
  const known = trackByName.get(key);
  if (known) return known;
  const canvas = document.createElement('canvas');
  canvas.width = 640;
  canvas.height = 360;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const paint = () => (source === 'screen' ? paintSlide(context) : paintRoom(context, name));
  paint();
  setInterval(paint, 700);
  const track = canvas.captureStream(2).getVideoTracks()[0];
  if (!track) throw new Error('no track');
  trackByName.set(key, track);
  return track;
}
