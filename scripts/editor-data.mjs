// What editors offer while somebody writes our tags: VS Code's custom data and JetBrains' web-types, from the manifest.

import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const elementsOf = (manifest) =>
  manifest.modules.flatMap(({ declarations = [] }) => declarations).filter(({ tagName }) => tagName);

const markdown = (value) => ({ kind: 'markdown', value });

/** The words that an attribute takes, where its type is a choice of words. */
function choicesOf({ type }) {
  const words = (type?.text ?? '').split('|').map((word) => word.trim().replaceAll("'", ''));
  return words.length > 1 && words.every((word) => /^[a-z-]+$/.test(word)) ? words : [];
}

function lines(title, items, line) {
  return items?.length ? [`\n**${title}**\n`, ...items.map(line)] : [];
}

function describe({ summary, description, events, slots, cssParts }) {
  return [
    summary,
    ...(description ? ['', description] : []),
    ...lines('Events', events, (one) => `- \`${one.name}\`: ${one.description}`),
    ...lines('Slots', slots, (one) => `- ${one.name ? `\`${one.name}\`` : 'its content'}: ${one.description}`),
    ...lines('Parts', cssParts, (one) => `- \`${one.name}\`: ${one.description}`),
  ].join('\n');
}

/** https://github.com/microsoft/vscode-html-languageservice/blob/main/docs/customData.schema.json */
const forVsCode = (elements) => ({
  version: 1.1,
  tags: elements.map((element) => ({
    name: element.tagName,
    description: markdown(describe(element)),
    attributes: (element.attributes ?? []).map((attribute) => {
      const values = choicesOf(attribute).map((name) => ({ name }));
      const flag = attribute.type?.text === 'boolean' ? { valueSet: 'v' } : {};
      return {
        name: attribute.name,
        description: markdown(attribute.description),
        ...(values.length > 0 ? { values } : flag),
      };
    }),
  })),
});

/** https://github.com/JetBrains/web-types/blob/master/schema/web-types.json */
const forJetBrains = (elements, { name, version }) => ({
  $schema: 'https://json.schemastore.org/web-types',
  name,
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elements.map((element) => ({
        name: element.tagName,
        description: [element.summary, element.description].filter(Boolean).join('\n\n'),
        attributes: (element.attributes ?? []).map((attribute) => {
          const words = choicesOf(attribute);
          return {
            name: attribute.name,
            description: attribute.description,
            ...(words.length > 0
              ? { values: words.map((word) => ({ name: word })) }
              : { value: { type: attribute.type?.text ?? 'string' } }),
          };
        }),
        slots: (element.slots ?? []).map(({ name: slot, description }) => ({ name: slot, description })),
        js: {
          properties: (element.members ?? [])
            .filter(({ kind }) => kind === 'field')
            .map(({ name: property, description, type }) => ({
              name: property,
              description,
              value: { type: type?.text ?? 'unknown' },
            })),
          events: (element.events ?? []).map(({ name: event, description }) => ({ name: event, description })),
        },
        css: {
          parts: (element.cssParts ?? []).map(({ name: part, description }) => ({ name: part, description })),
          properties: (element.cssProperties ?? []).map(({ name: property, description }) => ({
            name: property,
            description,
          })),
        },
      })),
    },
  },
});

/** Writes both beside the manifest that is in `folder`. `about` is package.json. */
export async function writeEditorData(folder, about) {
  const elements = elementsOf(JSON.parse(await readFile(join(folder, 'custom-elements.json'), 'utf8')));
  const write = (file, data) => writeFile(join(folder, file), `${JSON.stringify(data, null, 2)}\n`);
  await write('vscode.html-custom-data.json', forVsCode(elements));
  await write('web-types.json', forJetBrains(elements, about));
  return `${elements.length} tags`;
}
