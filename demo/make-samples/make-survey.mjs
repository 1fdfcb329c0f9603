// A two-page memo, printed by LibreOffice: a PDF of another producer than the long document.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { here, resources } from './browser.mjs';

export const SURVEY_ID = '0195938e-7c40-7d1b-a2f6-3e8c51b7d904';

export function makeSurvey() {
  const folder = mkdtempSync(join(tmpdir(), 'survey-'));
  try {
    const profile = `-env:UserInstallation=file://${folder}/profile`;
    const target = 'pdf:writer_pdf_Export:{"ExportBookmarks":{"type":"boolean","value":"true"}}';
    execFileSync('soffice', [
      profile,
      '--headless',
      '--infilter=HTML (StarWriter)',
      '--convert-to',
      target,
      '--outdir',
      folder,
      join(here, 'survey.html'),
    ]);
    copyFileSync(join(folder, 'survey.pdf'), join(resources, 'render', `${SURVEY_ID}.pdf`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
