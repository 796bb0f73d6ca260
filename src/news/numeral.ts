/** Numbers up to twelve as words, by their value, in English, German, French, Polish, Russian and Ukrainian. */
const words: readonly (readonly [value: number, forms: string])[] = [
  [1, 'one'],
  [2, 'two zwei deux dwa dwie dwóch dwoje два две двое двоих дві двоє двох'],
  [3, 'three drei trois trzy trzech troje три трое троих троє трьох'],
  [4, 'four vier quatre cztery czterech czworo четыре четверо четверых чотири четверо чотирьох'],
  [5, "five fünf cinq pięć pięciu пять пятеро пятерых п'ять п'ятеро п'ятьох"],
  [6, 'six sechs sześć sześciu шесть шестеро шестерых шість шестеро шістьох'],
  [7, 'seven sieben sept siedem siedmiu семь семеро семерых сім семеро сімох'],
  [8, 'eight acht huit osiem ośmiu восемь восьмеро вісім восьмеро вісьмох'],
  [9, "nine neun neuf dziewięć dziewięciu девять девятеро дев'ять дев'ятеро"],
  [10, 'ten zehn dix dziesięć dziesięciu десять десятеро'],
  [11, 'eleven elf onze jedenaście jedenastu одиннадцать одинадцять'],
  [12, 'twelve dozen zwölf douze dwanaście dwunastu двенадцать дванадцять'],
];
const byWord = new Map(words.flatMap(([value, forms]) => forms.split(' ').map((form) => [form, value] as const)));

/** What a word says as a number; null where it is none. */
export const wordValue = (word: string): number | null => byWord.get(word.toLowerCase().replace(/[’ʼ]/, "'")) ?? null;

const magnitudes: readonly (readonly [factor: number, form: RegExp])[] = [
  [1e3, /^(?:thousand|k|тыс|тысяч\p{L}*|тис|тисяч\p{L}*|tausend|mille|tys|tysi[ąę]c\p{L}*)$/iu],
  [1e6, /^(?:millions?|mln|mn|m|млн|м[иі]л(?:ь)?йон\p{L}*|миллион\p{L}*|mio|millionen|milion\p{L}*)$/iu],
  [
    1e9,
    /^(?:billions?|bn|b|млрд|м[иі]л(?:ь)?ярд\p{L}*|миллиард\p{L}*|mrd|milliarden?|milliards?|mld|miliard\p{L}*)$/iu,
  ],
  [1e12, /^(?:trillions?|tn|трлн|трил(?:ь)?йон\p{L}*|триллион\p{L}*|billionen)$/iu],
];

/** What a word such as "million" multiplies a number by; null where it does not. */
export const magnitudeOf = (word: string): number | null => magnitudes.find(([, form]) => form.test(word))?.[0] ?? null;

/**
 * The value of digits as they are written in any of the languages: blanks, points, commas and apostrophes part thousands where
 * three digits follow each. `isPart`: a share or a multiple ("1.250 billion"), in which a single point or comma parts decimals.
 */
export function digitsValue(written: string, isPart: boolean): number {
  const plain = written.replaceAll(/[\s'’]/gu, '');
  const marks = plain.match(/[.,]/g) ?? [];
  const groups = /^[1-9]\d{0,2}(?:[.,]\d{3})+$/.test(plain) && new Set(marks).size === 1;
  if (groups && !(isPart && marks.length === 1)) return Number(plain.replaceAll(/[.,]/g, ''));
  const last = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  if (last < 0) return Number(plain);
  return Number(`${plain.slice(0, last).replaceAll(/[.,]/g, '')}.${plain.slice(last + 1)}`);
}
