import { expect } from '@open-wc/testing';
import { askPassword } from '../../../src/views/document/unlock.js';
import { documentStrings } from '../../../src/theme/strings/document.js';

it('the question for a file’s password is as high as what it asks', async () => {
  const host = document.createElement('div');
  host.style.cssText = 'position: relative; inline-size: 640px; block-size: 700px';
  document.body.append(host);
  const root = host.attachShadow({ mode: 'open' });
  const answer = askPassword(root, documentStrings, false);
  const form = root.querySelector('form');
  expect(form?.clientHeight).to.be.within(100, 350);
  root.querySelector('button')?.click();
  expect(await answer).to.equal(undefined);
  host.remove();
});
