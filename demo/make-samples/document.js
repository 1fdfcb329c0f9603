// Fills the document: its cover, its contents, its tables from one set of figures, and its charts as SVG.
import { drawHarbour } from './harbour-scene.js';

const ink = '#1e2a4f';
const soft = '#55607c';
const line = '#d9dce6';
const amber = '#c9741a';
const gold = '#f2b257';
const sea = '#2f6d8c';
const rose = '#b9524a';
const $ = (id) => document.getElementById(id);
const svg = (w, h, body, label) => `<svg viewBox="0 0 ${w} ${h}" role="img" aria-label="${label}">${body}</svg>`;
const text = (x, y, words, { size = 12, anchor = 'start', fill = soft, weight = 400 } = {}) =>
  `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${anchor}" fill="${fill}" font-weight="${weight}">${words}</text>`;

const contents = [
  ['idea', 'The idea on one page', 3],
  ['place', 'The place', 4],
  ['walk', 'The walk, station by station', 5],
  ['levels', 'Light levels', 6],
  ['energy', 'Energy', 7],
  ['control', 'How it is controlled', 8],
  ['care', 'Care for the dark, and for people', 9],
  ['programme', 'Programme', 10],
  ['budget', 'Budget', 11],
  ['people', 'People and contact', 12],
];
$('toc').innerHTML = contents
  .map(
    ([id, title, page], i) =>
      `<li><a href="#${id}"><span>${i + 1}</span><span>${title}</span><span>${page}</span></a></li>`,
  )
  .join('');

const stations = [
  ['Customs Steps', 'A curtain of 64 lanterns over the stairs', 'The first step of a visitor', 64, 2.1],
  ['Rope Walk', 'A line of light that runs ahead of you', 'Your pace', 96, 1.8],
  ['Clock Quay', 'The spire’s clock, drawn again in the water', 'The minute', 48, 2.6],
  ['Fish Stalls', 'Warm awnings, and the tea stall', 'How many people stand there', 72, 3.4],
  ['Swing Bridge', 'Handrails that breathe', 'The current under the bridge', 54, 0.8],
  ['Slipway', 'Floating lanterns, let go at high water', 'The tide', 120, 1.4],
  ['Net Lofts', 'Shadows of nets on white walls', 'The wind', 40, 1.9],
  ['Long Pier', 'Tones under the boards, a lamp for each', 'The swell', 100, 1.1],
  ['Lighthouse', 'The old beam, once a minute', 'Nothing: it was here first', 18, 2.2],
];
$('stations').innerHTML = stations
  .map(
    ([name, what, answers, count], i) =>
      `<tr><td>${i + 1}</td><td><b>${name}</b></td><td>${what}</td><td>${answers}</td><td class="n">${count}</td></tr>`,
  )
  .join('');
$('lantern-total').textContent = stations.reduce((sum, s) => sum + s[3], 0);

function levels() {
  const w = 720;
  const h = 300;
  const x = (hour) => 44 + ((hour - 16.5) / 7) * (w - 170);
  const y = (lux) => h - 34 - (lux / 3.2) * (h - 58);
  const series = [
    ['Quay', amber, [0.4, 0.9, 1.9, 2.5, 2.6, 2.4, 2.0, 0.4]],
    ['Piers', sea, [0.3, 0.5, 1.1, 1.5, 1.7, 1.6, 1.2, 0.3]],
    ['Bridge', rose, [0.3, 0.4, 0.6, 0.7, 0.75, 0.7, 0.3, 0.3]],
  ];
  let body = '';
  for (const lux of [0, 1, 2, 3])
    body += `<path d="M44 ${y(lux)} H${w - 126}" stroke="${line}"/>${text(34, y(lux) + 4, lux, { anchor: 'end' })}`;
  for (let hour = 17; hour <= 23; hour++) body += text(x(hour), h - 12, `${hour}:00`, { anchor: 'middle' });
  body += `<path d="M44 ${y(2.8)} H${w - 126}" stroke="${soft}" stroke-dasharray="3 4"/>${text(48, y(2.8) - 5, 'Full moon on snow', { size: 10 })}`;
  for (const [name, colour, values] of series) {
    const points = values.map((v, i) => [x(16.5 + i), y(v)]);
    const path = points.reduce(
      (d, [px, py], i) =>
        i
          ? `${d} C${(points[i - 1][0] + px) / 2} ${points[i - 1][1]} ${(points[i - 1][0] + px) / 2} ${py} ${px} ${py}`
          : `M${px} ${py}`,
      '',
    );
    body += `<path d="${path}" fill="none" stroke="${colour}" stroke-width="2.6"/>`;
    const at = points[6];
    body += text(w - 118, at[1] + (name === 'Bridge' ? 4 : 0), name, { fill: colour, weight: 600, size: 12 });
    body += `<path d="M${at[0]} ${at[1]} H${w - 124}" stroke="${colour}" stroke-width=".7" stroke-dasharray="2 3"/>`;
  }
  return svg(w, h, body, 'Line chart of light levels over the evening');
}

function bars() {
  const w = 720;
  const h = 232;
  const step = (w - 40) / stations.length;
  let body = `<path d="M20 ${h - 34} H${w - 20}" stroke="${ink}"/>`;
  stations.forEach(([name, , , , lux], i) => {
    const height = (lux / 3.6) * (h - 66);
    const x = 20 + i * step + step * 0.19;
    body += `<rect x="${x}" y="${h - 34 - height}" width="${step * 0.62}" height="${height}" rx="3" fill="${name === 'Swing Bridge' ? rose : gold}"/>`;
    body += text(x + step * 0.31, h - 40 - height, lux.toFixed(1), { anchor: 'middle', fill: ink, weight: 600 });
    body += text(x + step * 0.31, h - 16, name, { anchor: 'middle', size: 11 });
  });
  return svg(w, h, body, 'Bar chart of the highest light level at each station');
}

function energy() {
  const w = 720;
  const h = 350;
  const evenings = ['Fri 4', 'Sat 5', 'Sun 6', 'Mon 7', 'Tue 8', 'Wed 9', 'Thu 10', 'Fri 11', 'Sat 12'];
  const parts = [
    ['Light', gold, [27, 29, 26, 24, 24, 24, 25, 28, 29]],
    ['Sound', sea, [4.2, 4.6, 4.1, 3.8, 3.8, 3.8, 4, 4.4, 4.6]],
    ['Control', ink, [4.3, 4.3, 4.3, 4.3, 4.3, 4.3, 4.3, 4.3, 4.3]],
    ['Tea and tickets', rose, [4.4, 5.2, 4.1, 3, 3, 3.1, 3.6, 4.8, 5.2]],
  ];
  const y = (kwh) => h - 38 - (kwh / 46) * (h - 84);
  const step = (w - 60) / evenings.length;
  let body = '';
  for (const kwh of [0, 15, 30, 45])
    body += `<path d="M44 ${y(kwh)} H${w - 16}" stroke="${line}"/>${text(36, y(kwh) + 4, kwh, { anchor: 'end' })}`;
  evenings.forEach((evening, i) => {
    let sum = 0;
    for (const [, colour, values] of parts) {
      body += `<rect x="${52 + i * step}" y="${y(sum + values[i])}" width="${step * 0.66}" height="${y(sum) - y(sum + values[i]) - 1}" fill="${colour}"/>`;
      sum += values[i];
    }
    body += text(52 + i * step + step * 0.33, h - 18, evening, { anchor: 'middle' });
    body += text(52 + i * step + step * 0.33, y(sum) - 6, sum.toFixed(1), {
      anchor: 'middle',
      weight: 600,
      fill: ink,
      size: 10,
    });
  });
  let at = 52;
  for (const [name, colour] of parts) {
    body += `<circle cx="${at + 5}" cy="14" r="5" fill="${colour}"/>${text(at + 16, 18, name)}`;
    at += 34 + name.length * 6.4;
  }
  return svg(w, h, body, 'Stacked bars of energy for each evening');
}

function control() {
  const w = 720;
  const h = 400;
  const columns = [
    ['Sense', sea, ['Tide gauge', 'Weather mast', 'Crowd counters', 'Power meters']],
    ['Decide', amber, ['Tide choreographer', 'Scene planner', 'Energy budget', 'Safety interlock']],
    ['Light', rose, ['Quay lanterns', 'Floating lanterns', 'Bridge handrails', 'Lighthouse beam']],
  ];
  const at = (c, r) => [20 + c * 262, 56 + r * 86];
  let body = `<defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" fill="${soft}"/></marker></defs>`;
  const links = [
    [0, 0, 0],
    [0, 1, 1],
    [0, 2, 1],
    [0, 3, 2],
    [0, 1, 3],
    [1, 0, 1],
    [1, 1, 0],
    [1, 1, 2],
    [1, 2, 2],
    [1, 3, 3],
    [1, 3, 0],
  ];
  for (const [c, from, to] of links) {
    const [x1, y1] = at(c, from);
    const [x2, y2] = at(c + 1, to);
    body += `<path d="M${x1 + 154} ${y1 + 27} C${x1 + 210} ${y1 + 27} ${x2 - 52} ${y2 + 27} ${x2 - 3} ${y2 + 27}" fill="none" stroke="${soft}" stroke-opacity=".7" stroke-width="1.3" marker-end="url(#arrow)"/>`;
  }
  columns.forEach(([title, colour, names], c) => {
    body += text(at(c, 0)[0] + 77, 28, title.toUpperCase(), { anchor: 'middle', fill: colour, weight: 700, size: 11 });
    names.forEach((name, r) => {
      const [x, y] = at(c, r);
      body += `<rect x="${x}" y="${y}" width="154" height="54" rx="9" fill="#fff" stroke="${colour}" stroke-width="1.6"/>${text(x + 77, y + 32, name, { anchor: 'middle', fill: ink, weight: 500, size: 13.5 })}`;
    });
  });
  return svg(w, h, body, 'Diagram of the control system: sensors, deciders and lights');
}

function programme() {
  const w = 720;
  const rows = [
    ['Detail design', 0, 2, ink],
    ['Lantern making, in the net lofts', 1, 5, amber],
    ['Control system on the bench', 1, 4, sea],
    ['Cables and piers', 3, 6, ink],
    ['Hanging and floating', 5, 6.5, amber],
    ['Levels and rehearsals', 5.6, 6.6, rose],
    ['Nine evenings', 6.6, 8, gold],
    ['Clearing the site', 8, 8.6, ink],
  ];
  const h = 44 + rows.length * 38;
  const x = (week) => 216 + week * 56;
  let body = '';
  for (let week = 0; week <= 8; week++)
    body += `<path d="M${x(week)} 26 V${h - 8}" stroke="${line}"/>${text(x(week), 16, week + 1, { anchor: 'middle' })}`;
  body += text(204, 16, 'Week', { anchor: 'end' });
  rows.forEach(([name, from, to, colour], i) => {
    body += text(0, 55 + i * 38, name, { fill: ink, weight: 500, size: 13 });
    body += `<rect x="${x(from)}" y="${39 + i * 38}" width="${(to - from) * 56}" height="22" rx="11" fill="${colour}"/>`;
  });
  return svg(w, h, body, 'Bars of the programme by week');
}

const items = [
  ['Lanterns and hanging', 'Made in the net lofts; used again', 48600, gold],
  ['Control and sensors', 'Rented, but for the tide gauge', 31200, sea],
  ['Power and cables', 'Two battery trailers', 22400, ink],
  ['People on site', 'Stewards, riggers, boat crew', 39800, amber],
  ['Design and production', 'Lanternfold Studio', 27500, rose],
  ['Care and survey', 'Ecologist, access, sound', 11300, '#6a8f5c'],
  ['Reserve', 'Ten per cent', 18080, '#a7adbd'],
];
const total = items.reduce((sum, item) => sum + item[2], 0);
const euros = (n) => n.toLocaleString('en-GB');
$('budget-rows').innerHTML = items
  .map(
    ([name, note, cost, colour]) =>
      `<tr><td><span class="swatch" style="background:${colour}"></span>${name}</td><td>${note}</td><td class="n">${((cost / total) * 100).toFixed(1)} %</td><td class="n">${euros(cost)}</td></tr>`,
  )
  .join('');
$('budget-total').textContent = euros(total);

function donut() {
  let turn = -Math.PI / 2;
  let body = '';
  for (const [, , cost, colour] of items) {
    const next = turn + (cost / total) * Math.PI * 2;
    const p = (angle, r) => `${(100 + r * Math.cos(angle)).toFixed(2)} ${(100 + r * Math.sin(angle)).toFixed(2)}`;
    const large = next - turn > Math.PI ? 1 : 0;
    body += `<path d="M${p(turn, 92)} A92 92 0 ${large} 1 ${p(next, 92)} L${p(next, 58)} A58 58 0 ${large} 0 ${p(turn, 58)} Z" fill="${colour}" stroke="#fff" stroke-width="2"/>`;
    turn = next;
  }
  body +=
    text(100, 100, `€${euros(Math.round(total / 1000))}k`, { anchor: 'middle', size: 24, fill: ink, weight: 600 }) +
    text(100, 120, 'in all', { anchor: 'middle', size: 12 });
  return svg(200, 200, body, 'Ring of the budget by item');
}

$('chart-levels').innerHTML = levels();
$('chart-stations').innerHTML = bars();
$('chart-energy').innerHTML = energy();
$('chart-control').innerHTML = control();
$('chart-programme').innerHTML = programme();
$('chart-budget').innerHTML = donut();
$('map').innerHTML = await (await fetch('../resources/render/harbour-map.svg')).text();

const canvas = document.createElement('canvas');
Object.assign(canvas, { width: 1000, height: 1414 });
drawHarbour(canvas.getContext('2d'), 1000, 1414, { night: 0.62, lit: 17, seconds: 6.5, pan: 0.75 });
$('cover').src = canvas.toDataURL('image/jpeg', 0.82);
await $('cover').decode();
await document.fonts.ready;
document.documentElement.dataset.ready = 'yes';
