#!/usr/bin/env node
// Nothing is imported before the check: an older Node would fail on node:sqlite with words that help nobody.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 13)) {
  console.error(
    `Guestpass needs Node 22.13 or newer; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org.`,
  );
  process.exitCode = 1;
} else {
  const { main } = await import('./cli/main.js');
  process.exitCode = await main(process.argv.slice(2), process.env);
}
