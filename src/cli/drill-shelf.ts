import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Drill, parseDrill } from '../content/drill-file.ts';
import { list, note, paragraph, strong, text } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import type { Source } from '../news/source.ts';

const shelf = fileURLToPath(new URL('../../content/drills', import.meta.url));
const ending = '.yaml';

/** The names of the drills that come with Sitrep, in order. */
export const shippedDrills = async (): Promise<readonly string[]> =>
  (await readdir(shelf))
    .filter((name) => name.endsWith(ending))
    .map((name) => name.slice(0, -ending.length))
    .sort();

/** Where the drill of this name lies. */
export const shippedPath = (name: string): string => join(shelf, `${name}${ending}`);

/** Lists the drills that come with Sitrep and what each shows. `listed`: the sources of the desk. */
export async function listDrills(listed: readonly Source[]): Promise<Message> {
  const drills: readonly (readonly [string, Drill])[] = await Promise.all(
    (await shippedDrills()).map(async (name) => {
      const place = shippedPath(name);
      return [name, parseDrill(await readFile(place, 'utf8'), { place, listed })] as const;
    }),
  );
  const summary = `Drills that come with Sitrep: ${drills.length}`;
  return {
    tone: 'routine',
    summary,
    blocks: [
      paragraph(summary),
      list(drills.map(([name, { title, about }]) => [strong(`sitrep drill ${name}`), text(` · ${title}. ${about}`)])),
      note(
        'A drill is played in a house of its own, and no message of it leaves this terminal. --keys <n> and --least-owners <n> try other rules, --speed 600 plays at 600 times real time, --json prints the score as JSON. A file of your own: sitrep drill <file>',
      ),
    ],
  };
}
