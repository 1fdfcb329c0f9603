// The small pictures of the host page's cards, made from the samples themselves.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { here, resources } from './browser.mjs';
import { harbourGraph } from './make-graph.mjs';
import { SURVEY_ID } from './make-survey.mjs';

const thumbs = join(here, '..', 'host', 'thumbs');
const render = (name) => join(resources, 'render', name);

function toWebp(input, output, filter) {
  const options = ['-vf', filter, '-frames:v', '1', '-c:v', 'libwebp', '-quality', '76'];
  execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-i', input, ...options, join(thumbs, output)]);
}

function firstPage(pdf, output) {
  const folder = mkdtempSync(join(tmpdir(), 'thumbs-'));
  try {
    execFileSync('pdftoppm', ['-r', '90', '-f', '1', '-l', '1', '-png', '-singlefile', pdf, join(folder, 'page')]);
    toWebp(join(folder, 'page.png'), output, 'scale=440:-1');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function graphPicture() {
  const { nodes, edges } = harbourGraph();
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const width = Math.max(...nodes.map((node) => node.x)) + 120;
  const height = Math.max(...nodes.map((node) => node.y)) + 60;
  const lines = edges.map(({ source, target }) => {
    const [a, b] = [byId.get(source), byId.get(target)];
    const middle = (a.x + b.x) / 2;
    return `<path d="M${a.x} ${a.y}C${middle} ${a.y} ${middle} ${b.y} ${b.x} ${b.y}"/>`;
  });
  const boxes = nodes.map(
    ({ x, y, width: w, height: h, type, categoryColor }) =>
      `<rect x="${x - w / 2}" y="${y - h / 2}" width="${w}" height="${h}" rx="${type === 'TOPIC' ? h / 2 : 8}" fill="${categoryColor ?? '#8d97ab'}"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}"><g fill="none" stroke="#8d97ab" stroke-opacity=".7" stroke-width="4">${lines.join('')}</g>${boxes.join('')}</svg>\n`;
  writeFileSync(join(thumbs, 'graph.svg'), svg);
}

function waveform() {
  const options = ['-ac', '1', '-ar', '4000', '-f', 's16le', '-'];
  const raw = execFileSync('ffmpeg', ['-loglevel', 'error', '-i', render('pier-tones.mp3'), ...options], {
    maxBuffer: 1 << 24,
  });
  const samples = new Int16Array(raw.buffer, raw.byteOffset, raw.length >> 1);
  const bars = 72;
  const per = Math.floor(samples.length / bars);
  const levels = Array.from({ length: bars }, (_, i) =>
    samples.subarray(i * per, (i + 1) * per).reduce((high, sample) => Math.max(high, Math.abs(sample)), 0),
  );
  const highest = Math.max(...levels);
  const rects = levels.map((level, i) => {
    const height = Math.max(4, Math.round((level / highest) * 120));
    return `<rect x="${20 + i * 5}" y="${125 - height / 2}" width="3" height="${height}" rx="1.5" fill="${i < 26 ? '#f2b257' : '#7f8db3'}"/>`;
  });
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 250"><rect width="400" height="250" fill="#141c36"/>${rects.join('')}</svg>\n`;
  writeFileSync(join(thumbs, 'sound.svg'), svg);
}

export function makeThumbs() {
  firstPage(render('harbour-lights-concept.pdf'), 'document.webp');
  firstPage(render(`${SURVEY_ID}.pdf`), 'survey.webp');
  toWebp(render('evening-walk.poster.jpg'), 'film.webp', 'scale=640:-1');
  toWebp(render('quay-at-dusk.png'), 'picture.webp', 'scale=640:-1');
  toWebp(render('opening-night.webp'), 'banner.webp', 'scale=1600:-1,crop=1600:560:0:110');
  const portrait = join(resources, 'persona', 'b7e6a1d4-52c9-4f0e-9d3a-6c1f8e2b7a45.poster.jpg');
  toWebp(portrait, 'guide.webp', 'crop=800:500:0:190,scale=640:-1');
  const folder = mkdtempSync(join(tmpdir(), 'thumbs-'));
  try {
    execFileSync('rsvg-convert', ['-w', '640', '-o', join(folder, 'map.png'), render('harbour-map.svg')]);
    toWebp(join(folder, 'map.png'), 'map.webp', 'crop=640:400:0:60');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  graphPicture();
  waveform();
}
