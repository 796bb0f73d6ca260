import { describe, expect, it } from 'vitest';
import { createStoryIndex } from '../../src/news/story-index.ts';
import { HOUR, NOON } from '../support/news.ts';

const headline = (title: string, published = NOON) => ({ id: title, title, published });

function indexWith(...titles: string[]) {
  const index = createStoryIndex();
  for (const [at, title] of titles.entries()) index.add(headline(title), at + 1);
  return index;
}

describe('story index', () => {
  it('finds the story of a headline in other words', () => {
    const index = indexWith('Storm closes Baltic ports', 'NATO defence ministers meet in Brussels on air defence');
    expect(index.match(headline("NATO's defence ministers meet on air defence in Brussels today"))?.story).toBe(2);
  });

  it('keeps two events of one subject apart', () => {
    const index = indexWith('NATO defence ministers meet in Brussels on air defence');
    expect(index.match(headline('NATO opens a new headquarters in Finland'))).toBeNull();
    expect(index.match(headline('Russia says it shot down 12 drones near Kursk'))).toBeNull();
  });

  it('does not take short headlines with one word in common for one event', () => {
    const index = indexWith('Morning briefing');
    expect(index.match(headline('Morning briefing'))).toBeNull();
    expect(indexWith('What was that about?').match(headline('What that was about'))).toBeNull();
    expect(indexWith('').match(headline(''))).toBeNull();
  });

  it('forgets what is older than its window', () => {
    const index = indexWith('NATO defence ministers meet in Brussels');
    expect(index.match(headline('NATO defence ministers meet in Brussels', NOON + 47 * HOUR))?.story).toBe(1);
    expect(index.match(headline('NATO defence ministers meet in Brussels', NOON + 49 * HOUR))).toBeNull();
  });

  it('keeps the story of a headline that is added again', () => {
    const index = indexWith('NATO defence ministers meet in Brussels');
    index.add(headline('NATO defence ministers meet in Brussels'), 7);
    expect(index.match(headline('NATO defence ministers meet in Brussels'))).toBe(1);
  });

  it('forgets the old ones among thousands, and none within the window of the newest', () => {
    const index = createStoryIndex();
    const title = (at: number) => `a${at} b${at} c${at} d${at}`;
    for (let at = 0; at < 5_000; at += 1)
      index.add({ id: String(at), title: title(at), published: NOON + at * 60_000 }, at);
    const found = (at: number) => index.match({ id: 'again', title: title(at), published: NOON + at * 60_000 });
    expect(found(4_999)).toBe(4_999);
    expect(found(4_999 - 47 * 60)).toBe(4_999 - 47 * 60);
    expect(found(0)).toBeNull();
  });

  it('groups Cyrillic headlines through their endings', () => {
    const index = indexWith('Міністри оборони НАТО зустрілися у Брюсселі');
    expect(index.match(headline('У Брюсселі зустріч: міністрів оборони НАТО зустрілися'))?.story).toBe(1);
  });
});
