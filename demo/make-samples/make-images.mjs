// The pictures, each drawn by us: views of the harbour, the video's poster, and the guide's portrait.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resources, withPage } from './browser.mjs';

const render = (name) => join(resources, 'render', name);

async function draw(page, module, fn, options, type, quality) {
  const base64 = await page.evaluate(
    async ({ module, fn, options, type, quality }) => {
      const drawing = await import(`/make-samples/${module}`);
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: options.width, height: options.height });
      drawing[fn](canvas.getContext('2d'), options.width, options.height, options);
      return canvas.toDataURL(type, quality).split(',')[1];
    },
    { module, fn, options, type, quality },
  );
  return Buffer.from(base64, 'base64');
}

export async function makeImages() {
  await withPage(async (page) => {
    const scene = (options, type, quality) => draw(page, 'harbour-scene.js', 'drawHarbour', options, type, quality);
    writeFileSync(
      render('evening-walk.poster.jpg'),
      await scene(
        { width: 960, height: 540, night: 0.72, lit: 17, seconds: 7, pan: 0.4, zoom: 1.06 },
        'image/jpeg',
        0.8,
      ),
    );
    writeFileSync(
      render('first-light.jpg'),
      await scene({ width: 1600, height: 1000, night: 0.12, lit: 3.5, seconds: 2.6, pan: -0.5 }, 'image/jpeg', 0.8),
    );
    writeFileSync(
      render('opening-night.webp'),
      await scene(
        { width: 1600, height: 900, night: 0.92, lit: 17, seconds: 12, pan: 0.2, zoom: 1.3 },
        'image/webp',
        0.78,
      ),
    );
    const folder = mkdtempSync(join(tmpdir(), 'images-'));
    try {
      const png = join(folder, 'quay.png');
      writeFileSync(
        png,
        await scene({ width: 1280, height: 800, night: 0.62, lit: 17, seconds: 5.5, pan: 0 }, 'image/png'),
      );
      // 200 colours are enough for a drawing, and the file is a third of the size.
      execFileSync('ffmpeg', [
        '-y',
        '-loglevel',
        'error',
        '-i',
        png,
        '-vf',
        'split[a][b];[a]palettegen=max_colors=200:stats_mode=full[p];[b][p]paletteuse=dither=sierra2_4a',
        render('quay-at-dusk.png'),
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
    const portrait = { width: 800, height: 1000 };
    writeFileSync(
      join(resources, 'persona', 'b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45.poster.jpg'),
      await draw(page, 'guide-portrait.js', 'drawPortrait', portrait, 'image/jpeg', 0.84),
    );
  });
}
