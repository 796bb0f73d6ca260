import type { Bloc } from './source.ts';

/** Somebody who speaks for a government or an alliance of governments. */
export interface Official {
  /** As a sentence goes on: "a statement of Russia's defence ministry". */
  readonly name: string;
  /** Whose government it is: two of its voices are one side's account. */
  readonly power: string;
  readonly bloc: Bloc;
  /** A capital or state that stands for its government: "Moscow says". Alone before a colon it only says where. */
  readonly isPlace: boolean;
}

interface Power {
  readonly name: string;
  readonly bloc: Bloc;
  /** "Russian", "российское", "russischen" …: before the name of a ministry. */
  readonly adjectives: string;
  /** "of Russia" in Slavic languages: after it. */
  readonly genitives: string;
  /** Its capital and itself, which stand for it: "Moscow says". */
  readonly places: string;
  /** Offices and people who speak for it, by the names in a sentence and as texts have them. */
  readonly voices: readonly (readonly [name: string, forms: string])[];
}

const powers: readonly Power[] = [
  {
    name: 'Russia',
    bloc: 'russia',
    adjectives:
      'Russia’s|Russian|российское|российском|российские|російське|російському|russische|russe|rosyjskie|rosyjski|rosyjskiego|rosyjska',
    genitives: 'РФ|России|Росії|Rosji',
    places: 'Russia|Moscow|Россия|Москва|Москве|Росія|Москва|Москві|Russland|Moskau|Russie|Moscou|Rosja|Moskwa',
    voices: [
      [
        'the Kremlin',
        'Kremlin|Кремль|Кремле|Кремля|Кремлі|Kreml|Kremls|Kremla|Kremlu|Песков|Пєсков|Peskov|Peskow|Pieskow',
      ],
      ['Russia’s president', 'Putin|Путин|Путін|Poutine'],
      ['Russia’s foreign ministry', 'Lavrov|Lawrow|Ławrow|Лавров|Zakharova|Захарова|Sacharowa|Zacharowa'],
      [
        'Russia’s defence ministry',
        'Minoborony|Минобороны|Belousov|Белоусов|Бєлоусов|Verteidigungsministerium in Moskau',
      ],
      ['Russia’s foreign ministry', 'МИД|Außenministerium in Moskau'],
      ['Russia’s security service', 'FSB|ФСБ'],
    ],
  },
  {
    name: 'Ukraine',
    bloc: 'ukraine',
    adjectives:
      'Ukraine’s|Ukrainian|украинское|украинском|українське|українському|ukrainische|ukrainien|ukraińskie|ukraiński|ukraińskiego|ukraińska',
    genitives: 'Украины|України|Ukrainy',
    places: 'Ukraine|Kyiv|Kiev|Украина|Киев|Киеве|Україна|Київ|Києві|Kiew|Ukraina|Kijów',
    voices: [
      ['Ukraine’s president', 'Zelensky|Zelenskyy|Zelenskiy|Selenskyj|Zełenski|Зеленский|Зеленський'],
      [
        'Ukraine’s general staff',
        'Генштаб ВСУ|Генштаб ЗСУ|Генштаб ВС Украины|Генштаб|Генштабі|Генштабе|Kyiv’s military|Syrskyi|Сирський|Сырский',
      ],
      ['Ukraine’s armed forces', 'ВСУ|ЗСУ|Повітряні сили|Повітряних силах|Ukraine’s forces'],
      ['Ukraine’s defence ministry', 'Міноборони'],
      ['Ukraine’s foreign ministry', 'МЗС|Sybiha|Сибіга|Сибига'],
      ['Ukraine’s security service', 'SBU|СБУ'],
      ['Ukraine’s military intelligence', 'HUR|ГУР'],
    ],
  },
  {
    name: 'the United States',
    bloc: 'nato',
    adjectives: 'US|U.S.|American|американское|американське|amerikanische|américain|amerykański|amerykańskie',
    genitives: 'США|USA',
    places: 'US|U.S.|Washington|США|Вашингтон|Вашингтоне|Вашингтоні|Waszyngton',
    voices: [
      [
        'the White House',
        'White House|Белый дом|Белом доме|Білий дім|Білому домі|Weiße Haus|Weißen Haus|Maison Blanche|Biały Dom|Białego Domu|Trump|Трамп',
      ],
      ['the Pentagon', 'Pentagon|Пентагон|Пентагоне|Пентагоні|Pentagone|Hegseth'],
      ['the US state department', 'State Department|Госдеп|Держдеп|Rubio|Рубио|Рубіо'],
    ],
  },
  {
    name: 'the United Kingdom',
    bloc: 'nato',
    adjectives: 'UK|Britain’s|British|британское|британське|britische|britannique|brytyjski|brytyjskie',
    genitives: 'Великобритании|Великої Британії',
    places: 'UK|Britain|London|Лондон|Лондоне|Лондоні|Londyn',
    voices: [['the UK government', 'Downing Street|Starmer']],
  },
  {
    name: 'Germany',
    bloc: 'nato',
    adjectives: 'Germany’s|German|deutsche|allemand|niemieckie|niemiecki',
    genitives: 'Германии|ФРГ|Німеччини|Niemiec',
    places: 'Germany|Berlin|Deutschland|Берлин|Берлін|Allemagne|Niemcy',
    voices: [['Germany’s government', 'Bundesregierung|Auswärtige Amt|Merz|Pistorius|Мерц']],
  },
  {
    name: 'France',
    bloc: 'nato',
    adjectives: 'France’s|French|französische|français|francuskie|francuski',
    genitives: 'Франции|Франції|Francji',
    places: 'France|Paris|Париж|Париже|Парижі|Frankreich|Paryż',
    voices: [['France’s government', 'Elysée|Élysée|Quai d’Orsay|Macron|Макрон']],
  },
  {
    name: 'Poland',
    bloc: 'nato',
    adjectives: 'Poland’s|Polish|польское|польське|polnische|polonais|polskie|polski',
    genitives: 'Польши|Польщі|Polski',
    places: 'Poland|Warsaw|Polska|Warszawa|Варшава|Варшаве|Варшаві|Polen|Warschau|Pologne|Varsovie',
    voices: [
      ['Poland’s government', 'Tusk|Sikorski|Туск|Сикорский'],
      ['Poland’s defence ministry', 'MON|Kosiniak-Kamysz'],
      ['Poland’s foreign ministry', 'MSZ'],
    ],
  },
  {
    name: 'NATO',
    bloc: 'nato',
    adjectives: '',
    genitives: '',
    places: '',
    voices: [['NATO', 'NATO|НАТО|Rutte|Рютте|OTAN|Stoltenberg']],
  },
  {
    name: 'the European Union',
    bloc: 'nato',
    adjectives: '',
    genitives: '',
    places: 'EU|Brussels|ЕС|ЄС|UE|Brüssel|Bruxelles|Bruksela|Брюссель|Брюсселе',
    voices: [
      [
        'the European Union',
        'European Commission|EU Commission|Еврокомиссия|Еврокомиссии|Єврокомісія|EU-Kommission|Commission européenne|Komisja Europejska|Kallas|von der Leyen',
      ],
    ],
  },
  {
    name: 'Belarus',
    bloc: 'russia',
    adjectives: 'Belarus’s|Belarusian|белорусское|білоруське|belarussische|biélorusse|białoruskie',
    genitives: 'Белоруссии|Беларуси|Білорусі|Białorusi',
    places: 'Belarus|Minsk|Беларусь|Минск|Білорусь|Mińsk',
    voices: [['Belarus’s president', 'Lukashenko|Лукашенко|Lukaschenko|Łukaszenka|Loukachenko']],
  },
];

/** Offices that each government has: the name of ours, and forms that stand after an adjective, and before a genitive. */
const offices: readonly (readonly [name: string, after: string, before: string])[] = [
  [
    'defence ministry',
    'defence ministry|defense ministry|ministry of defence|ministry of defense|MoD|defence minister|defense minister|минобороны|министерство обороны|міністерство оборони|міноборони|Verteidigungsministerium|Verteidigungsministeriums|Verteidigungsminister|ministerstwo obrony|ministerstwa obrony|resort obrony',
    'Минобороны|Министерство обороны|Министерстве обороны|Міноборони|Міністерство оборони|Міністерстві оборони|Ministerstwo Obrony|Ministerstwa Obrony',
  ],
  [
    'foreign ministry',
    'foreign ministry|ministry of foreign affairs|foreign office|foreign minister|foreign secretary|МИД|МЗС|Außenministerium|Außenministeriums|Außenminister|MSZ|ministerstwo spraw zagranicznych',
    'МИД|МИДе|МЗС|MSZ|Ministerstwo Spraw Zagranicznych',
  ],
  ['interior ministry', 'interior ministry|interior minister|Innenministerium', 'МВД|МВС'],
  [
    'armed forces',
    'military|army|armed forces|air force|navy|general staff|Armee|Generalstab',
    'Генштаб|ВМС|Генштабі|Генштабе',
  ],
  ['government', 'government|president|prime minister|embassy|officials|Regierung|Präsident|rząd|prezydent', ''],
];

/** French puts the state in the middle or at the end: "ministère russe de la Défense". */
const french = (adjective: string): readonly (readonly [name: string, form: string])[] => [
  ['defence ministry', `ministère ${adjective} de la Défense`],
  ['defence ministry', `ministère de la Défense ${adjective}`],
  ['foreign ministry', `ministère ${adjective} des Affaires étrangères`],
  ['armed forces', `armée ${adjective}`],
];

const split = (forms: string): readonly string[] => (forms === '' ? [] : forms.split('|'));

/** Every form in which a text names who speaks for a government, and who that is. */
export function officialForms(): readonly (readonly [form: string, official: Official])[] {
  return powers.flatMap(({ name: power, bloc, adjectives: given, genitives, places, voices }) => {
    const adjectives = split(given).flatMap(declined);
    const own = (office: string): Official => ({ name: `${possessive(power)} ${office}`, power, bloc, isPlace: false });
    return [
      ...voices.flatMap(([name, forms]) =>
        split(forms).map((form) => [form, { name, power, bloc, isPlace: false }] as const),
      ),
      ...split(places).map((form) => [form, { name: power, power, bloc, isPlace: true }] as const),
      ...offices.flatMap(([office, after, before]) => [
        ...adjectives.flatMap((adjective) =>
          split(after).map((form) => [`${adjective} ${form}`, own(office)] as const),
        ),
        ...split(genitives).flatMap((genitive) =>
          split(before).map((form) => [`${form} ${genitive}`, own(office)] as const),
        ),
      ]),
      ...adjectives.flatMap((adjective) => french(adjective).map(([office, form]) => [form, own(office)] as const)),
    ];
  });
}

/** German has five endings: "russische" to "russischem". */
const declined = (adjective: string): readonly string[] =>
  /[^r]sche$/.test(adjective) ? ['', 'n', 'r', 's', 'm'].map((ending) => `${adjective}${ending}`) : [adjective];

/** "Russia's", "the United States'". */
export const possessive = (power: string): string => `${power}${power.endsWith('s') ? '’' : '’s'}`;
