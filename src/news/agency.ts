/** What agencies sign with, as a pattern. Their names are not translated where they sign. */
export const agencies: readonly (readonly [name: string, signatures: string])[] = [
  ['Reuters', 'Reuters|Thomson Reuters|Рейтер'],
  ['AP', 'AP|A\\.P\\.|(?:The )?Associated Press|AP News'],
  ['AFP', 'AFP|Agence France[- ]Presse'],
  ['TASS', 'TASS|ITAR-TASS|ТАСС|ИТАР-ТАСС'],
  [
    'Interfax-Ukraine',
    'Interfax[- ]Ukraine|Интерфакс[- ]Украина|Інтерфакс[- ]Україна|ИНТЕРФАКС-УКРАИНА|ІНТЕРФАКС-УКРАЇНА',
  ],
  ['Interfax', 'Interfax|INTERFAX(?:\\.RU)?|Интерфакс|ИНТЕРФАКС'],
  ['RIA Novosti', 'RIA Novosti|RIA|РИА Новости|РИА'],
  ['Sputnik', 'Sputnik'],
  ['Ukrinform', 'Ukrinform|Укрінформ|Укринформ'],
  ['UNIAN', 'UNIAN|УНІАН|УНИАН'],
  ['BelTA', 'BelTA|БЕЛТА|БелТА'],
  ['PAP', 'PAP|Polska Agencja Prasowa'],
  ['dpa', 'dpa|Deutsche Presse-Agentur'],
  ['ANSA', 'ANSA'],
  ['EFE', 'EFE|Agencia EFE'],
  ['BNS', 'BNS'],
  ['ELTA', 'ELTA'],
  ['LETA', 'LETA'],
  ['STT', 'STT'],
  ['NTB', 'NTB'],
  ['Anadolu Agency', 'Anadolu(?: Agency| Ajansı)?'],
  ['Xinhua', 'Xinhua'],
  ['Bloomberg', 'Bloomberg(?: News)?'],
  ['UPI', 'UPI|United Press International'],
];

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
