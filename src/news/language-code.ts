/** The ISO 639-1 code of a language tag (`en` of `en-GB` or of `eng`); null where it has none. */
export function languageCode(tag: string | null): string | null {
  if (tag === null) return null;
  const known = codes.get(tag);
  if (known !== undefined) return known;
  const code = read(tag);
  if (codes.size < MOST_CODES) codes.set(tag, code);
  return code;
}

/** Reading a tag takes longer than all else that is done with it. */
const codes = new Map<string, string | null>();
const MOST_CODES = 1_000;

function read(tag: string): string | null {
  try {
    return new Intl.Locale(tag.replaceAll('_', '-')).language;
  } catch {
    return null;
  }
}
