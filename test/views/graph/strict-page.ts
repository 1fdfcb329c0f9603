import { mount } from '../../../src/views/graph/mount.js';
import { inside, named, surroundings, until } from '../surroundings.js';
import { shop } from './samples.js';

/** What a page with the guest page's policy tells the test that made it: each violation, and at last `done`. */
const tell = (what: string): void => parent.postMessage(what, location.origin);
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  tell(`${violatedDirective} ${blockedURI}`),
);
const bare = { ...shop, nodes: shop.nodes.map(({ x: _x, y: _y, ...rest }) => rest) };
const asset = `data:application/json,${encodeURIComponent(JSON.stringify(bare))}`;
const { host, context } = surroundings({ view: { type: 'graph', asset, origin: 'center' }, download: true });

try {
  await mount(host, context);
  await until(() => inside(host).querySelector('.bar') !== null);
  named(host, 'Table').click();
  await until(() => inside(host).querySelector('table') !== null);
  inside(host).querySelector<HTMLElement>('tbody button')?.click();
  named(host, 'Filter').click();
  named(host, 'Picture').click();
  window.dispatchEvent(new Event('beforeprint'));
  named(host, 'Download').click();
  named(host, 'SVG, sharp at any size').click();
  // Proof that the policy is in force: this is refused.
  try {
    document.createElement('div').innerHTML = '<b>x</b>';
    tell('innerHTML was let through');
  } catch {
    tell('done');
  }
} catch (error) {
  tell(String(error));
}
