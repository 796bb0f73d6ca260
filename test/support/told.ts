import type { Message, StoryBlock } from '../../src/message/message.ts';
import { fold } from '../../src/news/fold.ts';

/** What digests told as new, in their order. A story that bears a mark is told as one that moved. */
export const toldAsNew = (digests: readonly Message[]): readonly StoryBlock[] =>
  digests
    .flatMap(({ blocks }) => blocks)
    .filter((block) => block.kind === 'story')
    .filter(({ mark }) => mark === null);

/** What stands twice among stories told as new: by the pages they link to, and by headline and publisher. */
export function toldTwice(stories: readonly StoryBlock[]): {
  readonly pages: readonly string[];
  readonly headlines: readonly string[];
} {
  const addresses = stories.map(({ headline, sources }) => ({
    headline: fold(headline),
    urls: sources.flatMap(({ url }) => (url === null ? [] : [new URL(url)])),
  }));
  return {
    pages: repeated(addresses.map(({ urls }) => urls.map(({ host, pathname }) => host + pathname))),
    headlines: repeated(addresses.map(({ headline, urls }) => urls.map(({ host }) => `${host}: ${headline}`))),
  };
}

/** The keys that an earlier list holds already. */
function repeated(lists: readonly (readonly string[])[]): readonly string[] {
  const known = new Set<string>();
  return lists.flatMap((list) => {
    const again = [...new Set(list)].filter((key) => known.has(key));
    for (const key of list) known.add(key);
    return again;
  });
}
