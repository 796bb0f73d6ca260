import type { Digest, DigestStory } from '../../src/desk/digest.ts';
import { corroborationOf } from '../../src/news/corroboration.ts';
import { gradeOf } from '../../src/news/grade.ts';
import type { Source } from '../../src/news/source.ts';
import { voicesOf } from '../../src/news/voice.ts';
import { aSource, aStoredUpdate, HOUR, NOON } from './news.ts';

/** What no publisher means as a headline or a summary, and some send. */
export const hostileTexts: readonly string[] = [
  'word after word '.repeat(2_500),
  'a'.repeat(100_000),
  '🇺🇦👩‍👩‍👧'.repeat(4_000),
  'قال الوزير إن المحادثات "ستبدأ غدا" في بروكسل (NATO) 24/7. '.repeat(500),
  '*_~`|[x](javascript:alert(1))<!channel>@everyone&amp;<b>'.repeat(700),
  '\n \t'.repeat(10_000),
];

const sources: ReadonlyMap<string, Source> = new Map([['one', aSource({ id: 'one', name: 'One' })]]);

function storyOf(id: number): DigestStory {
  const text = (at: number): string => hostileTexts[at % hostileTexts.length] ?? '';
  const update = aStoredUpdate({
    title: text(id),
    summary: text(Math.floor(id / hostileTexts.length)),
    wire: text(1),
    url: `https://example.org/${id}`,
  });
  return {
    view: {
      story: { id, topic: 'diplomacy', first: NOON, last: NOON, arrived: NOON },
      lead: update,
      reports: [{ update, source: sources.get(update.source) }],
      voices: voicesOf([update], sources),
      corroboration: corroborationOf([update], sources),
      grade: gradeOf([update], sources),
    },
    moves: [],
    reason: 'It is new.',
  };
}

/** The longest digest there is, every story of it with a hostile headline, summary and wire, and corrections too. */
export const hostileDigest: Digest = {
  title: 'Test',
  slot: NOON,
  since: NOON - 24 * HOUR,
  late: null,
  amended: [],
  corrections: hostileTexts.map((text, story) => ({ story, source: 'One', was: text, now: text, at: NOON })),
  held: [],
  sections: [{ topic: 'Diplomacy', stories: Array.from({ length: 25 }, (_, id) => storyOf(id)) }],
  skipped: 0,
  left: [],
  heldBack: 0,
  health: { checked: 1, failing: [] },
  told: new Map(),
};
