import { expect } from '@open-wc/testing';

/** The guest page's policy, as far as a `<meta>` can carry it; `data:` is where the test's graph comes from. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self' data:; worker-src 'self'; require-trusted-types-for 'script'";

describe('Under the guest page’s policy', () => {
  it('the view does all that it does without a violation', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><title>x</title><body><script type="module" src="${new URL('./strict-page.ts', import.meta.url).pathname}"></script>`;
    const told: string[] = [];
    const heard = new Promise<void>((resolve) => {
      addEventListener('message', ({ source, data }) => {
        if (source !== frame.contentWindow) return;
        told.push(String(data));
        if (!/^(style|script|default|img|connect)-src/.test(String(data))) resolve();
      });
    });
    document.body.append(frame);
    await heard;
    frame.remove();
    expect(told).to.deep.equal(['done']);
  });
});
