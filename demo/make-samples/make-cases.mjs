// The hard cases of test/samples that are files: broken, locked or not what their name says.
import { execFileSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { here, resources } from './browser.mjs';
import { SURVEY_ID } from './make-survey.mjs';

const samples = join(here, '..', '..', 'test', 'samples');
/** The user password of encrypted.pdf. */
const PASSWORD = 'lantern';

export function makeCases() {
  const survey = join(resources, 'render', `${SURVEY_ID}.pdf`);
  const into = (name) => join(samples, name);
  execFileSync('qpdf', ['--encrypt', PASSWORD, 'harbour-master', '256', '--', survey, into('encrypted.pdf')]);
  const bytes = readFileSync(survey);
  writeFileSync(into('truncated.pdf'), bytes.subarray(0, Math.round(bytes.length * 0.35)));
  writeFileSync(into('empty.pdf'), '');
  execFileSync('rsvg-convert', [
    '-f',
    'pdf',
    '-o',
    into('cairo-map.pdf'),
    join(resources, 'render', 'harbour-map.svg'),
  ]);
  const flat = ['-sDEVICE=pdfwrite', '-dNOPAUSE', '-dBATCH', '-dQUIET', '-dPDFSETTINGS=/ebook', '-dFirstPage=2'];
  execFileSync('gs', [...flat, '-dLastPage=2', `-sOutputFile=${into('ghostscript-page.pdf')}`, survey]);
  const tiny = ['-y', '-loglevel', 'error', '-f', 'lavfi', '-i', 'color=c=0xf2b257:s=32x20', '-frames:v', '1'];
  execFileSync('ffmpeg', [...tiny, into('picture.png')]);
  copyFileSync(into('picture.png'), into('picture-named.pdf'));
}
