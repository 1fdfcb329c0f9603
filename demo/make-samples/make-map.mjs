// The map of the light trail, as an SVG picture that the document uses too.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { resources } from './browser.mjs';
import { seededRandom } from './random.js';

export const stations = [
  { x: 196, y: 262, name: 'Customs Steps' },
  { x: 322, y: 322, name: 'Rope Walk' },
  { x: 452, y: 356, name: 'Clock Quay' },
  { x: 575, y: 318, name: 'Fish Stalls' },
  { x: 690, y: 388, name: 'Swing Bridge' },
  { x: 806, y: 470, name: 'Slipway' },
  { x: 905, y: 556, name: 'Net Lofts' },
  { x: 985, y: 664, name: 'Long Pier' },
  { x: 1042, y: 764, name: 'Lighthouse' },
];

const smooth = (points) =>
  points.reduce((path, { x, y }, i) => {
    if (i === 0) return `M${x} ${y}`;
    const a = points[Math.max(0, i - 2)];
    const b = points[i - 1];
    const d = points[Math.min(points.length - 1, i + 1)];
    const c1 = { x: b.x + (x - a.x) / 6, y: b.y + (y - a.y) / 6 };
    const c2 = { x: x - (d.x - b.x) / 6, y: y - (d.y - b.y) / 6 };
    return `${path} C${c1.x.toFixed(1)} ${c1.y.toFixed(1)} ${c2.x.toFixed(1)} ${c2.y.toFixed(1)} ${x} ${y}`;
  }, '');

const coast =
  'M0 400 C80 372 130 318 214 310 C300 302 330 380 452 392 C540 400 590 352 640 372 C700 396 690 440 742 480 C800 524 850 560 872 610 C890 652 938 690 960 742 C976 782 1010 836 1086 842 C1150 846 1172 800 1200 790';

function blocks() {
  const random = seededRandom(12);
  const parts = [];
  for (let row = 0; row < 5; row++) {
    for (let column = 0; column < 15; column++) {
      const x = 40 + column * 72 + row * 22 + random() * 10;
      const y = 40 + row * 56 + column * (column > 7 ? 26 : 4) + random() * 8;
      const shoreline = x < 640 ? 236 + (x > 330 && x < 560 ? 40 : 0) : 236 + (x - 640) * 0.92;
      const skip = random() < 0.12 || y > shoreline - 10 || x > 1120;
      const width = 38 + random() * 20;
      const height = 26 + random() * 16;
      if (!skip)
        parts.push(
          `<rect x="${x.toFixed(0)}" y="${y.toFixed(0)}" width="${width.toFixed(0)}" height="${height.toFixed(0)}" rx="3" transform="rotate(${column > 7 ? 14 : 3} ${x.toFixed(0)} ${y.toFixed(0)})"/>`,
        );
    }
  }
  return parts.join('');
}

/** The map as SVG source, 1200 × 900. */
export function harbourMap() {
  const trail = smooth(stations);
  const below = { 'Rope Walk': 1, 'Clock Quay': 1, 'Swing Bridge': 1 };
  const marks = stations
    .map(({ x, y, name }, i) => {
      const right = i >= 4;
      const [tx, ty, anchor] = right ? [x + 30, y + 6, 'start'] : [x, below[name] ? y + 46 : y - 28, 'middle'];
      return `<g><circle cx="${x}" cy="${y}" r="46" fill="url(#glow)"/><circle cx="${x}" cy="${y}" r="17" fill="#1e2a4f"/><circle cx="${x}" cy="${y}" r="17" fill="none" stroke="#ffc46b" stroke-width="3"/>
<text x="${x}" y="${y + 6}" text-anchor="middle" font-size="17" font-weight="700" fill="#ffe9c2">${i + 1}</text>
<text x="${tx}" y="${ty}" text-anchor="${anchor}" font-size="19" font-weight="600" fill="#1e2a4f" stroke="#f6efdf" stroke-width="5" stroke-linejoin="round" paint-order="stroke">${name}</text></g>`;
    })
    .join('\n');
  const depths = [0, 1, 2, 3]
    .map(
      (i) =>
        `<path d="${coast}" transform="translate(${-i * 26} ${34 + i * 44})" fill="none" stroke="#7fa6bd" stroke-opacity="${0.5 - i * 0.1}" stroke-width="1.6" stroke-dasharray="${i % 2 ? '2 7' : '14 6'}"/>`,
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1200 900" width="1200" height="900" role="img" aria-labelledby="title" font-family="Inter, 'Helvetica Neue', Arial, sans-serif">
<title id="title">Map of the Harbour Lights trail in Port Aldry, nine stations from the Customs Steps to the Lighthouse</title>
<defs>
<radialGradient id="glow"><stop offset="0" stop-color="#ffb648" stop-opacity=".75"/><stop offset=".5" stop-color="#ffb648" stop-opacity=".22"/><stop offset="1" stop-color="#ffb648" stop-opacity="0"/></radialGradient>
<linearGradient id="sea" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#cfe2ea"/><stop offset="1" stop-color="#a7c7d8"/></linearGradient>
<clipPath id="land"><path d="${coast} L1200 0 L0 0 Z"/></clipPath>
</defs>
<rect width="1200" height="900" fill="url(#sea)"/>
${depths}
<path d="${coast} L1200 0 L0 0 Z" fill="#f6efdf"/>
<g clip-path="url(#land)">
<path d="M640 -20 C700 70 860 120 940 240 C1010 340 1120 380 1220 400 L1220 -20 Z" fill="#dfe3c6"/>
<g fill="#e3d3b4">${blocks()}</g>
<path d="M-20 150 C200 120 420 190 620 170 C800 160 960 330 1130 660" fill="none" stroke="#fff" stroke-width="16"/>
<path d="M300 -20 C310 80 330 180 350 340 M760 -20 C740 120 700 240 660 390" fill="none" stroke="#fff" stroke-width="10"/>
</g>
<path d="${coast}" fill="none" stroke="#b59c72" stroke-width="5" stroke-linejoin="round"/>
<g fill="none" stroke="#8c7a5c" stroke-width="7" stroke-linecap="round"><path d="M430 398 L404 470"/><path d="M560 380 L548 446"/><path d="M884 640 L800 712"/></g>
<path d="${trail}" fill="none" stroke="#ffb648" stroke-opacity=".35" stroke-width="20" stroke-linecap="round"/>
<path d="${trail}" fill="none" stroke="#e08a2b" stroke-width="4.5" stroke-linecap="round" stroke-dasharray="1 11"/>
${marks}
<g transform="translate(1092 118)" fill="none" stroke="#1e2a4f" stroke-width="2"><circle r="46" stroke-opacity=".35"/><path d="M0 -62 L11 0 L0 62 L-11 0 Z" fill="#f6efdf"/><path d="M0 -62 L11 0 L-11 0 Z" fill="#c2413b" stroke="none"/><text y="-70" text-anchor="middle" font-size="18" font-weight="700" fill="#1e2a4f" stroke="none">N</text></g>
<g transform="translate(56 690)"><text font-family="'EB Garamond', Georgia, 'Times New Roman', serif" font-size="58" font-weight="500" fill="#1e2a4f">Harbour Lights</text><text y="36" font-size="18" fill="#33507a">The trail in Port Aldry: nine stations, 1.4 kilometres</text>
<g transform="translate(0 84)" font-size="16" fill="#1e2a4f"><circle cx="9" cy="-5" r="9" fill="#1e2a4f" stroke="#ffc46b" stroke-width="2.5"/><text x="30">Station</text><path d="M112 -5 h56" stroke="#e08a2b" stroke-width="4.5" stroke-linecap="round" stroke-dasharray="1 11"/><text x="184">Walk</text><path d="M250 -5 h56" stroke="#8c7a5c" stroke-width="7" stroke-linecap="round"/><text x="322">Pier</text></g>
<g transform="translate(0 130)" stroke="#1e2a4f" stroke-width="2" font-size="14"><path d="M0 -6 V4 M0 0 H260 M130 -6 V4 M260 -6 V4" fill="none"/><g stroke="none" fill="#1e2a4f"><text x="0" y="24" text-anchor="middle">0</text><text x="130" y="24" text-anchor="middle">150</text><text x="260" y="24" text-anchor="middle">300 m</text></g></g></g>
</svg>
`;
}

export function makeMap() {
  writeFileSync(join(resources, 'render', 'harbour-map.svg'), harbourMap());
}
