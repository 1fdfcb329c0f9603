// Ten seconds from dusk to night: frames drawn in Chromium, piped to ffmpeg with the sound, as MP4 and as WebM.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resources, withPage } from './browser.mjs';
import { harbourSound } from './make-sound.mjs';

const SECONDS = 10;
const FPS = 24;

// Runs in the page: draws one frame and gives it back as a base64 JPEG.
const drawFrame = async ({ seconds, width, height, total }) => {
  const { drawHarbour, ease, LANTERNS } = await import('/make-samples/harbour-scene.js');
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const ctx = canvas.getContext('2d');
  const t = seconds / total;
  drawHarbour(ctx, width, height, {
    night: 0.08 + 0.82 * ease(t * 1.15),
    lit: LANTERNS * 1.12 * ease((seconds - 2.2) / 5.2),
    seconds,
    pan: -0.8 + 1.6 * ease(t),
    zoom: 1.1 - 0.06 * ease(t),
  });
  const title = Math.min(ease((seconds - 0.3) / 0.9), ease((3.1 - seconds) / 0.8));
  if (title > 0) {
    ctx.globalAlpha = title;
    ctx.fillStyle = '#fff6e4';
    ctx.textAlign = 'center';
    ctx.font = `500 ${height * 0.108}px "EB Garamond", Georgia, serif`;
    ctx.fillText('Harbour Lights', width / 2, height * 0.19);
    ctx.font = `500 ${height * 0.03}px Inter, "Liberation Sans", sans-serif`;
    ctx.letterSpacing = `${height * 0.0075}px`;
    ctx.fillText('AN EVENING WALK-THROUGH', width / 2, height * 0.258);
    ctx.letterSpacing = '0px';
    ctx.globalAlpha = 1;
  }
  const dark = Math.max(1 - ease(seconds / 0.5), ease((seconds - total + 0.6) / 0.6));
  ctx.fillStyle = `rgba(8, 10, 24, ${dark})`;
  ctx.fillRect(0, 0, width, height);
  return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
};

function encoder(sound, output, options) {
  return spawn(
    'ffmpeg',
    [
      '-y',
      '-loglevel',
      'error',
      '-f',
      'image2pipe',
      '-framerate',
      String(FPS),
      '-c:v',
      'mjpeg',
      '-i',
      '-',
      '-i',
      sound,
      ...options,
      '-map_metadata',
      '-1',
      output,
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
}

export async function makeVideo() {
  const folder = mkdtempSync(join(tmpdir(), 'video-'));
  const sound = join(folder, 'sound.wav');
  const bells = Array.from({ length: 17 }, (_, i) => [2.6 + i * 0.29, [12, 15, 19, 22, 24, 19, 15, 14, 17][i % 9]]);
  const chords = [
    [0, 3, 7, 10],
    [-4, 3, 8, 12],
    [-2, 5, 10, 14],
    [0, 3, 7, 12],
  ];
  writeFileSync(sound, harbourSound(SECONDS, { chords, bells, seed: 9 }));
  const h264 = [
    '-vf',
    'format=yuv420p',
    '-c:v',
    'libx264',
    '-preset',
    'veryslow',
    '-tune',
    'animation',
    '-crf',
    '27',
    '-g',
    '48',
    '-c:a',
    'aac',
    '-b:a',
    '80k',
    '-movflags',
    '+faststart',
  ];
  const vp9 = [
    '-vf',
    'scale=640:-2,format=yuv420p',
    '-c:v',
    'libvpx-vp9',
    '-b:v',
    '0',
    '-crf',
    '43',
    '-g',
    '48',
    '-row-mt',
    '1',
    '-c:a',
    'libopus',
    '-b:a',
    '48k',
  ];
  const outputs = [
    encoder(sound, join(resources, 'render', 'evening-walk.mp4'), h264),
    encoder(sound, join(resources, 'render', 'quay-loop.webm'), vp9),
  ];
  try {
    await withPage(async (page) => {
      for (let frame = 0; frame < SECONDS * FPS; frame++) {
        const jpeg = await page.evaluate(drawFrame, { seconds: frame / FPS, width: 960, height: 540, total: SECONDS });
        for (const { stdin } of outputs) {
          if (!stdin.write(Buffer.from(jpeg, 'base64'))) await once(stdin, 'drain');
        }
      }
    });
    for (const child of outputs) {
      child.stdin.end();
      const [code] = await once(child, 'close');
      if (code !== 0) throw new Error(`ffmpeg ended with ${code}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
