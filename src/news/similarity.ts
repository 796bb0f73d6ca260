/** The words of a headline that tell one event from another: lower case, no stop words, word endings cut. */
export function keywords(headline: string): ReadonlySet<string> {
  const words = headline.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length > 2 && !stopWords.has(word)).map((word) => word.slice(0, STEM)));
}

/** Shared words as a part of all words of both (Jaccard), 0 to 1. */
export function similarity(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  return shared === 0 ? 0 : shared / (one.size + other.size - shared);
}

/** Cuts most endings of English and Slavic words without a stemmer for each language. */
const STEM = 6;

const stopWords: ReadonlySet<string> = new Set(
  `the and for with from that this have has had are was were will would can could not but its his her their they them
   who what when where how why new says said say after over amid into about against more than been being out off per via
   der die das und von mit auf für ein eine des dem den les des une est pour dans sur par avec que qui
   для про від над під або який яка які это как что при его или она они был были на по не из`.split(/\s+/),
);
