import { expect } from '@open-wc/testing';
import { FakeServer, json, makeResource, makeShare } from './fake-server.js';
import { hasKeys, keys } from '../keys.js';
import {
  accessible,
  button,
  choose,
  clipboard,
  fill,
  find,
  findAll,
  heard,
  nameOf,
  openDialog,
  press,
  textIn,
  tidy,
  until,
} from './page.js';

let server: FakeServer;
tidy(() => server);

const chips = (dialog: Element) => findAll(dialog, '.chip').map((chip) => textIn(chip));
const code = (dialog: Element) => find<HTMLTextAreaElement>(dialog, 'textarea', 'Code').value;
const policy = (dialog: Element) => find<HTMLTextAreaElement>(dialog, 'textarea', /^If the site/).value;
const created = () => server.requests('POST', /^\/api\/shares$/).map(({ body }) => body as Record<string, unknown>);
const player = (more = {}) => makeShare({ type: 'PLAYER_EMBED', allowedOrigins: ['https://example.com'], ...more });

describe('The tab for embeds', () => {
  it('makes an embed for the sites that were allowed, as they are stored', async () => {
    server = new FakeServer();
    const dialog = await openDialog('embed');
    await fill(dialog, 'Where it may appear', 'HTTPS://Example.COM:443/');
    await press(dialog, 'Add');
    await until(() => textIn(dialog).includes('Stored as https://example.com.'));
    expect(chips(dialog)).to.deep.equal(['https://example.com']);
    await choose(dialog, /^Orb/);
    await press(dialog, 'Create embed code');
    await until(() => created().length === 1);
    expect(created()[0]).to.deep.equal({
      type: 'ORB_EMBED',
      channel: 'link',
      allowedOrigins: ['https://example.com'],
      allowAllOrigins: false,
      removeWatermark: false,
      resource: { kind: 'render', id: 'report' },
    });
    await until(() => code(dialog).includes(server.shares[0]?.token ?? '-'));
    await accessible(dialog);
  });

  const refusals = [
    ['https://www.x.com/path', 'leave out the path'],
    ['ftp://x.com', 'Only https://'],
    ['https://a.*', 'A * stands only at the front'],
    ['https://127.0.0.1', 'Browsers do not match IP addresses'],
    ['https://x.com:99999', 'The port is a number'],
    ['https://exa mple.com', 'a character that no host name can have'],
  ] as const;
  for (const [site, reason] of refusals) {
    it(`says why ${site} can not be allowed, while it is typed`, async () => {
      server = new FakeServer();
      const dialog = await openDialog('embed');
      await fill(dialog, 'Where it may appear', site);
      await until(() => findAll(dialog, '[role=alert]').some((one) => nameOf(one).includes(reason)));
      await press(dialog, 'Create embed code');
      await until(() => textIn(dialog).includes(reason));
      expect(created()).to.have.length(0);
      expect(chips(dialog)).to.deep.equal([]);
    });
  }

  it('says nothing against an address that is only half typed', async () => {
    server = new FakeServer();
    const dialog = await openDialog('embed');
    for (const half of ['h', 'https:', 'https://', 'https://exam', 'https://*.']) {
      await fill(dialog, 'Where it may appear', half);
      await dialog.updateComplete;
      expect(
        findAll(dialog, '[role=alert]')
          .map((one) => nameOf(one))
          .join(''),
      ).to.equal('');
    }
  });

  it('makes nothing that no site could show, and names the risk of every site', async () => {
    server = new FakeServer();
    const dialog = await openDialog('embed');
    await press(dialog, 'Create embed code');
    await until(() => textIn(dialog).includes('Allow at least one site, or every site.'));
    expect(textIn(dialog)).not.to.include('Anyone who sees the code');
    find(dialog, '[role=switch]', 'Let every site embed this').click();
    await until(() => textIn(dialog).includes('Anyone who sees the code can put this on their own site'));
    await accessible(dialog);
    await press(dialog, 'Create embed code');
    await until(() => created().length === 1);
    expect(created()[0]).to.deep.include({ allowAllOrigins: true, allowedOrigins: [] });
  });

  it('changes the sites of an embed that is out there', async () => {
    server = new FakeServer([player({ allowedOrigins: ['https://example.com', 'https://*.acme.example'] })]);
    const changes = heard('share-change');
    const dialog = await openDialog('embed');
    await press(dialog, 'Remove https://example.com');
    await press(dialog, 'Save changes');
    await until(() => changes.length === 1);
    expect(server.requests('PATCH', /./)[0]?.body).to.deep.equal({ allowedOrigins: ['https://*.acme.example'] });
    await until(() => textIn(dialog).includes('Saved'));
    expect(findAll(dialog, 'button', 'Save changes')).to.have.length(0);
  });

  it('copies each snippet whole: pinned, named, with its size and what the frame may use', async () => {
    server = new FakeServer([player()], makeResource({ view: 'video', title: 'A "walk" & more' }));
    const texts = clipboard();
    const copies = heard('share-copy');
    const token = server.shares[0]?.token;
    const dialog = await openDialog('embed');
    await until(() => code(dialog).includes('embed@0.1.0.js'));
    const copied: Record<string, string> = {};
    for (const name of ['Script', 'iframe', 'Web component', 'React']) {
      await choose(dialog, name);
      await until(() => find<HTMLInputElement>(dialog, 'input[type=radio]', name).checked);
      await dialog.updateComplete;
      const before = texts.length;
      button(dialog, /^(Copy code|Copied)$/).click();
      await until(() => texts.length > before);
      copied[name] = texts.at(-1) ?? '';
    }
    expect(copied['Script']).to.equal(
      `<script async
  src="https://share.test/embed@0.1.0.js"
  integrity="sha384-AbC/123+="
  crossorigin="anonymous"
  data-token="${token}"
  data-title="A &quot;walk&quot; &amp; more"
  data-width="960"
  data-aspect="1.7778"
></script>`,
    );
    expect(copied['iframe']).to.equal(
      `<iframe
  src="https://share.test/embed/${token}"
  title="A &quot;walk&quot; &amp; more"
  width="960"
  height="540"
  loading="lazy"
  allow="autoplay; fullscreen; picture-in-picture"
  referrerpolicy="strict-origin"
  frameborder="0"
></iframe>`,
    );
    expect(copied['Web component']).to.include(
      `<share-viewer\n  server="https://share.test"\n  token="${token}"\n  title="A`,
    );
    expect(copied['React']).to.include(
      `<ShareViewer\n  server={"https://share.test"}\n  token={"${token}"}\n  title={"A \\"walk\\" & more"}\n/>`,
    );
    expect(copies.map(({ what }) => what)).to.deep.equal(['script', 'iframe', 'element', 'react']);
  });

  it('tells what a page’s policy must allow, and that a bare frame proves less', async () => {
    server = new FakeServer([player()]);
    const dialog = await openDialog('embed');
    find(dialog, 'summary', /^If the site has/).click();
    expect(policy(dialog)).to.equal(
      'script-src https://share.test;\nframe-src https://share.test;\nconnect-src https://share.test;',
    );
    await choose(dialog, 'iframe');
    await until(() => policy(dialog) === 'frame-src https://share.test;');
    expect(textIn(dialog)).to.include('Only the browser keeps other sites out here (frame-ancestors).');
  });

  it('takes the size that was typed into the code', async () => {
    server = new FakeServer([player()]);
    const dialog = await openDialog('embed');
    await choose(dialog, 'iframe');
    await fill(dialog, 'Width', '500');
    await fill(dialog, 'Height', '400');
    await until(() => code(dialog).includes('width="500"\n  height="400"'));
  });

  it('shows the embed itself where this page may, as a preview that counts nothing', async () => {
    server = new FakeServer([player({ allowedOrigins: [location.origin] })]);
    // Nothing listens at that address; what counts is which one the frame is sent to.
    const dialog = await openDialog('embed');
    const frame = await until(() => find<HTMLIFrameElement>(dialog, 'iframe'));
    expect(frame.getAttribute('src')).to.equal(`https://share.test/embed/${server.shares[0]?.token}#preview=pv1`);
    expect(frame.title).to.equal('Preview: Annual report 2026');
    expect(server.requests('POST', /preview$/)).to.have.length(1);
  });

  it('says why it shows a sketch where this page may not', async () => {
    server = new FakeServer([player()]);
    const dialog = await openDialog('embed');
    expect(findAll(dialog, 'iframe')).to.have.length(0);
    expect(textIn(dialog)).to.include('This page is not among the allowed sites');
  });

  it('tests a site and names the layer that blocks', async () => {
    server = new FakeServer([player()]);
    server.rule(({ path }) =>
      path.includes('/doctor?site=https%3A%2F%2Fexample.com')
        ? json({
            shows: false,
            findings: [
              { layer: 'list', ok: true, sentence: 'The site is on the list.', fix: null },
              { layer: 'csp', ok: false, sentence: 'Its policy has no frame-src for us.', fix: 'Add frame-src.' },
              { layer: 'page', ok: null, sentence: 'The site did not answer.', fix: 'Look by hand.' },
            ],
          })
        : null,
    );
    const dialog = await openDialog('embed');
    find(dialog, 'summary', 'Test on a site').click();
    await press(dialog, 'Test');
    await until(() => textIn(dialog).includes('It does not show on https://example.com.'));
    expect(textIn(dialog)).to.include('Fine The site is on the list.');
    expect(textIn(dialog)).to.include('Blocked Its policy has no frame-src for us. Add frame-src.');
    expect(textIn(dialog)).to.include('Not known The site did not answer. Look by hand.');
    // A screen reader scrolls to what it reads: that must move the panel, not the dialog's frame with its head.
    find(dialog, '.findings .unsure .aside').scrollIntoView();
    expect(find(dialog, 'dialog').scrollTop).to.equal(0);
    await accessible(dialog);
  });

  it('tests the site that is written there, and not the one that stood there before', async () => {
    const asked: string[] = [];
    server = new FakeServer([player()]);
    server.rule(({ path }) => {
      const site = new URL(path, location.href).searchParams.get('site');
      if (site === null) return null;
      asked.push(site);
      return json({ shows: true, findings: [] });
    });
    const dialog = await openDialog('embed');
    find(dialog, 'summary', 'Test on a site').click();
    await fill(dialog, 'Address of the page that will embed it', 'https://other.example/page');
    await press(dialog, 'Test');
    await until(() => textIn(dialog).includes('It shows on https://other.example.'));
    expect(asked).to.deep.equal(['https://other.example/page']);
  });

  it('takes the test away where the server has none', async () => {
    server = new FakeServer([player()]);
    const dialog = await openDialog('embed');
    find(dialog, 'summary', 'Test on a site').click();
    await press(dialog, 'Test');
    await until(() => findAll(dialog, 'summary', 'Test on a site').length === 0);
  });

  if (hasKeys) {
    it('takes a site with Enter and gives the last one back to Backspace', async () => {
      server = new FakeServer();
      const dialog = await openDialog('embed');
      await fill(dialog, 'Where it may appear', 'https://example.com');
      await keys('Enter');
      await until(() => chips(dialog).length === 1);
      await keys('Backspace');
      await until(() => chips(dialog).length === 0);
      expect(created()).to.have.length(0);
    });
  }
});
