import { readDeskText, writeDeskText } from '../content/desk-text.ts';
import { removeSource } from '../content/remove-source.ts';
import { note, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** Takes a source out of the desk file at `path`. Throws `UserError`. */
export async function removeFeed({ id, path }: { readonly id: string; readonly path: string }): Promise<Message> {
  const { text, source } = removeSource({ text: await readDeskText(path), path, id });
  await writeDeskText(path, text);
  const summary = `${source.name} (${id}) taken out of ${path}.`;
  const kept =
    'What it published stays in the store and counts as of an unlisted source. A running bot reads it until its next start.';
  return { tone: 'routine', summary, blocks: [paragraph(summary), note(kept)] };
}
