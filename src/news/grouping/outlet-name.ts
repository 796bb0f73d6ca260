/**
 * A headline without the name of the outlet or section that some publishers write into it: "… | The Daily", "… - Daily News",
 * "World News | …". A part counts as a name where it is short, begins with a capital, and leaves a headline over.
 */
export function withoutOutletName(headline: string): string {
  let rest = headline.replace(/\s+/g, ' ').trim();
  for (let names = 0; names < MOST_NAMES; names += 1) {
    const [, before = '', name = ''] = ending.exec(rest) ?? [];
    if (wordsIn(before) < LEAST_WORDS || wordsIn(name) > LONGEST_NAME) break;
    rest = before;
  }
  return rest.replace(section, '');
}

const MOST_NAMES = 2;
const LONGEST_NAME = 6;
const LEAST_WORDS = 4;

const ending = /^(.{20,}?)\s*(?:\s\|\s?|\s[-–—]{1,2}\s)([\p{Lu}\d][^|]{1,59})$/u;
const section = /^[\p{Lu}][\p{L}& -]{2,25}\s\|\s/u;

const wordsIn = (text: string): number => text.split(' ').filter(Boolean).length;
