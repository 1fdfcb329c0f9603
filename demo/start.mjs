// Runs Guestpass with its demo until Ctrl-C. scripts/start.mjs builds first, then imports this.
import { join, relative } from 'node:path';
import { runDemo } from './demo.mjs';
import { DemoError, readSettings } from './settings.mjs';

function box(lines) {
  const width = Math.max(...lines.map((line) => line.length));
  const row = (line) => `  │  ${line.padEnd(width)}  │`;
  const edge = '─'.repeat(width + 4);
  return [`  ╭${edge}╮`, ...['', ...lines, ''].map(row), `  ╰${edge}╯`].join('\n');
}

let demo = null;
let stopping = false;

async function stop() {
  if (stopping) return;
  stopping = true;
  await demo?.close();
  process.exit(0);
}
process.on('SIGINT', stop);
process.on('SIGTERM', stop);

try {
  const settings = readSettings();
  const { hostUrl, siteUrl, guestpassUrl } = settings;
  demo = await runDemo(settings);
  console.log(
    `\n${box([
      'Guestpass and its demo are running.',
      '',
      `The host app          ${hostUrl}`,
      `Its press page        ${hostUrl}/press`,
      `Another site          ${siteUrl}/?token=${demo.shares.film}`,
      `The Guestpass server  ${guestpassUrl}`,
      `Its log               ${relative(process.cwd(), join(settings.data, 'server.log'))}`,
      '',
      `Begin at ${hostUrl}: press Share on the film,`,
      'copy the link, and open it in a private window.',
      '',
      'Ctrl-C stops everything.',
    ])}\n`,
  );
  await demo.ended;
} catch (error) {
  if (!stopping) {
    console.error(error instanceof DemoError ? `\n${error.message}\n` : error);
    await demo?.close();
    process.exit(1);
  }
}
