import { expect } from '@open-wc/testing';

describe('Under the guest page’s policy', () => {
  it('the view does all that it does without a violation', async () => {
    const frame = document.createElement('iframe');
    frame.src = new URL('./strict-page.html', import.meta.url).pathname;
    const told: string[] = [];
    const heard = new Promise<void>((resolve) => {
      addEventListener('message', ({ source, data }) => {
        if (source !== frame.contentWindow) return;
        told.push(String(data));
        // Violations of what may be loaded do not stop the page; it says `done` all the same.
        if (!/^(style|script|default|img|connect)-src/.test(String(data))) resolve();
      });
    });
    document.body.append(frame);
    await heard;
    frame.remove();
    expect(told).to.deep.equal(['done']);
  });
});
