/** The month, 1 to 12, that a name or its abbreviation stands for in any of the languages below; null for none. */
export function monthNumber(name: string): number | null {
  const plain = plainLetters(name);
  return beginnings.find(([beginning]) => plain.startsWith(beginning))?.[1] ?? null;
}

/** Small letters without accents, which abbreviations come with and without. */
const plainLetters = (text: string): string => text.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');

/**
 * How months begin in English, German, Dutch, Swedish, French, Spanish, Portuguese, Italian, Romanian, Polish, Czech,
 * Hungarian, Turkish, Greek, Finnish, Estonian, Latvian, Lithuanian, Russian, Ukrainian, Belarusian and Bulgarian.
 */
const months: readonly string[] = [
  'jan ene gen ian sty led oca ιαν tam sau янв січ сту ян',
  'feb fev lut uno sub φεβ hel vee vas фев лют',
  'mar mrt mrz bre μαρ maa kov мар бер сак',
  'apr avr abr kwi dub nis απρ huh bal апр кві кра',
  'may mai maj mag mei kve μαι tou geg май мая тра маи',
  'jun juin giu iun cze cerven cervna cvn haz ιουν kes bir июн чер чэр юни',
  'jul juil lug iul lip cervenec cervence cvc tem ιουλ hei lie июл лип ліп юли',
  'aug aou ago sie srp agu αυγ elo rugp авг сер жні',
  'sep set wrz szept zar eyl σεπ syy rugs сен вер сеп',
  'oct okt out ott paz rij eki οκτ lok spa окт жов кас',
  'nov noi lis kas νοε marras lap ноя лис ліс ное',
  'dec dez des dic det gru pro ara δεκ jou дек гру сне',
];

/** The longest first: `marras` is no March, `cervenec` no June. */
const beginnings: readonly (readonly [beginning: string, month: number])[] = months
  .flatMap((line, index) => line.split(' ').map((beginning) => [plainLetters(beginning), index + 1] as const))
  .sort(([one], [other]) => other.length - one.length);
