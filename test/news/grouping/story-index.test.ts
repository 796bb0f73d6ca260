import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createReplay } from '../../../src/news/grouping/replay.ts';
import type { Headline } from '../../../src/news/grouping/report.ts';
import { createStoryIndex } from '../../../src/news/grouping/story-index.ts';
import { storyModel } from '../../../src/news/grouping/story-model.ts';
import { HOUR, NOON } from '../../support/news.ts';

let made = 0;
function headline(title: string, given: Partial<Headline> = {}): Headline {
  made += 1;
  const published = given.published ?? NOON;
  return { id: `h${made}`, source: 'a', title, summary: null, language: 'en', published, seen: published, ...given };
}

function indexWith(...titles: string[]) {
  const index = createStoryIndex(storyModel);
  for (const [at, title] of titles.entries()) index.add(headline(title), at + 1);
  return index;
}

/** The stories of headlines that arrive one after another. */
function storiesOf(headlines: readonly Headline[]): readonly number[] {
  const story = createReplay();
  return headlines.map(story);
}

describe('the grouping of headlines', () => {
  it('finds the story of a headline in other words', () => {
    const index = indexWith('Storm closes Baltic ports', 'NATO defence ministers meet in Brussels on air defence');
    expect(index.match(headline("NATO's defence ministers meet on air defence in Brussels today"))?.story).toBe(2);
  });

  it('keeps two events of one subject apart', () => {
    const index = indexWith('NATO defence ministers meet in Brussels on air defence');
    expect(index.match(headline('NATO opens a new headquarters in Finland'))).toBeNull();
    expect(index.match(headline('Russia says it shot down 12 drones near Kursk'))).toBeNull();
  });

  it('keeps two events of one place and day apart', () => {
    const index = indexWith('Missile strike on Kharkiv apartment block kills seven');
    expect(index.match(headline('Kharkiv metro extends opening hours for the winter'))).toBeNull();
    expect(index.match(headline('Kharkiv mayor signs twinning agreement with Leipzig'))).toBeNull();
  });

  it('passes over the name of the outlet that a headline bears', () => {
    const index = indexWith('Finland closes its last border crossing with Russia | The Daily Example');
    expect(index.match(headline('Finland closes its last border crossing with Russia - Example Times'))?.story).toBe(1);
    expect(index.match(headline('Bakers in Oslo go on strike over pay | The Daily Example'))).toBeNull();
  });

  it.each(['', ' ', 'Update', '!!!', 'ПОЖЕЖА', '0'])('starts a story of its own for %j', (title) => {
    const index = indexWith('NATO defence ministers meet in Brussels', 'What was that about?');
    expect(index.match(headline(title))).toBeNull();
    index.add(headline(title), 3);
    expect(index.match(headline('NATO defence ministers meet in Brussels again'))?.story).toBe(1);
  });

  it('forgets a story that nobody reported for three days', () => {
    const index = indexWith('NATO defence ministers meet in Brussels');
    const later = (hours: number) =>
      headline('NATO defence ministers meet in Brussels', { published: NOON + hours * HOUR });
    expect(index.match(later(20))?.story).toBe(1);
    expect(index.match(later(73))).toBeNull();
    for (const hours of [40, 80]) index.add(later(hours), 1);
    expect(index.match(later(100))?.story).toBe(1);
    index.add(headline('Something else entirely', { published: NOON + 160 * HOUR }), 2);
    expect(index.match(later(100))).toBeNull();
  });

  it('takes a report whose clock is two days off', () => {
    const index = indexWith('Estonia summons Russian ambassador over airspace violation');
    const report = { published: NOON - 47 * HOUR, seen: NOON + HOUR };
    const title = 'Estonia summons Russian ambassador after violation of its airspace';
    expect(index.match(headline(title, report))?.story).toBe(1);
  });

  it.each([
    ['uk', 'Міністри оборони НАТО зустрілися у Брюсселі', 'У Брюсселі зустріч: міністри оборони НАТО зустрілися'],
    ['ru', 'Министры обороны НАТО встретились в Брюсселе', 'В Брюсселе прошла встреча министров обороны НАТО'],
    [
      'de',
      'Nato-Verteidigungsminister beraten in Brüssel über Luftabwehr',
      'Verteidigungsminister der Nato beraten über Luftabwehr in Brüssel',
    ],
    [
      'fr',
      "Les ministres de la Défense de l'Otan se réunissent à Bruxelles",
      "Bruxelles : réunion des ministres de la Défense de l'Otan",
    ],
    ['pl', 'Ministrowie obrony NATO spotkali się w Brukseli', 'Spotkanie ministrów obrony NATO w Brukseli'],
  ])('groups within one language through its endings: %s', (language, one, other) => {
    const index = createStoryIndex(storyModel);
    index.add(headline(one, { language }), 1);
    expect(index.match(headline(other, { language }))?.story).toBe(1);
  });

  describe('of pieces that announce many events', () => {
    const briefing = (hours: number, source = 'a') =>
      headline('Morning briefing: Brussels, Kyiv, Moscow', { published: NOON + hours * HOUR, source });

    it('keeps the issues of a daily briefing apart, and updates of one issue together', () => {
      expect(storiesOf([briefing(0), briefing(1), briefing(24), briefing(48), briefing(49)])).toEqual([1, 1, 2, 3, 3]);
      expect(storiesOf([briefing(0), briefing(0, 'b')])).toEqual([1, 2]);
    });

    it('lets them attract nothing', () => {
      const text = 'NATO ministers meet in Brussels. Estonia summons an ambassador. Grain prices rise in Odesa.';
      const index = createStoryIndex(storyModel);
      index.add(headline('Morning briefing', { summary: text }), 1);
      for (const title of [
        'NATO ministers meet in Brussels',
        'Estonia summons ambassador',
        'Grain prices rise in Odesa',
      ])
        expect(index.match(headline(title, { summary: title }))).toBeNull();
    });
  });

  it('keeps a live page of 300 updates in one story, which swallows nothing', () => {
    const live = Array.from({ length: 300 }, (_, at) =>
      headline('War in Ukraine: Kyiv counts damage after night of drones', { published: NOON + at * 60_000 }),
    );
    const others = [
      headline('Grain prices rise in Odesa after port closure', { published: NOON + 5 * HOUR }),
      headline('Kyiv mayor opens a new bridge over the Dnipro', { published: NOON + 5 * HOUR }),
    ];
    const stories = storiesOf([...live, ...others]);
    expect(new Set(stories.slice(0, 300)).size).toBe(1);
    expect(new Set(stories).size).toBe(3);
  });

  it('lets no story of unlike reports draw in what has two words in common with them', () => {
    const ends = ['ra', 'no', 'xi', 'me', 'lu', 'ty', 'po'];
    const reports = Array.from({ length: 200 }, (_, at) => {
      const letters = String.fromCharCode(98 + (at % 20), 97 + Math.floor(at / 20));
      const title = `Sanctions ${ends.map((end) => `${letters}${end}`).join(' ')} NATO`;
      return headline(title, { published: NOON + at * 60_000 });
    });
    const largest = (headlines: readonly Headline[]): number =>
      Math.max(...[...Map.groupBy(storiesOf(headlines), (story) => story).values()].map((story) => story.length));
    // In a window that holds nothing yet, the first two words that two reports share are rare.
    expect(largest(reports)).toBeLessThanOrEqual(2);
    expect(largest(reports.map((report) => ({ ...report, summary: report.title })))).toBeLessThanOrEqual(2);
  });

  it('follows a publisher who changes its headline six times', () => {
    const index = createStoryIndex(storyModel);
    const first = headline('Explosion reported at refinery in Samara');
    const titles = [
      'Blast at Samara refinery',
      'Samara refinery burns after blast',
      'Drone hits refinery in Samara',
      'Refinery in Samara hit by drone, governor says',
      'Fire at Samara refinery put out',
      'What is known of the Samara refinery fire',
    ];
    index.add(first, 1);
    for (const title of titles) index.add({ ...first, title }, 1);
    expect(index.match(headline('Fire at Samara refinery put out, governor says'))?.story).toBe(1);
    expect(index.match(headline('Explosion reported at shopping centre in Ufa'))).toBeNull();
  });

  it('is the same after a restart in the middle', () => {
    const words = fc.constantFrom(
      'nato',
      'kyiv',
      'drone',
      'refinery',
      'samara',
      'brussels',
      'grain',
      'odesa',
      'talks',
      'fire',
    );
    const report = fc.record({
      title: fc.array(words, { minLength: 1, maxLength: 5 }).map((list) => list.join(' ')),
      hours: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(report, { minLength: 10, maxLength: 120 }), fc.nat(100), (reports, percent) => {
        let now = NOON;
        const headlines = reports.map(({ title, hours }, at) => {
          now += hours * HOUR;
          return headline(title, { id: `r${at}`, published: now });
        });
        const cut = Math.floor((headlines.length * percent) / 100);
        const whole = createStoryIndex(storyModel);
        const put = (index: typeof whole, one: Headline, next: number) => {
          const story = index.match(one)?.story ?? next;
          index.add(one, story);
          return story;
        };
        const stories = headlines.map((one, at) => put(whole, one, at));
        const again = createStoryIndex(storyModel);
        const since = (headlines[cut - 1]?.seen ?? 0) - 72 * HOUR;
        const alive = new Set(stories.slice(0, cut).filter((_, at) => (headlines[at]?.seen ?? 0) >= since));
        for (const [at, one] of headlines.slice(0, cut).entries())
          if (alive.has(stories[at] ?? -1)) again.add(one, stories[at] ?? -1);
        const rest = headlines.slice(cut).map((one, at) => put(again, one, cut + at));
        expect(rest).toEqual(stories.slice(cut));
      }),
      { numRuns: 60 },
    );
  });

  it('is as if an update had never been, once it is removed', () => {
    const base = ['NATO defence ministers meet in Brussels', 'Grain prices rise in Odesa'];
    const index = indexWith(...base);
    const extra = headline('Odesa port closed after storm, grain prices rise');
    index.add(extra, 2);
    index.remove(extra.id);
    const asked = headline('Storm closes the port of Odesa');
    expect(index.candidates(asked)).toEqual(indexWith(...base).candidates(asked));
  });

  it('moves an update that is put into another story', () => {
    const moved = headline('Odesa port closed after storm');
    const index = indexWith('Grain prices rise in Odesa');
    index.add(moved, 1);
    index.add(moved, 2);
    expect(index.match(headline('Storm: port of Odesa closed'))?.story).toBe(2);
    expect(index.match(headline('Grain prices rise in Odesa region'))?.story).toBe(1);
  });

  describe('where an editor decided', () => {
    const [talks, ministers, grain] = [
      headline('Talks on air defence begin in Brussels'),
      headline('NATO defence ministers meet in Brussels'),
      headline('Grain prices rise in Odesa', { published: NOON + 1 }),
    ];
    const asked = [
      headline('NATO defence ministers meet again'),
      headline('Grain prices rise once more'),
      headline('Talks begin in Brussels on air defence'),
    ];
    /** An index to which these were added one after another. */
    const grouped = (...reports: readonly (readonly [Headline, number])[]) => {
      const index = createStoryIndex(storyModel);
      for (const [report, story] of reports) index.add(report, story);
      return index;
    };
    const answers = (index: ReturnType<typeof grouped>) =>
      asked.map((one) => [index.match(one), index.candidates(one)]);

    it('is as if all had come into the merged story', () => {
      const index = grouped([talks, 1], [ministers, 2], [grain, 3]);
      index.move([talks.id, 'unknown'], 2);
      expect(answers(index)).toEqual(answers(grouped([talks, 2], [ministers, 2], [grain, 3])));
      expect(index.match(asked[2] as Headline)?.story).toBe(2);
    });

    it('is as if those that left had never been in the story', () => {
      const index = grouped([talks, 1], [ministers, 1], [grain, 1]);
      index.move([talks.id, grain.id], 2);
      expect(answers(index)).toEqual(answers(grouped([talks, 2], [ministers, 1], [grain, 2])));
      expect(index.match(asked[1] as Headline)?.story).toBe(2);
    });

    it('ends a story with its last report, whichever story that came from', () => {
      const index = grouped([talks, 1], [ministers, 2]);
      index.move([ministers.id], 1);
      index.add(headline('Storm closes Baltic ports', { published: NOON + 73 * HOUR }), 3);
      expect(index.match(headline('NATO defence ministers meet', { published: NOON + 60 * HOUR }))).toBeNull();
      index.move([talks.id, ministers.id], 4);
      expect(index.candidates(asked[0] as Headline)).toEqual([]);
    });

    it('takes the further updates of a daily issue to where that was moved', () => {
      const issue = headline('Morning briefing');
      const index = grouped([issue, 1]);
      index.move([issue.id], 2);
      expect(index.match({ ...issue, id: 'again' })?.story).toBe(2);
    });
  });
});
