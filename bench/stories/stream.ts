import type { Headline } from '../../src/news/grouping/report.ts';
import { seeded } from '../harness/corpus.ts';

/** Different words in the made-up language, of which the first are the most frequent (Zipf's law, as in any language). */
const VOCABULARY = 60_000;
/** The most frequent are stop words, which grouping passes over. */
const STOPPED = 60;
const TITLE_WORDS = 10;
const SUMMARY_WORDS = 30;
/** Reports of one event: at most so many, two or three on average. */
const MOST_REPORTS = 12;
/** Of an event's words, a report uses this part; the others are its own. */
const KEPT = 0.7;

/** Made-up news: `count` updates within `span` milliseconds, events reported several times. The same `seed`, the same news. */
export function* newsStream(count: number, span: number, seed = 1): Generator<Headline> {
  const random = seeded(seed);
  const word = (): string => `w${Math.floor(STOPPED * (VOCABULARY / STOPPED) ** random())}`;
  const words = (length: number): string[] => Array.from({ length }, word);
  const open: { title: string[]; summary: string[]; left: number }[] = [];
  for (let number = 0; number < count; number += 1) {
    if (open.length < 50 || random() < 0.4) {
      const left = Math.ceil(MOST_REPORTS * random() ** 3);
      open.push({ title: words(TITLE_WORDS), summary: words(SUMMARY_WORDS), left });
    }
    const at = Math.floor(random() * open.length);
    const event = open[at];
    if (event === undefined) continue;
    event.left -= 1;
    if (event.left <= 0) open.splice(at, 1);
    const vary = (text: readonly string[]): string => text.map((one) => (random() < KEPT ? one : word())).join(' ');
    const time = Math.floor((span * number) / count);
    yield {
      ...{ id: `u${number}`, source: `s${Math.floor(random() * 200)}`, language: 'en' },
      ...{ title: vary(event.title), summary: vary(event.summary), published: time, seen: time },
    };
  }
}
