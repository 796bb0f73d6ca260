/** Longer samples would not change the answer. */
const SAMPLE = 50_000;
/** Below half of what a language's commonest letters usually come to, a reading is chance. */
const MIN_LIKENESS = 0.5;

/**
 * The charset in which bytes that say nothing of it read most like a language: each candidate is tried, and judged by how
 * much of what is not ASCII are the commonest letters of a language written in it. Windows-1252 where none convinces.
 */
export function guessCharset(bytes: Uint8Array): string {
  const start = Math.max(
    bytes.findIndex((byte) => byte >= 0x80),
    0,
  );
  const sample = bytes.subarray(start, start + SAMPLE);
  let best = { charset: 'windows-1252', likeness: MIN_LIKENESS };
  for (const [charset, languages] of isScattered(sample) ? scattered : inRuns) {
    const letters = lettersOf(new TextDecoder(charset).decode(sample));
    for (const { common, usual } of languages) {
      const likeness = shareOf(letters, common) / usual;
      // Of equals the first, which is the likelier.
      if (likeness > best.likeness) best = { charset, likeness };
    }
  }
  return best.charset;
}

/** Languages in Latin letters scatter accented ones among ASCII; all others write words in runs of high bytes. */
function isScattered(bytes: Uint8Array): boolean {
  let high = 0;
  let runs = 0;
  let before = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) high += 1;
    if (byte >= 0x80 && before >= 0x80) runs += 1;
    before = byte;
  }
  return runs < high / 2;
}

/** Not ASCII, and not the signs that all Windows charsets share. A capital inside a word is what only misreading makes. */
function lettersOf(text: string): readonly string[] {
  const marked = text.replace(/(?<=\p{Ll})\p{Lu}/gu, '\ufffd').replace(/[\p{ASCII}\u00a0«»“”„‘’–—…•·°§©®™€№]/gu, '');
  return [...marked.toLowerCase()];
}

function shareOf(letters: readonly string[], common: ReadonlySet<string>): number {
  return letters.length === 0 ? 0 : letters.filter((letter) => common.has(letter)).length / letters.length;
}

interface Language {
  readonly common: ReadonlySet<string>;
  /** The share of its letters outside ASCII that `common` usually makes up. */
  readonly usual: number;
}

const language =
  (usual: number) =>
  (common: string): Language => ({ common: new Set(common), usual });
/** Of an alphabet with a few letters outside ASCII, all of them. */
const latin = language(1);
const alphabet = language(0.75);
const syllables = language(0.35);
const ideograms = language(0.3);

const cyrillic = ['оеаинтсрвлкмдп', 'оаинвітесркулдмі'].map(alphabet);
const central = ['ąćęłńóśźż', 'áčďéěíňóřšťúůýž', 'áäčďéíľňóôšťúýž', 'áéíóöőúüű', 'ăâîşţ', 'čćđšž'].map(latin);
const western = ['éèàçêâôîùûëïœ', 'äöüß', 'áéíóúñü¿¡', 'ãõçáéíóúâêô', 'àèéìòù', 'åäöéø', 'æøåé', 'áéíóöæþðý'].map(
  latin,
);
const baltic = ['ąčęėįšųūž', 'āčēģīķļņšūž', 'äöõüšž'].map(latin);
const japanese = [syllables('のにはをたがでてとしれさいるあっなかりらもくまこそけーンスルトイ')];
const simplified =
  '的一是不了在人有我他这中大来上个国和到说们为子时地出会也要年家方发报部日新民业工作对可能过生经进多关成动前面高行分政全同主现市';
const traditional =
  '的一是不了在人有我他這中大來上個國和到說們為子時地出會也要年家方發報部日新民業工作對可能過生經進多關成動前面高行分政全同主現市';

type Candidates = readonly (readonly [charset: string, languages: readonly Language[]])[];

const scattered: Candidates = [
  ['windows-1252', western],
  ['windows-1250', central],
  ['iso-8859-2', central],
  ['windows-1254', [latin('çğıöşüâ')]],
  ['windows-1257', baltic],
  // Every second byte may be ASCII here.
  ['shift_jis', japanese],
];

const inRuns: Candidates = [
  ['windows-1251', cyrillic],
  ['koi8-r', cyrillic],
  ['koi8-u', cyrillic],
  ['ibm866', cyrillic],
  ['iso-8859-5', cyrillic],
  ['windows-1253', [alphabet('αοιετσνηυρπκίόάς')]],
  ['windows-1255', [alphabet('יולאהמרבתשנ')]],
  ['windows-1256', [alphabet('ايلمنوترةبدسع')]],
  ['windows-874', [alphabet('านรกเอ่งมย้ลวดทสตะ')]],
  ['gb18030', [ideograms(simplified)]],
  ['big5', [ideograms(traditional)]],
  ['shift_jis', japanese],
  ['euc-jp', japanese],
  ['euc-kr', [syllables('이다는에의가을를은로하고지한대사기인서도시정자으')]],
];
