import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import '../../src/elements/share-viewer/define.js';
import { FakeServer, makeShare } from './fake-server.js';
import { clipboard, everything, find, mountButton, mountDialog, press, tidy, until } from './page.js';

let server: FakeServer;
tidy(() => server);

interface Named {
  readonly name: string;
}
interface Declaration {
  readonly tagName?: string;
  readonly attributes?: readonly (Named & { readonly fieldName?: string; readonly description?: string })[];
  readonly members?: readonly (Named & { readonly kind: string; readonly default?: string })[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly Named[];
  readonly events?: readonly Named[];
}

/** What the build made: `npm run build` before this test. */
const built = async (file: string): Promise<unknown> => (await fetch(`/dist/${file}`)).json();
const manifest = (await built('custom-elements.json')) as {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
};
const vscode = (await built('vscode.html-custom-data.json')) as {
  readonly tags: readonly (Named & {
    readonly attributes: readonly (Named & { readonly values?: readonly Named[] })[];
  })[];
};
const webTypes = (await built('web-types.json')) as {
  readonly contributions: { readonly html: { readonly elements: readonly (Named & Declaration)[] } };
};

function declarationOf(tag: string): Declaration {
  const all = manifest.modules.flatMap(({ declarations = [] }) => declarations);
  const found = all.find(({ tagName }) => tagName === tag);
  if (!found) throw new Error(`The manifest has no ${tag}.`);
  return found;
}

const names = (list: readonly Named[] = []) => list.map(({ name }) => name).toSorted();
const sorted = (list: Iterable<string>) => [...new Set(list)].toSorted();

/** Of Lit and the platform: called by them, not by pages. */
const lifecycle = /^(constructor|render|willUpdate|update|updated|firstUpdated|(dis)?connectedCallback)$/;
/** Marked `@internal`: `<share-button>` and the panels use them. */
const internal = new Set(['session', 'go']);

const own = (element: Element) => [...everything(element)].filter((one) => one.getRootNode() === element.shadowRoot);
const partsOf = (element: Element) => own(element).flatMap((one) => [...one.part]);
const slotsOf = (element: Element) => own(element).flatMap((one) => (one instanceof HTMLSlotElement ? [one.name] : []));
const propertiesOf = (element: Element) =>
  (element.shadowRoot?.adoptedStyleSheets ?? [])
    .flatMap((sheet) => [...sheet.cssRules].map(({ cssText }) => cssText))
    .flatMap((css) => css.match(/--share-[a-z-]+/g) ?? []);

for (const tag of ['share-button', 'share-dialog', 'share-viewer']) {
  describe(`The manifest of <${tag}>`, () => {
    it('has the attributes that it observes', () => {
      const { attributes = [] } = declarationOf(tag);
      const observed = (customElements.get(tag) as typeof LitElement).observedAttributes;
      expect(names(attributes.filter(({ fieldName }) => fieldName))).to.deep.equal(sorted(observed));
      expect(attributes.every(({ description }) => description)).to.equal(true);
    });

    it('has its properties with what they are at first, and its methods', () => {
      const { members = [] } = declarationOf(tag);
      const element = document.createElement(tag) as unknown as Readonly<Record<string, unknown>>;
      const { elementProperties } = customElements.get(tag) as typeof LitElement;
      const reactive = [...elementProperties].filter(([, { state }]) => !state).map(([name]) => String(name));
      const fields = members.filter(({ kind }) => kind === 'field');
      expect(names(fields)).to.include.members(reactive.filter((name) => !internal.has(name)));
      for (const { name, default: first } of fields) {
        expect(name in element, name).to.equal(true);
        if (first) expect(JSON.stringify(element[name]), name).to.equal(first.replaceAll("'", '"'));
      }
      const { prototype } = customElements.get(tag) as typeof LitElement;
      const methods = Object.getOwnPropertyNames(prototype).filter((name) => {
        const { value } = Object.getOwnPropertyDescriptor(prototype, name) ?? {};
        return typeof value === 'function' && !lifecycle.test(name) && !internal.has(name);
      });
      expect(names(members.filter(({ kind }) => kind === 'method'))).to.deep.equal(sorted(methods));
    });
  });
}

describe('The manifest of the owner’s elements', () => {
  it('has the slots, parts and custom properties that are there when all is open', async () => {
    server = new FakeServer([makeShare({ isPrimary: true })]);
    const button = await mountButton();
    const described = declarationOf('share-button');
    expect(sorted(propertiesOf(button))).to.deep.equal(names(described.cssProperties));
    await press(button, 'Share');
    await press(button, 'QR code');
    await until(() => find(button, 'svg.qr'));
    const inside = new Set(partsOf(button));
    expect(sorted(inside)).to.deep.equal(names(described.cssParts));
    expect(sorted(slotsOf(button))).to.deep.equal(names(described.slots));
    button.remove();

    const dialog = await mountDialog();
    const promised = declarationOf('share-dialog');
    await dialog.show();
    await press(dialog, 'QR code');
    await until(() => find(dialog, 'svg.qr'));
    expect(sorted(partsOf(dialog))).to.deep.equal(names(promised.cssParts));
    expect(sorted(slotsOf(dialog))).to.deep.equal(names(promised.slots));
    expect(sorted(propertiesOf(dialog))).to.deep.equal(names(promised.cssProperties));
  });

  it('has the events that they fire', async () => {
    server = new FakeServer();
    clipboard();
    const heard = new Set<string>();
    const { dispatchEvent } = EventTarget.prototype;
    EventTarget.prototype.dispatchEvent = function (event) {
      if (this instanceof Element && this.localName.startsWith('share-') && event.type.startsWith('share-')) {
        heard.add(event.type);
      }
      return dispatchEvent.call(this, event);
    };
    try {
      const button = await mountButton();
      await press(button, 'Share');
      await press(button, 'Copy link');
      await until(() => heard.has('share-copy'));
      await button.showDialog('links');
      await press(button, /^Details/);
      await press(button, 'Pause');
      await until(() => heard.has('share-change'));
      server.failOnce('GET', /activity/, 403, 'forbidden');
      await press(button, 'Activity');
      await until(() => heard.has('share-error'));
      await press(button, 'Revoke');
      await press(button, 'Close');
      await until(() => heard.has('share-revoke'));
    } finally {
      EventTarget.prototype.dispatchEvent = dispatchEvent;
    }
    for (const tag of ['share-button', 'share-dialog']) {
      expect(names(declarationOf(tag).events), tag).to.deep.equal(sorted(heard));
    }
  });
});

describe('What editors are told', () => {
  it('has every tag with its attributes, and their words', () => {
    for (const tag of ['share-button', 'share-dialog', 'share-viewer']) {
      const { attributes = [] } = declarationOf(tag);
      const told = vscode.tags.find(({ name }) => name === tag)?.attributes ?? [];
      expect(names(told)).to.deep.equal(names(attributes));
      const other = webTypes.contributions.html.elements.find(({ name }) => name === tag);
      expect(names(other?.attributes)).to.deep.equal(names(attributes));
    }
    const density = vscode.tags[0]?.attributes.find(({ name }) => name === 'density');
    expect(density?.values).to.deep.equal([{ name: 'comfortable' }, { name: 'compact' }]);
  });
});
