import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { type Kind, kinds, ResourceId } from '../../contract/resource.js';
import { readConfig } from '../config.js';
import { openDataFolder } from '../node/data-folder.js';
import { folderSource, renderExtensions } from '../sources/folder.js';
import type { Environment } from '../sources/config.js';
import { print, printTable, readArguments, UsageError } from './usage.js';

/** `resources add|list`: the files of the folder source. */
export async function resourcesCommand([action, ...args]: readonly string[], environment: Environment): Promise<void> {
  const { values, positionals } = readArguments(args, ['id', 'kind', 'name', 'workspace']);
  const { workspace = 'default' } = values;
  const folder = openDataFolder(readConfig(environment));
  const resources = workspace === 'default' ? folder.resources : join(folder.workspaces, workspace, 'resources');
  if (action === 'list') {
    const source = folderSource({ folder: folder.resources, workspacesFolder: folder.workspaces });
    const found = await source.list(workspace, AbortSignal.timeout(30_000));
    printTable([
      ['RESOURCE', 'STATUS', 'VIEW', 'TITLE'],
      ...found.map(({ kind, id, status, view, title }) => [`${kind}:${id}`, status, view, title]),
    ]);
  } else if (action === 'add') {
    const [file] = positionals;
    if (!file || !existsSync(file))
      throw new UsageError(file ? `There is no file ${file}.` : 'Say which file: guestpass resources add FILE');
    const extension = extname(file).slice(1).toLowerCase().replace('jpeg', 'jpg');
    const kind = readKind(values['kind'], extension);
    const id =
      values['id'] ??
      basename(file, extname(file))
        .replace(/[^A-Za-z0-9_-]+/g, '-')
        .replace(/^[-_]+|[-_]+$/g, '');
    if (!ResourceId.safeParse(id).success)
      throw new UsageError(`"${id}" is no id: use --id with letters, digits, - or _`);
    const target = join(resources, kind, `${id}.${extension}`);
    if (existsSync(target))
      throw new UsageError(`${kind}:${id} exists already: choose another --id, or remove ${target} first.`);
    mkdirSync(join(resources, kind), { recursive: true });
    copyFileSync(file, target);
    if (kind === 'render')
      writeFileSync(
        join(resources, kind, `${id}.json`),
        `${JSON.stringify({ name: values['name'] ?? basename(file) }, null, 2)}\n`,
      );
    print(`${kind}:${id}`);
  } else {
    throw new UsageError('resources takes add or list.');
  }
}

function readKind(given: string | undefined, extension: string): Kind {
  if (given === undefined && extension === 'json')
    throw new UsageError('A .json file is a persona or a project: say which by --kind persona or --kind project.');
  const kind = kinds.find((name) => name === (given ?? 'render'));
  if (!kind) throw new UsageError(`--kind is one of ${kinds.join(', ')}.`);
  const fits = kind === 'render' ? renderExtensions.includes(extension) : extension === 'json';
  if (!fits)
    throw new UsageError(
      `A ${kind} is a file of the type ${kind === 'render' ? renderExtensions.join(', ') : 'json'}.`,
    );
  return kind;
}
