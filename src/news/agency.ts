/** What news agencies sign with, as patterns. Their names are not translated where they sign, but written as readers do. */
const agencies: readonly (readonly [name: string, signatures: string])[] = [
  ['Reuters', '(?:Thomson )?Reuters|Рейтер(?:с|з)?|رويترز|ロイター|路透社?'],
  ['AP', 'AP(?: News)?|A\\.P\\.|(?:The )?Associated Press|Ассошиэйтед Пресс|美联社|美聯社|AP通信'],
  ['AFP', 'AFP|Agence France[- ]Presse|Франс[- ]?[Пп]ресс?|فرانس برس|أ ف ب|法新社'],
  ['TASS', '(?:ITAR-)?TASS|(?:ИТАР-)?ТАСС|塔斯社'],
  ['Interfax-Ukraine', 'Interfax[- ]Ukraine|Интерфакс[- ]Украина|Інтерфакс[- ]Україна'],
  ['Interfax', 'Interfax|INTERFAX(?:\\.RU)?|Интерфакс'],
  ['RIA Novosti', 'RIA(?: Novosti)?|РИА(?: Новости)?'],
  ['Sputnik', 'Sputnik'],
  ['Ukrinform', 'Ukrinform|Укрінформ|Укринформ'],
  ['UNIAN', 'UNIAN|УНІАН|УНИАН'],
  ['UNN', 'УНН'],
  ['BelTA', 'BelTA|БЕЛТА|БелТА'],
  ['PAP', 'PAP|Polska Agencja Prasowa'],
  ['dpa', 'dpa(?:-infocom)?|Deutsche Presse-Agentur'],
  ['APA', 'APA'],
  ['epd', 'epd'],
  ['KNA', 'KNA'],
  ['Keystone-SDA', 'Keystone-SDA|SDA'],
  ['ANSA', 'ANSA'],
  ['EFE', 'EFE|Agencia EFE'],
  ['Lusa', 'Lusa|Agência Lusa'],
  ['Belga', 'Belga'],
  ['ANP', 'ANP'],
  ['ČTK', 'ČTK'],
  ['TASR', 'TASR'],
  ['Agerpres', 'AGERPRES|Agerpres'],
  ['BNS', 'BNS'],
  ['ELTA', 'ELTA'],
  ['LETA', 'LETA'],
  ['STT', 'STT'],
  ['TT', 'TT'],
  ['NTB', 'NTB'],
  ['Ritzau', 'Ritzau|ritzau'],
  ['Anadolu Agency', 'Anadolu(?: Agency| Ajansı)?|Анадолу'],
  ['Xinhua', 'Xinhua|Синьхуа|新华社|新華社'],
  ['Kyodo', 'Kyodo(?: News)?|共同通信社?'],
  ['Yonhap', 'Yonhap'],
  ['Bloomberg', 'Bloomberg(?: News)?|Блумберг'],
  ['UPI', 'UPI|United Press International'],
];

/** Any of them, as they stand in a text: as they write themselves, or in capitals. */
export const anySignature = agencies.flatMap(([, signatures]) => [signatures, signatures.toUpperCase()]).join('|');

/** By what a whole text, or a part of one, is an agency's name. */
export const wholeNames = agencies.map(
  ([name, signatures]) => [name, new RegExp(`^(?:${signatures})$`, 'iu')] as const,
);
export const partNames = agencies.map(
  ([name, signatures]) => [name, new RegExp(`(?<!\\p{L})(?:${signatures})(?!\\p{L})`, 'iu')] as const,
);

/** Agencies that a state owns: what they say is that state's account, also on a desk that does not list them. */
export const stateAgencies: ReadonlySet<string> = new Set([
  'TASS',
  'RIA Novosti',
  'Sputnik',
  'Ukrinform',
  'BelTA',
  'PAP',
  'EFE',
  'Anadolu Agency',
  'Xinhua',
]);
