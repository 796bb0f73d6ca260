import { fold } from '../news/fold.ts';

/** As many letters as the id of a source may have. */
const LONGEST = 40;

/**
 * The id that a source's name suggests: `Ukraïnska Pravda` becomes `ukrainska-pravda`. Cyrillic is written in Latin letters,
 * other scripts are left out; of a name that then says nothing, the host of `address` speaks instead.
 */
export function suggestId(name: string, address: string): string {
  const named = latin(name);
  if (/[a-z]{2}/.test(named)) return shortened(named, LONGEST);
  const host = URL.parse(address)?.hostname.replace(/^www\./, '') ?? '';
  return shortened(latin(host), LONGEST) || 'source';
}

/** Gives each wish an id of its own, in turn: the wish itself, or with a number behind it where that is taken. */
export function createIdGiver(taken: Iterable<string>): (wish: string) => string {
  const given = new Set(taken);
  // Where counting goes on: a thousand feeds of one name shall not count from the start each.
  const counts = new Map<string, number>();
  return (wish) => {
    let id = wish;
    for (let count = counts.get(wish) ?? 1; given.has(id); ) {
      count += 1;
      counts.set(wish, count);
      id = `${shortened(wish, LONGEST - 1 - String(count).length)}-${count}`;
    }
    given.add(id);
    return id;
  };
}

/** Lower-case ASCII letters and digits, its words apart by one hyphen. */
const latin = (text: string): string =>
  fold(text.replaceAll(/['’ʼ]/g, ''))
    .replaceAll(/\p{L}/gu, (letter) => letters.get(letter) ?? letter)
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');

/** Whole words where there are several. */
const shortened = (id: string, limit: number): string =>
  id.length <= limit
    ? id
    : id
        .slice(0, limit + 1)
        .replace(/-[^-]*$/, '')
        .slice(0, limit);

/** After their accents are gone: й is и, ї is і, ў is у. */
const letters: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ а: 'a', б: 'b', в: 'v', г: 'g', ґ: 'g', д: 'd', е: 'e', є: 'ie', ж: 'zh', з: 'z', и: 'i', і: 'i', к: 'k' },
    ...{ л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch' },
    ...{ ш: 'sh', щ: 'shch', ъ: '', ы: 'y', ь: '', э: 'e', ю: 'iu', я: 'ia' },
    ...{ ł: 'l', ø: 'o', đ: 'd', ð: 'd', þ: 'th', ß: 'ss', æ: 'ae', œ: 'oe', ı: 'i' },
  }),
);
