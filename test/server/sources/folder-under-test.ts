import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { folderSource } from '../../../src/server/sources/folder.js';
import type { ResourceKey } from '../../../src/server/sources/source.js';
import { samplePdf } from '../../stubs/craftkit.js';
import type { SourceUnderTest } from './suite.js';

/** A folder with a resource of each kind, and the source of the wanted one. */
export async function folder(kind: ResourceKey['kind']): Promise<SourceUnderTest> {
  const root = await mkdtemp(join(tmpdir(), 'guestpass-folder-'));
  const write = async (path: string, content: unknown) => {
    await mkdir(join(root, path, '..'), { recursive: true });
    await writeFile(join(root, path), content instanceof Uint8Array ? content : JSON.stringify(content));
  };
  await write('secret', samplePdf(10));
  await write('render/guide.pdf', samplePdf(20_000));
  await write('render/guide.json', { name: 'Guide' });
  await write('render/later.json', { name: 'Later', status: 'rendering' });
  await write('persona/guide.json', { name: 'Guide', description: 'Knows the way', poster: 'guide.poster.png' });
  await write('persona/guide.poster.png', samplePdf(3_000));
  const graph = { nodes: [{ id: 'a', type: 'SERVICE', label: 'A' }], edges: [] };
  await write('project/guide.json', { name: 'Guide', ...graph });
  const keyOf = (id: string): ResourceKey => ({ workspace: 'default', kind, id });
  // A folder knows every kind, and an id of each; only the files of the wanted kind stay.
  for (const other of ['render', 'persona', 'project']) {
    if (other !== kind) await rm(join(root, other), { recursive: true });
  }
  return {
    source: folderSource({ folder: root }),
    ready: keyOf('guide'),
    title: 'Guide',
    absent: keyOf('nothing'),
    pending: kind === 'render' ? keyOf('later') : null,
    lists: true,
    close: () => rm(root, { recursive: true }),
  };
}
