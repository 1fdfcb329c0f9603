import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { test } from 'node:test';
import { createElement } from 'react';
import { ShareButton, ShareDialog, ShareViewer } from '../../src/react/index.js';

// react-dom brings no types of its own.
// By a variable: the package comes without types, and the test needs none.
const reactServer: string = 'react-dom/server';
const { renderToString } = await import(reactServer);
const dist = resolve(import.meta.dirname, '../../dist');

/** Runs a module in a Node of its own, as a server would, and gives what it printed. */
function run(code: string): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    cwd: resolve(dist, '..'),
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  assert.equal(stderr, '');
  return stdout.trim();
}

for (const entry of ['guestpass', 'guestpass/define', 'guestpass/react', 'guestpass/client']) {
  test(`${entry} can be imported on a server.`, () => {
    assert.ok(existsSync(dist), 'build first');
    assert.match(run(`const all = await import('${entry}'); console.log('there', typeof all);`), /^there object$/);
  });
}

test('guestpass registers nothing: no element, no global, no listener.', () => {
  const code = `
    const defined = [];
    globalThis.customElements = { get: () => undefined, define: (name) => defined.push(name) };
    globalThis.addEventListener = (type) => defined.push(type);
    const before = Object.keys(globalThis).join();
    const { ShareButtonElement, ShareDialogElement, ShareErrorEvent } = await import('guestpass');
    const after = Object.keys(globalThis).filter((name) => !before.includes(name));
    console.log(JSON.stringify({ defined, after, all: [typeof ShareButtonElement, typeof ShareDialogElement, typeof ShareErrorEvent] }));`;
  const { defined, after, all } = JSON.parse(run(code));
  assert.deepEqual(defined, []);
  // What Lit itself leaves, so that two versions of it on one page can warn.
  assert.deepEqual(
    after.filter((name: string) => !/^(lit|reactiveElement)/.test(name)),
    [],
  );
  assert.deepEqual(all, ['function', 'function', 'function']);
});

test('The wrappers for React write their tags and attributes on a server.', () => {
  const html = renderToString(
    createElement(
      ShareButton,
      {
        server: 'https://share.example',
        resource: 'render:report',
        grantUrl: '/grants',
        getGrant: async () => ({ grant: 'x' }),
        className: 'mine',
        onShareCreate: () => undefined,
      },
      'Send',
    ),
  );
  assert.equal(
    html,
    '<share-button server="https://share.example" resource="render:report" grant-url="/grants" class="mine">Send</share-button>',
  );
  assert.match(
    renderToString(createElement(ShareDialog, { resource: 'render:a', density: 'compact' })),
    /density="compact"/,
  );
  assert.match(renderToString(createElement(ShareViewer, { token: 't', autoHeight: true })), /auto-height/);
});
