import { posix } from 'node:path';
import { codeOf, type Import, importsOf } from './source-scan.ts';

/**
 * The rooms of the house, from the ground up: what each may import besides itself. `type x` allows types alone.
 * A room that is not here does not exist, so that a new one is a decision and not an accident.
 */
const rooms: Readonly<Record<string, readonly string[]>> = {
  news: [],
  message: [],
  log: [],
  garbage: [],
  config: ['news'],
  content: ['news', 'type log'],
  store: ['news', 'type message', 'type log'],
  feeds: ['news', 'type store', 'type log'],
  sanctions: ['news', 'type log'],
  desk: ['news', 'type message', 'content', 'store', 'feeds', 'sanctions', 'type log'],
  layout: ['news', 'message', 'type content', 'type store', 'type sanctions', 'desk'],
  command: ['news', 'message', 'type content', 'desk', 'layout', 'type log'],
  commands: ['news', 'message', 'type content', 'type store', 'desk', 'layout', 'command'],
  delivery: ['news', 'message', 'store', 'type log'],
  // Its messages must never reach a real channel: it may import no platform, no settings and no bureau.
  drill: ['news', 'message', 'content', 'store', 'desk', 'layout', 'delivery', 'type log'],
  schedule: ['news', 'message', 'content', 'store', 'feeds', 'desk', 'layout', 'delivery', 'type log'],
  // Each folder below platform/ is a room of its own; they never import each other.
  platform: ['news', 'message', 'type content', 'type store', 'desk', 'layout', 'command', 'delivery', 'type log'],
  // What the bot and the terminal have in common.
  bureau: ['news', 'content', 'store', 'desk', 'layout', 'command', 'commands', 'feeds', 'type config', 'type log'],
  connection: ['type log'],
  status: ['news', 'type bureau', 'type connection'],
  main: ['*'],
  cli: ['*'],
};

/** Where each platform's name may stand in code, besides the platform's own folder. */
const namesPlatforms = new Set(['config', 'main', 'cli']);
const platformNames = ['slack', 'discord'];

const longest = 250;
const shapeless = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'types', 'misc']);
const doors = ['src/main.ts', 'src/cli.ts'];

/** Text of source files by path from the project's root, for example `src/news/story.ts`. */
export type Tree = ReadonlyMap<string, string>;

/** Every breach of the house rules in `src` and `commands`, each a sentence that begins with the file. */
export function houseProblems(tree: Tree): readonly string[] {
  return [
    ...wrongImports(tree),
    ...folderCycles(tree),
    ...orphans(tree),
    ...[...tree].flatMap(([path, text]) => [
      ...wrongName(path),
      ...foreignPlatforms(path, text),
      ...tooLong(path, text),
      ...undocumented(path, text),
    ]),
  ];
}

function roomOf(path: string): string {
  const [first = '', second = ''] = path
    .replace(/^src\//, '')
    .replace(/\.ts$/, '')
    .split('/');
  return first === 'platform' ? `platform/${second}` : first;
}

function wrongImports(tree: Tree): readonly string[] {
  return [...tree].flatMap(([path, text]) => {
    const room = roomOf(path);
    const allowed = rooms[room.replace(/\/.*/, '')];
    if (allowed === undefined) return [`${path}: there is no room "${room}"`];
    return localImports(path, text)
      .filter(({ target, typeOnly }) => !mayImport(room, allowed, roomOf(target), typeOnly))
      .map(
        ({ target, typeOnly }) =>
          `${path}: imports ${target}${typeOnly ? ' (types)' : ''}, but "${room}" may import ${list(allowed)}`,
      );
  });
}

function mayImport(room: string, allowed: readonly string[], target: string, typeOnly: boolean): boolean {
  if (target === room || allowed.includes('*') || allowed.includes(target)) return true;
  return typeOnly && allowed.includes(`type ${target}`);
}

const list = (allowed: readonly string[]): string =>
  allowed.length === 0 ? 'nothing of the project' : `only ${allowed.join(', ')}`;

/**
 * Folders that need each other at run time. A folder may use the files of the one that holds it. Files directly below
 * `src` count by themselves: main.ts may import every folder.
 */
function folderCycles(tree: Tree): readonly string[] {
  const folderOf = (path: string): string => (posix.dirname(path) === 'src' ? path : posix.dirname(path));
  const edges = new Map<string, Set<string>>();
  for (const [path, text] of tree) {
    const from = folderOf(path);
    const needed = localImports(path, text).filter(({ typeOnly }) => !typeOnly);
    const others = needed
      .map(({ target }) => folderOf(target))
      .filter((folder) => !`${from}/`.startsWith(`${folder}/`));
    edges.set(from, new Set([...(edges.get(from) ?? []), ...others]));
  }
  const cyclic = [...edges].filter(([folder, next]) => reached([...next], (at) => edges.get(at) ?? []).has(folder));
  return cyclic.map(([folder, next]) => `${folder}: is part of a folder cycle through ${[...next].join(', ')}`);
}

function orphans(tree: Tree): readonly string[] {
  if (!tree.has('src/main.ts')) return [];
  const known = reached(doors, (path) => localImports(path, tree.get(path) ?? '').map(({ target }) => target));
  return [...tree.keys()]
    .filter((path) => !known.has(path))
    .map((path) => `${path}: nothing that starts at ${doors.join(' or ')} imports it`);
}

function reached(starts: readonly string[], next: (at: string) => Iterable<string>): ReadonlySet<string> {
  const found = new Set(starts);
  // A set's iterator also visits what is added on the way.
  for (const at of found) for (const further of next(at)) found.add(further);
  return found;
}

function wrongName(path: string): readonly string[] {
  const parts = path.replace(/\.ts$/, '').split('/');
  return parts.some((part) => shapeless.has(part)) ? [`${path}: is named by no concept`] : [];
}

function foreignPlatforms(path: string, text: string): readonly string[] {
  const room = roomOf(path);
  if (namesPlatforms.has(room)) return [];
  const foreign = platformNames.filter((name) => room !== `platform/${name}`);
  const code = codeOf(text).toLowerCase().split('\n');
  return foreign.flatMap((name) => {
    const line = code.findIndex((content) => content.includes(name));
    return line === -1 ? [] : [`${path}:${line + 1}: names the platform "${name}"`];
  });
}

/** Comments and blank lines are free: nobody should leave out a docstring to keep a file short. */
function tooLong(path: string, text: string): readonly string[] {
  const lines = codeOf(text)
    .split('\n')
    .filter((line) => line.trim() !== '').length;
  return path.startsWith('src/') && lines > longest ? [`${path}: has ${lines} lines of code, over ${longest}`] : [];
}

/** Function declarations only: of an exported arrow constant, name and type say all that its one expression does. */
function undocumented(path: string, text: string): readonly string[] {
  if (!path.startsWith('src/')) return [];
  const lines = text.split('\n');
  return lines.flatMap((line, at) => {
    const name = /^export (?:default )?(?:async )?function\*? *(\w*)/.exec(line)?.[1];
    if (name === undefined || lines[at - 1]?.trimEnd().endsWith('*/')) return [];
    return [`${path}:${at + 1}: ${name} has no docstring`];
  });
}

function localImports(path: string, text: string): readonly (Import & { readonly target: string })[] {
  return importsOf(text)
    .filter(({ specifier }) => specifier.startsWith('.'))
    .map((found) => ({ ...found, target: posix.join(posix.dirname(path), found.specifier) }));
}
