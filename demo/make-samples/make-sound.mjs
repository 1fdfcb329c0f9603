// Pleasant synthesized tones: soft chords, a bell for each lantern, and the sea. Written as WAV, coded by ffmpeg.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { resources } from './browser.mjs';
import { seededRandom } from './random.js';

const RATE = 44100;
const note = (semitones) => 220 * 2 ** (semitones / 12);

/** Two channels of `seconds` of sound, as a WAV file (16 bit, 44.1 kHz). */
export function harbourSound(seconds, { chords, bells, seed = 5 }) {
  const length = Math.round(seconds * RATE);
  const channels = [new Float64Array(length), new Float64Array(length)];
  const every = seconds / chords.length;
  chords.forEach((chord, index) => {
    chord.forEach((pitch, voice) =>
      pad(channels, index * every, every * 1.35, note(pitch), voice / (chord.length - 1)),
    );
  });
  bells.forEach(([at, pitch], index) => bell(channels, at, note(pitch + 12), (index % 5) / 4));
  sea(channels, seconds, seed);
  const peak = channels.flatMap((c) => [...c]).reduce((high, x) => Math.max(high, Math.abs(x)), 0);
  const wav = Buffer.alloc(44 + length * 4);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + length * 4, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(RATE, 24);
  wav.writeUInt32LE(RATE * 4, 28);
  wav.writeUInt16LE(4, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(length * 4, 40);
  for (let i = 0; i < length; i++) {
    const edge = Math.min(1, i / (RATE * 0.08), (length - i) / (RATE * 0.9));
    for (const c of [0, 1])
      wav.writeInt16LE(Math.round((channels[c][i] / peak) * 0.6 * edge * 32767), 44 + i * 4 + c * 2);
  }
  return wav;
}

function pad(channels, start, seconds, frequency, place) {
  const from = Math.round(start * RATE);
  for (let i = 0; i < seconds * RATE && from + i < channels[0].length; i++) {
    const t = i / RATE;
    const swell = Math.sin(Math.PI * Math.min(1, t / seconds)) ** 1.4;
    const wave =
      Math.sin(2 * Math.PI * frequency * t) +
      0.32 * Math.sin(2 * Math.PI * frequency * 2.003 * t) +
      0.5 * Math.sin(2 * Math.PI * frequency * 0.5 * t);
    channels[0][from + i] += 0.13 * swell * wave * (1.2 - place * 0.5);
    channels[1][from + i] += 0.13 * swell * wave * (0.7 + place * 0.5);
  }
}

function bell(channels, start, frequency, place) {
  const from = Math.round(start * RATE);
  for (let i = 0; i < 2.4 * RATE && from + i < channels[0].length; i++) {
    const t = i / RATE;
    const strike = Math.min(1, t / 0.004);
    const wave =
      Math.sin(2 * Math.PI * frequency * t) * Math.exp(-t * 2.6) +
      0.4 * Math.sin(2 * Math.PI * frequency * 2.76 * t) * Math.exp(-t * 5) +
      0.2 * Math.sin(2 * Math.PI * frequency * 5.4 * t) * Math.exp(-t * 9);
    channels[0][from + i] += 0.17 * strike * wave * (1 - place * 0.6);
    channels[1][from + i] += 0.17 * strike * wave * (0.4 + place * 0.6);
  }
}

function sea(channels, seconds, seed) {
  const random = seededRandom(seed);
  for (const [c, channel] of channels.entries()) {
    let low = 0;
    for (let i = 0; i < seconds * RATE; i++) {
      low += (random() * 2 - 1 - low) * 0.035;
      const wave = 0.55 + 0.45 * Math.sin((2 * Math.PI * i) / RATE / 4.3 + c * 0.8);
      if (i < channel.length) channel[i] += low * 0.34 * wave;
    }
  }
}

/** Runs ffmpeg on a WAV; `codec` are its output options. */
export function encodeSound(wav, output, codec) {
  const folder = mkdtempSync(join(tmpdir(), 'tones-'));
  try {
    writeFileSync(join(folder, 'in.wav'), wav);
    execFileSync('ffmpeg', ['-y', '-loglevel', 'error', '-i', join(folder, 'in.wav'), ...codec, output]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function makeSound() {
  const chords = [
    [0, 3, 7, 10],
    [-4, 3, 8, 12],
    [-2, 5, 10, 14],
    [-5, 2, 7, 11],
    [0, 3, 7, 12],
  ];
  const tune = [12, 15, 19, 22, 20, 15, 14, 17, 22, 19, 14, 11, 12, 15, 19, 24];
  const bells = tune.map((pitch, i) => [0.5 + i * 0.55, pitch]);
  encodeSound(harbourSound(10.4, { chords, bells }), join(resources, 'render', 'pier-tones.mp3'), [
    ...['-codec:a', 'libmp3lame', '-b:a', '112k', '-map_metadata', '-1'],
    ...['-metadata', 'title=Pier tones', '-metadata', 'artist=Lanternfold Studio'],
  ]);
}
