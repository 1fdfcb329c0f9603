// The harbour at dusk, drawn on a canvas. The video, its poster and the pictures all come from this one drawing.
import { seededRandom } from './random.js';

const WIDTH = 1600;
const HEIGHT = 900;
const WATERLINE = 560;
export const LANTERNS = 17;

const mix = (a, b, t) => a.map((channel, i) => Math.round(channel + (b[i] - channel) * t));
const rgb = (c, alpha = 1) => `rgba(${c[0]}, ${c[1]}, ${c[2]}, ${alpha})`;
const clamp = (x) => Math.min(1, Math.max(0, x));
export const ease = (x) => {
  const t = clamp(x);
  return t * t * (3 - 2 * t);
};

/** Draws the scene in w × h pixels. night 0..1, lit 0..LANTERNS, seconds moves the water and the beam, pan -1..1. */
export function drawHarbour(ctx, w, h, { night = 0.6, lit = LANTERNS, seconds = 0, pan = 0, zoom = 1 } = {}) {
  const scale = Math.max(w / WIDTH, h / HEIGHT) * zoom;
  ctx.save();
  ctx.fillStyle = '#0a1024';
  ctx.fillRect(0, 0, w, h);
  ctx.translate(w / 2, h / 2);
  ctx.scale(scale, scale);
  ctx.translate(-WIDTH / 2, -HEIGHT / 2);
  sky(ctx, night, seconds, pan);
  hills(ctx, night, pan);
  lighthouse(ctx, night, seconds, pan);
  quay(ctx, night, lit, seconds, pan);
  water(ctx, night, lit, seconds, pan);
  boats(ctx, night, seconds, pan);
  floatingLanterns(ctx, lit, seconds, pan);
  ctx.restore();
}

function sky(ctx, night, seconds, pan) {
  const gradient = ctx.createLinearGradient(0, -120, 0, WATERLINE);
  gradient.addColorStop(0, rgb(mix([46, 74, 128], [9, 15, 38], night)));
  gradient.addColorStop(0.45, rgb(mix([126, 108, 158], [30, 32, 74], night)));
  gradient.addColorStop(0.75, rgb(mix([240, 152, 118], [88, 58, 98], night)));
  gradient.addColorStop(1, rgb(mix([255, 214, 150], [196, 112, 92], night)));
  ctx.fillStyle = gradient;
  ctx.fillRect(-400, -400, WIDTH + 800, WATERLINE + 400);

  const random = seededRandom(7);
  for (let i = 0; i < 150; i++) {
    const x = random() * (WIDTH + 300) - 150 - pan * 12;
    const y = random() * 380 - 60;
    const twinkle = 0.55 + 0.45 * Math.sin(seconds * (0.6 + random()) + random() * 9);
    ctx.fillStyle = rgb([255, 248, 230], clamp(night * 1.3 - 0.35) * twinkle * (1 - Math.max(0, y) / 420));
    ctx.beginPath();
    ctx.arc(x, y, 0.7 + random() * 1.3, 0, Math.PI * 2);
    ctx.fill();
  }
  const moon = { x: 1130 - pan * 18, y: 190 };
  glow(ctx, moon.x, moon.y, 210, [255, 236, 205], 0.2 + 0.12 * night);
  ctx.fillStyle = rgb([255, 244, 222], 0.95);
  ctx.beginPath();
  ctx.arc(moon.x, moon.y, 42, 0, Math.PI * 2);
  ctx.fill();
  ctx.fillStyle = rgb([226, 206, 186], 0.35);
  for (const [dx, dy, r] of [
    [-12, -9, 9],
    [10, 7, 12],
    [14, -17, 5],
    [-17, 15, 6],
  ]) {
    ctx.beginPath();
    ctx.arc(moon.x + dx, moon.y + dy, r, 0, Math.PI * 2);
    ctx.fill();
  }
  for (const [x, y, length] of [
    [250, 210, 330],
    [620, 128, 250],
    [1290, 300, 300],
    [880, 330, 420],
  ]) {
    const cloud = ctx.createLinearGradient(x - length / 2, 0, x + length / 2, 0);
    cloud.addColorStop(0, rgb([255, 214, 190], 0));
    cloud.addColorStop(0.5, rgb([255, 206, 182], 0.26 - 0.13 * night));
    cloud.addColorStop(1, rgb([255, 214, 190], 0));
    ctx.fillStyle = cloud;
    for (const [dy, thickness] of [
      [0, 5],
      [11, 3],
      [-9, 2.4],
    ]) {
      ctx.fillRect(x - length / 2 + dy * 6 + seconds * 3 - pan * 20, y + dy, length, thickness);
    }
  }
}

function hills(ctx, night, pan) {
  const ranges = [
    { base: 470, rise: 74, seed: 21, colour: mix([138, 116, 150], [47, 44, 84], night), shift: 26 },
    { base: 512, rise: 52, seed: 33, colour: mix([96, 84, 126], [30, 31, 64], night), shift: 40 },
  ];
  for (const { base, rise, seed, colour, shift } of ranges) {
    const random = seededRandom(seed);
    const waves = Array.from({ length: 4 }, (_, i) => ({ f: (i + 1) * 0.0021, p: random() * 7, a: rise / (i + 1.4) }));
    ctx.fillStyle = rgb(colour);
    ctx.beginPath();
    ctx.moveTo(-300, WATERLINE + 5);
    for (let x = -300; x <= WIDTH + 300; x += 10) {
      const y = waves.reduce((sum, { f, p, a }) => sum - a * (0.5 + 0.5 * Math.sin(x * f * 2 + p)), base);
      ctx.lineTo(x - pan * shift, y);
    }
    ctx.lineTo(WIDTH + 300, WATERLINE + 5);
    ctx.fill();
  }
  town(ctx, night, pan);
}

function town(ctx, night, pan) {
  const random = seededRandom(54);
  let x = 110;
  while (x < 1010) {
    const width = 26 + random() * 34;
    const height = 40 + random() * 62 + 40 * Math.exp(-(((x - 470) / 210) ** 2));
    const left = x - pan * 52;
    const top = WATERLINE - 22 - height;
    const tone = 0.75 + random() * 0.5;
    ctx.fillStyle = rgb(mix([92, 72, 104], [27, 26, 54], night).map((c) => c * tone));
    ctx.fillRect(left, top, width, height + 24);
    if (random() < 0.72) {
      ctx.beginPath();
      ctx.moveTo(left - 3, top);
      ctx.lineTo(left + width / 2, top - 13 - random() * 12);
      ctx.lineTo(left + width + 3, top);
      ctx.fill();
    }
    for (let row = 0; row < Math.floor(height / 19); row++) {
      for (let column = 0; column < Math.floor(width / 13); column++) {
        const lights = random();
        const warmth = random();
        if (lights < 0.12 + 0.5 * night) {
          ctx.fillStyle = rgb(mix([255, 190, 104], [255, 226, 168], warmth), 0.3 + 0.6 * night);
          ctx.fillRect(left + 5 + column * 12.5, top + 8 + row * 18, 4.6, 7);
        }
      }
    }
    x += width + (random() < 0.2 ? 8 : 1);
  }
  const spire = 520 - pan * 52;
  ctx.fillStyle = rgb(mix([84, 66, 98], [24, 23, 48], night));
  ctx.fillRect(spire - 13, 352, 26, 190);
  ctx.beginPath();
  ctx.moveTo(spire - 17, 354);
  ctx.lineTo(spire, 268);
  ctx.lineTo(spire + 17, 354);
  ctx.fill();
  ctx.fillStyle = rgb([255, 224, 168], 0.35 + 0.55 * night);
  ctx.beginPath();
  ctx.arc(spire, 386, 7.5, 0, Math.PI * 2);
  ctx.fill();
}

function lighthouse(ctx, night, seconds, pan) {
  const x = 1392 - pan * 58;
  const top = 300;
  ctx.fillStyle = rgb(mix([74, 62, 92], [20, 21, 44], night));
  ctx.beginPath();
  ctx.moveTo(x - 210, WATERLINE + 4);
  ctx.bezierCurveTo(x - 130, 540, x - 90, 492, x - 20, 486);
  ctx.bezierCurveTo(x + 70, 480, x + 130, 520, x + 330, WATERLINE + 4);
  ctx.fill();
  const swing = Math.sin(seconds * 0.55 - 0.6);
  const strength = (0.12 + 0.34 * night) * (0.65 + 0.35 * Math.abs(swing));
  const reach = -900 * swing;
  const beam = ctx.createLinearGradient(x, 0, x + reach, 0);
  beam.addColorStop(0, rgb([255, 240, 200], strength));
  beam.addColorStop(1, rgb([255, 240, 200], 0));
  ctx.fillStyle = beam;
  ctx.beginPath();
  ctx.moveTo(x, top + 14);
  ctx.lineTo(x + reach, top - 70);
  ctx.lineTo(x + reach, top + 74);
  ctx.fill();
  const wall = ctx.createLinearGradient(x - 26, 0, x + 26, 0);
  wall.addColorStop(0, rgb(mix([250, 232, 218], [128, 116, 142], night)));
  wall.addColorStop(1, rgb(mix([196, 160, 160], [62, 56, 88], night)));
  ctx.fillStyle = wall;
  ctx.beginPath();
  ctx.moveTo(x - 17, top + 30);
  ctx.lineTo(x + 17, top + 30);
  ctx.lineTo(x + 27, 492);
  ctx.lineTo(x - 27, 492);
  ctx.fill();
  ctx.fillStyle = rgb(mix([206, 84, 74], [124, 52, 68], night));
  for (const [from, to] of [
    [0.22, 0.4],
    [0.62, 0.8],
  ]) {
    const [a, b] = [330 + 162 * from, 330 + 162 * to];
    ctx.beginPath();
    ctx.moveTo(x - 17 - 10 * from, a);
    ctx.lineTo(x + 17 + 10 * from, a);
    ctx.lineTo(x + 17 + 10 * to, b);
    ctx.lineTo(x - 17 - 10 * to, b);
    ctx.fill();
  }
  ctx.fillStyle = rgb(mix([60, 48, 74], [22, 20, 40], night));
  ctx.fillRect(x - 22, top + 26, 44, 6);
  ctx.fillRect(x - 14, top - 4, 28, 5);
  ctx.beginPath();
  ctx.arc(x, top - 4, 13, Math.PI, 0);
  ctx.fill();
  ctx.fillStyle = rgb([255, 236, 184], 0.95);
  ctx.fillRect(x - 10, top + 1, 20, 25);
  glow(ctx, x, top + 14, 120, [255, 232, 180], 0.35 + 0.3 * night);
}

const lanternAt = (i, pan) => {
  const span = 3;
  const within = (i % span) / span;
  const sag = Math.sin(within * Math.PI) * 26;
  return { x: 36 + i * 76 - pan * 70, y: 478 + sag };
};

function quay(ctx, night, lit, seconds, pan) {
  ctx.fillStyle = rgb(mix([70, 58, 84], [19, 19, 38], night));
  ctx.fillRect(-400, WATERLINE - 20, 1400 + 400 - pan * 70 - 20, 26);
  ctx.fillStyle = rgb(mix([112, 90, 112], [40, 36, 62], night));
  ctx.fillRect(-400, WATERLINE - 22, 1400 + 400 - pan * 70 - 20, 4);
  ctx.strokeStyle = rgb(mix([60, 48, 74], [16, 15, 32], night));
  ctx.lineWidth = 4;
  for (let i = 0; i < LANTERNS + 2; i += 3) {
    const { x } = lanternAt(i, pan);
    ctx.beginPath();
    ctx.moveTo(x, WATERLINE - 20);
    ctx.lineTo(x, 470);
    ctx.stroke();
  }
  ctx.lineWidth = 1.6;
  for (let i = 0; i + 3 < LANTERNS + 2; i += 3) {
    const a = lanternAt(i, pan);
    const b = lanternAt(i + 3, pan);
    ctx.beginPath();
    ctx.moveTo(a.x, 472);
    ctx.quadraticCurveTo((a.x + b.x) / 2, 472 + 54, b.x, 472);
    ctx.stroke();
  }
  for (let i = 0; i < LANTERNS; i++) {
    const { x, y } = lanternAt(i, pan);
    const on = clamp(lit - i);
    const flicker = 0.93 + 0.07 * Math.sin(seconds * 5 + i * 2.1);
    if (on > 0) glow(ctx, x, y + 4, 78, [255, 178, 84], 0.62 * on * flicker);
    const body = ctx.createRadialGradient(x, y + 5, 1, x, y + 5, 12);
    body.addColorStop(0, rgb(mix([112, 84, 90], [255, 244, 206], on)));
    body.addColorStop(1, rgb(mix([74, 54, 74], [255, 158, 66], on)));
    ctx.fillStyle = body;
    ctx.beginPath();
    ctx.ellipse(x, y + 5, 9, 11, 0, 0, Math.PI * 2);
    ctx.fill();
  }
}

// The water is the upper picture, turned over in thin slices that sway: cheap, and it keeps every light in step with its reflection.
function water(ctx, night, lit, seconds, pan) {
  const base = ctx.createLinearGradient(0, WATERLINE, 0, HEIGHT);
  base.addColorStop(0, rgb(mix([214, 140, 124], [84, 58, 92], night)));
  base.addColorStop(0.4, rgb(mix([106, 96, 148], [28, 31, 70], night)));
  base.addColorStop(1, rgb(mix([42, 60, 108], [8, 13, 34], night)));
  ctx.fillStyle = base;
  ctx.fillRect(-400, WATERLINE + 4, WIDTH + 800, HEIGHT);
  const canvas = ctx.canvas;
  const m = ctx.getTransform();
  const copy = new OffscreenCanvas(canvas.width, canvas.height);
  copy.getContext('2d').drawImage(canvas, 0, 0);
  const line = m.f + (WATERLINE + 4) * m.d;
  const slice = Math.max(1, Math.round(2 * m.d));
  ctx.save();
  ctx.setTransform(1, 0, 0, 1, 0, 0);
  for (let y = Math.floor(line); y < canvas.height; y += slice) {
    const depth = (y - line) / (canvas.height - line);
    const source = line - (y - line) * 1.12 - slice;
    if (source < 0) break;
    const sway =
      Math.sin(y * (0.11 / m.d) + seconds * 2.1) * (1.5 + depth * 9) * m.d +
      Math.sin(y * (0.037 / m.d) - seconds * 1.3) * 3 * m.d;
    ctx.globalAlpha = 0.72 * (1 - depth * 0.78);
    const margin = 20 * m.d; // wider than the picture, so that the sway never bares an edge
    ctx.drawImage(copy, 0, source, canvas.width, slice, sway - margin, y, canvas.width + 2 * margin, slice);
  }
  ctx.restore();
  const random = seededRandom(91);
  for (let i = 0; i < 210; i++) {
    const depth = random() ** 1.5;
    const y = WATERLINE + 10 + depth * (HEIGHT - WATERLINE);
    const drift = (random() * (WIDTH + 500) + seconds * (8 + depth * 22)) % (WIDTH + 500);
    const shimmer = 0.5 + 0.5 * Math.sin(seconds * (1 + random() * 1.5) + random() * 9);
    ctx.fillStyle = rgb(mix([255, 226, 196], [190, 176, 214], night), 0.13 * shimmer);
    ctx.fillRect(drift - 250, y, 16 + depth * 62, 1.2 + depth * 1.6);
  }
  for (let i = 0; i < LANTERNS; i++) {
    const on = clamp(lit - i);
    if (on <= 0) continue;
    const { x } = lanternAt(i, pan);
    for (let k = 0; k < 20; k++) {
      const y = WATERLINE + 14 + k * (7 + k * 0.42);
      const sway = Math.sin(seconds * 2.3 + k * 1.3 + i) * (2 + k * 0.55);
      const length = 8 + k * 1.5 + 5 * Math.sin(seconds * 1.7 + k * 2.2 + i * 3);
      ctx.fillStyle = rgb([255, 184, 96], 0.34 * on * (1 - k / 20));
      ctx.fillRect(x + sway - length / 2, y, length, 2.2 + k * 0.08);
    }
  }
}

function boats(ctx, night, seconds, pan) {
  const hull = rgb(mix([52, 44, 68], [11, 12, 27], night));
  for (const { x, y, size, phase } of [
    { x: 1120, y: 618, size: 0.8, phase: 1 },
    { x: 1246, y: 650, size: 1.05, phase: 3 },
    { x: 270, y: 742, size: 1.75, phase: 0 },
  ]) {
    ctx.save();
    ctx.translate(x - pan * (70 + size * 30), y + Math.sin(seconds * 1.1 + phase) * 3.2 * size);
    ctx.rotate(Math.sin(seconds * 0.9 + phase * 2) * 0.018);
    ctx.scale(size, size);
    ctx.fillStyle = hull;
    ctx.beginPath();
    ctx.moveTo(-62, -10);
    ctx.quadraticCurveTo(-50, 18, -30, 20);
    ctx.lineTo(40, 20);
    ctx.quadraticCurveTo(62, 14, 72, -12);
    ctx.quadraticCurveTo(10, -2, -62, -10);
    ctx.fill();
    ctx.fillRect(-22, -26, 44, 20);
    ctx.fillRect(-3, -150, 4.5, 140);
    ctx.strokeStyle = hull;
    ctx.lineWidth = 1.4;
    ctx.beginPath();
    ctx.moveTo(-60, -10);
    ctx.lineTo(-1, -150);
    ctx.lineTo(70, -12);
    ctx.stroke();
    ctx.fillRect(-52, -34, 51, 4);
    ctx.fillStyle = rgb([255, 206, 132], 0.55 + 0.4 * night);
    for (const dx of [-15, -1, 12]) ctx.fillRect(dx, -21, 7, 7);
    glow(ctx, -1, -150, 26, [255, 226, 170], 0.6);
    ctx.fillStyle = rgb([255, 242, 214]);
    ctx.beginPath();
    ctx.arc(-0.8, -150, 2.4, 0, Math.PI * 2);
    ctx.fill();
    ctx.restore();
  }
}

function floatingLanterns(ctx, lit, seconds, pan) {
  const random = seededRandom(17);
  for (let i = 0; i < 26; i++) {
    const depth = 0.15 + random() * 0.85;
    const start = random() * (WIDTH + 100);
    const order = random() * LANTERNS;
    const on = ease((lit - order) / 3);
    const y = WATERLINE + 40 + depth * 275 + Math.sin(seconds * 1.2 + i) * 2.2;
    const x = ((start + seconds * (5 + depth * 9)) % (WIDTH + 100)) - 50 - pan * (70 + depth * 60);
    if (on <= 0) continue;
    const size = 0.5 + depth * 0.95;
    glow(ctx, x, y, 60 * size, [255, 170, 86], 0.5 * on);
    ctx.save();
    ctx.translate(x, y);
    ctx.scale(size, size);
    ctx.globalAlpha = on;
    const paper = ctx.createLinearGradient(0, -22, 0, 4);
    paper.addColorStop(0, '#ffcf86');
    paper.addColorStop(0.6, '#fff0cc');
    paper.addColorStop(1, '#ff9d4d');
    ctx.fillStyle = paper;
    ctx.beginPath();
    ctx.moveTo(-9, -21);
    ctx.lineTo(9, -21);
    ctx.lineTo(11, 3);
    ctx.lineTo(-11, 3);
    ctx.fill();
    ctx.fillStyle = 'rgba(60, 34, 44, 0.8)';
    ctx.fillRect(-14, 3, 28, 3);
    ctx.fillStyle = 'rgba(255, 186, 104, 0.35)';
    for (let k = 0; k < 5; k++) ctx.fillRect(-8 + Math.sin(seconds * 3 + k * 2) * 2 + k, 8 + k * 5, 16 - k * 2.4, 2);
    ctx.restore();
  }
}

function glow(ctx, x, y, radius, colour, alpha) {
  const halo = ctx.createRadialGradient(x, y, 0, x, y, radius);
  for (let i = 0; i <= 8; i++) halo.addColorStop(i / 8, rgb(colour, alpha * (1 - i / 8) ** 2.6));
  ctx.save();
  ctx.globalCompositeOperation = 'lighter';
  ctx.fillStyle = halo;
  ctx.beginPath();
  ctx.arc(x, y, radius, 0, Math.PI * 2);
  ctx.fill();
  ctx.restore();
}
