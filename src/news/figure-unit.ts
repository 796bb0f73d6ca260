/** What a number counts. */
export interface Unit {
  /** In the desk's own English: two texts count the same where it is the same. */
  readonly name: string;
  /** What may be said to have become of it: people are killed, weapons are downed. */
  readonly kind: 'toll' | 'people' | 'weapon' | 'thing';
}

type Row = readonly [name: string, forms: string];

const tolls: readonly Row[] = [
  [
    'killed',
    'kill(?:s|ed|ing)?|dead|deaths?|die[sd]?|fatalities|загину\\p{L}*|загибл\\p{L}*|вбит\\p{L}*|погиб\\p{L}*|уби(?:т|л)\\p{L}*|tote[nr]?|todesopfer\\p{L}*|getötet\\p{L}*|tötet?e?n?|starben|morts?|tué\\p{L}*|tuant|zabi(?:t|ł|l|j)\\p{L}*|zginę\\p{L}*|ofiar\\p{L}*',
  ],
  [
    'wounded',
    'wound(?:s|ed|ing)?|injur(?:es|ed|ing|ies|y)|hurt|поранен\\p{L}*|ранен\\p{L}*|пострадавш\\p{L}*|пострадал\\p{L}*|постраждал\\p{L}*|травмован\\p{L}*|verletz\\p{L}*|verwundet\\p{L}*|bless(?:é|ant)\\p{L}*|rann\\p{L}*|rani(?:on|ł|l|ą)\\p{L}*',
  ],
  ['missing', 'missing|зникл\\p{L}*|пропавш\\p{L}*|vermisst\\p{L}*|disparus?|zaginion\\p{L}*'],
  ['captured', 'captur(?:es|ed|ing)|gefangengenommen|capturés?'],
  ['evacuated', 'evacuat(?:es|ed|ing)|эвакуир\\p{L}*|евакую\\p{L}*|evakuiert|évacué\\p{L}*|ewakuowan\\p{L}*'],
  [
    'arrested',
    'arrest(?:s|ed|ing)|detain(?:s|ed|ing)|задержа\\p{L}*|затрима\\p{L}*|festgenommen|arrêtés?|zatrzyma\\p{L}*',
  ],
];

const people: readonly Row[] = [
  [
    'people',
    'people|persons?|residents|люд\\p{L}*|ос[іо]б\\p{L}?|человек\\p{L}*|menschen|personen?|personnes?|osób|osoby?|ludzi',
  ],
  ['civilians', 'civilians?|мирн\\p{L}*|цивільн\\p{L}*|zivilist\\p{L}*|civils|cywil\\p{L}*'],
  [
    'children',
    'child|children|діт\\p{L}*|дитин\\p{L}*|дет(?:и|ей|ям)|реб[её]н\\p{L}*|kind(?:er|ern)?|enfants?|dziec\\p{L}*',
  ],
  [
    'prisoners',
    'prisoners?|POWs?|captives?|\\p{L}*полонен\\p{L}*|\\p{L}*пленн\\p{L}*|\\p{L}*gefangene\\p{L}*|prisonniers?|je[ńn]c\\p{L}*',
  ],
  [
    'troops',
    'troops?|soldiers?|servicemen|військов(?!о-)\\p{L}*|солдат\\p{L}*|военн\\p{L}*|soldat\\p{L}*|militaires?|żołnierz\\p{L}*',
  ],
];

const weapons: readonly Row[] = [
  [
    'drones',
    'drones?|UAVs?|shaheds?|дрон\\p{L}*|безпілотник\\p{L}*|беспилотник\\p{L}*|бпла|шах[ие]д\\p{L}*|drohnen?|dron[óoy]\\p{L}*|bezzałogow\\p{L}*',
  ],
  ['missiles', 'missiles?|rockets?|ракет\\p{L}*|raketen?|marschflugkörper\\p{L}*|pocisk\\p{L}*|rakiet\\p{L}*'],
  ['bombs', 'bombs?|бомб\\p{L}*|bomben?|bombes?'],
  [
    'aircraft',
    'aircraft|jets?|planes?|warplanes?|літак\\p{L}*|самол[её]т\\p{L}*|flugzeugen?|kampfjets?|avions?|samolot\\p{L}*',
  ],
  ['tanks', 'tanks?|танк(?!ер)\\p{L}*|panzern?|czołg\\p{L}*'],
  [
    'ships',
    'ships?|vessels?|tankers?|warships?|кораб\\p{L}*|суд(?:ов|на|ен)|танкер\\p{L}*|schiffen?|tanker|navires?|statk\\p{L}*|okręt\\p{L}*',
  ],
];

const things: readonly Row[] = [
  [
    'countries',
    'countries|nations|states|стран\\p{L}*|країн\\p{L}*|ländern?|staaten|pays|kraj[óoe]\\p{L}*|państw\\p{L}*',
  ],
  [
    'buildings',
    'buildings?|houses?|homes|будин\\p{L}*|будів\\p{L}*|дом(?:а|ов)|здани\\p{L}*|häusern?|gebäuden?|bâtiments?|maisons?|budynk\\p{L}*',
  ],
  ['batteries', 'batter(?:y|ies)|батаре\\p{L}*|batterien?|bateri\\p{L}*'],
  ['brigades', 'brigades?|бригад\\p{L}*|brigaden?|brygad\\p{L}*'],
  ['explosions', 'explosions?|blasts?|вибух\\p{L}*|взрыв\\p{L}*|explosionen?|eksplozj\\p{L}*'],
  ['votes', 'votes?|голос\\p{L}*|stimmen?|voix|głos\\p{L}*'],
  ['companies', 'companies|firms|компан\\p{L}*|firmen?|unternehmen|entreprises|spół\\p{L}*'],
  ['kilometres', 'km|kilomet(?:er|re)s?|кілометр\\p{L}*|километр\\p{L}*|км|kilometern?|kilomètres|kilometr\\p{L}*'],
  ['tonnes', 'tonn?e?s?|тонн?\\p{L}*|tonnen?'],
  ['barrels', 'barrels?|барел\\p{L}*|баррел\\p{L}*|barils?|barył\\p{L}*'],
  ['euros', '€|eur|euros?|євро|евро'],
  ['dollars', '\\$|usd|dollars?|dollars?|дол|долл?ар\\p{L}*|долл?|dolar\\p{L}*'],
  ['pounds', '£|gbp|pounds?|фунт\\p{L}*|pfund'],
  ['roubles', '₽|rub|rou?bles?|рубл\\p{L}*|rubeln?|rubl\\p{L}*'],
  ['hryvnias', '₴|uah|hryvnias?|гривень|гривн\\p{L}*|грн'],
  ['zlotys', 'pln|zlotys?|złot\\p{L}*|zł'],
  ['percent', '%|percent|відсотк\\p{L}*|процент\\p{L}*|prozent|procent\\p{L}*'],
];

const downings =
  'downs?|downed|shot|shoots?|intercept(?:s|ed)|destroy(?:s|ed)|збит\\p{L}*|збил\\p{L}*|знищ\\p{L}*|сбит\\p{L}*|сбил\\p{L}*|уничтож\\p{L}*|перехва\\p{L}*|перехоп\\p{L}*|abgeschossen|abgefangen|schießt|abattu\\p{L}*|intercept(?:é|e)\\p{L}*|zestrzel\\p{L}*';
const launchings =
  'launch(?:es|ed|ing)|fir(?:es|ed|ing)|запуст\\p{L}*|запущен\\p{L}*|випуст\\p{L}*|выпуст\\p{L}*|abgefeuert|lancé\\p{L}*|lance|wystrzel\\p{L}*';

const whole = (forms: string): RegExp => new RegExp(`^(?:${forms})$`, 'iu');
const read = (kind: Unit['kind'], rows: readonly Row[]): readonly (readonly [Unit, RegExp])[] =>
  rows.map(([name, forms]) => [{ name, kind }, whole(forms)]);

const units = [...read('toll', tolls), ...read('people', people), ...read('weapon', weapons), ...read('thing', things)];
const deeds: Readonly<Record<Unit['kind'], readonly (readonly [name: string, form: RegExp])[]>> = {
  toll: [],
  people: tolls.map(([name, forms]) => [name, whole(forms)]),
  weapon: [
    ['downed', whole(downings)],
    ['launched', whole(launchings)],
  ],
  thing: [],
};

const outcomes: ReadonlySet<string> = new Set([...deeds.people, ...deeds.weapon].map(([name]) => name));

/**
 * Whether a unit says what became of what is counted (`killed`, `drones downed`): a story has one such number. Of money, people or
 * percentages it may have many.
 */
export const isOutcome = (unit: string): boolean => outcomes.has(unit.split(' ').at(-1) ?? '');

/** What a word counts, whatever its ending; null where the desk knows no such unit. */
export const unitOf = (word: string): Unit | null => units.find(([, form]) => form.test(word))?.[0] ?? null;

/** What a word says to have become of what is counted: "killed" of people, "downed" of weapons; null where it says nothing. */
export const deedOf = ({ kind }: Unit, word: string): string | null =>
  deeds[kind].find(([, form]) => form.test(word))?.[0] ?? null;
