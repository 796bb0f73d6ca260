import type { Source } from '../../src/news/source.ts';
import type { StoredUpdate } from '../../src/news/update.ts';
import { aSource, aStoredUpdate, HOUR, NOON } from './news.ts';

/** Reports of one event, made up, and how many independent owners stand behind them. */
export interface IndependenceCase {
  readonly what: string;
  readonly owners: number;
  readonly reports: readonly StoredUpdate[];
}

/** A small desk: two papers of one group, agencies, broadcasters, a ministry, the archive, and what nobody knows. */
export const caseSources: ReadonlyMap<string, Source> = new Map(
  [
    aSource({ id: 'post', name: 'Harbour Post', owner: 'Harbour Group', bloc: 'nato' }),
    aSource({ id: 'evening', name: 'Harbour Evening News', owner: 'Harbour Group', bloc: 'nato' }),
    aSource({ id: 'herald', name: 'The Northern Herald', owner: 'Northern Trust', bloc: 'nato' }),
    aSource({ id: 'bbc', name: 'BBC News World', owner: 'BBC', bloc: 'nato' }),
    aSource({ id: 'bbc-ru', name: 'BBC News Russian', owner: 'BBC', bloc: 'nato', language: 'ru' }),
    aSource({ id: 'guardian', name: 'The Guardian', owner: 'Scott Trust', bloc: 'nato' }),
    aSource({ id: 'spiegel', name: 'Der Spiegel', owner: 'Spiegel-Verlag', bloc: 'nato', language: 'de' }),
    aSource({ id: 'kurier', name: 'Kurier am Hafen', owner: 'Kurier', bloc: 'nato', language: 'de' }),
    aSource({ id: 'courrier', name: 'Courrier du Port', owner: 'Courrier', bloc: 'nato', language: 'fr' }),
    aSource({ id: 'dziennik', name: 'Dziennik Portowy', owner: 'Dziennik', bloc: 'nato', language: 'pl' }),
    aSource({ id: 'meduza', name: 'Meduza', owner: 'Medusa Project', bloc: 'independent', language: 'ru' }),
    aSource({ id: 'vestnik', name: 'Портовый вестник', owner: 'Вестник', bloc: 'independent', language: 'ru' }),
    aSource({ id: 'up', name: 'Ukrainska Pravda', owner: 'Dragon Capital', bloc: 'ukraine', language: 'uk' }),
    aSource({ id: 'gazeta', name: 'Портова газета', owner: 'Портова', bloc: 'ukraine', language: 'uk' }),
    aSource({
      id: 'tass',
      name: 'TASS',
      owner: 'Government of Russia',
      bloc: 'russia',
      stateMedia: 'controlled',
      reliability: 'D',
    }),
    aSource({
      id: 'ria',
      name: 'RIA Novosti',
      owner: 'Government of Russia',
      bloc: 'russia',
      stateMedia: 'controlled',
    }),
    aSource({ id: 'reuters', name: 'Reuters', owner: 'Thomson Reuters', bloc: 'nato' }),
    aSource({ id: 'isw', name: 'Institute for the Study of War', kind: 'think_tank', owner: 'ISW', bloc: 'nato' }),
    aSource({
      id: 'kremlin',
      name: 'President of Russia',
      kind: 'government',
      owner: 'Government of Russia',
      bloc: 'russia',
    }),
    aSource({ id: 'blog', name: 'A blog', owner: 'unknown', bloc: 'unknown', reliability: 'F' }),
    aSource({ id: 'archive', name: 'Archive', kind: 'archive', owner: 'Archive', bloc: 'unknown', reliability: 'F' }),
  ].map((source): [string, Source] => [source.id, source]),
);

type Written = readonly [source: string, title: string, summary?: string | null, wire?: string];

function story(what: string, owners: number, ...written: readonly Written[]): IndependenceCase {
  const reports = written.map(([source, title, summary = null, wire = null], at) =>
    aStoredUpdate({
      source,
      title,
      summary,
      wire,
      published: NOON + at * HOUR,
      seq: at + 1,
    } as Partial<StoredUpdate> & { title: string }),
  );
  return { what, owners, reports };
}

/** What an agency might send, and what an outlet makes of it. */
const crane =
  'A freight crane fell onto the quay at the grain terminal early on Monday, blocking two berths and sending dock workers home, the port authority said in a statement.';
const craneEdited =
  'A freight crane fell onto the quay at the grain terminal early on Monday, blocking two berths and sending dock workers home, the port authority said.';
const own: Written = [
  'herald',
  'Crane falls at grain terminal',
  'Our reporter counted eleven trucks waiting at the gate on Monday.',
];

/** Every case names what is hard about it. */
export const independenceCases: readonly IndependenceCase[] = [
  // Owners.
  story('one report', 1, ['post', 'Crane falls at grain terminal']),
  story('two owners', 2, ['post', 'Crane falls at grain terminal'], own),
  story('two papers of one group', 1, ['post', 'Crane falls at terminal'], ['evening', 'Grain terminal loses a crane']),
  story('two services of one broadcaster', 1, ['bbc', 'Crane falls'], ['bbc-ru', 'В порту упал кран']),
  story('two state agencies of one government', 1, ['tass', 'Crane falls'], ['ria', 'Упал кран']),
  story('a state agency and its president', 1, ['tass', 'Crane falls'], ['kremlin', 'On the crane']),
  story('one group, and one other', 2, ['post', 'Crane falls'], ['evening', 'Crane down'], own),
  story('one outlet that reports twice', 1, ['post', 'Crane falls'], ['post', 'Crane: what we know']),
  story(
    'four owners in four languages',
    4,
    ['post', 'Crane falls'],
    ['kurier', 'Kran stürzt um'],
    ['vestnik', 'Упал кран'],
    ['gazeta', 'Впав кран'],
  ),

  // Who is unknown.
  story('a source that the desk does not list', 0, ['stranger', 'Crane falls']),
  story('a source whose owner nobody knows', 0, ['blog', 'Crane falls']),
  story('two that nobody knows', 0, ['blog', 'Crane falls'], ['stranger', 'Crane down']),
  story('unknown ones beside a known one', 1, ['blog', 'Crane falls'], ['stranger', 'Crane down'], own),
  story('an unknown one that credits an agency', 0, ['blog', 'Crane falls', null, 'Reuters']),
  story('an unknown one that quotes an agency', 0, ['blog', 'Crane falls, Reuters reports']),
  story('the archive beside a report', 1, ['archive', 'A crane fell here in 1999', null, 'Port authority'], own),
  story('the archive alone', 0, ['archive', 'A crane fell here in 1999', null, 'Port authority']),

  // Wires.
  story(
    'three copies of a wire',
    1,
    ['post', 'Crane falls', null, 'AFP'],
    ['herald', 'Crane down', null, 'AFP'],
    ['kurier', 'Kran fällt', null, 'AFP'],
  ),
  story(
    'a wire in two spellings',
    1,
    ['post', 'Crane falls', null, 'AP'],
    ['herald', 'Crane down', null, 'Associated Press'],
  ),
  story('a listed agency and a copy of it', 1, ['reuters', 'Crane falls'], ['post', 'Crane down', null, 'Reuters']),
  story('two wires', 2, ['post', 'Crane falls', null, 'AFP'], ['herald', 'Crane down', null, 'AP']),
  story('a wire beside own reporting', 2, ['post', 'Crane falls', null, 'AFP'], own),
  story(
    'own reporting of an outlet that prints a wire, too',
    2,
    ['post', 'Crane falls', null, 'AFP'],
    ['post', 'What we saw at the quay'],
  ),
  story(
    'a wire copied by all and own reporting by one',
    2,
    ['post', 'Crane falls', null, 'AFP'],
    ['kurier', 'Kran', null, 'AFP'],
    ['herald', 'Crane', null, 'AFP'],
    ['herald', 'At the quay'],
  ),
  story('a state’s wire and its other agency', 1, ['ria', 'Упал кран'], ['post', 'Crane falls', null, 'TASS']),
  story(
    'an outlet named as the source element, listed by another name',
    1,
    ['bbc', 'Crane falls'],
    ['post', 'Crane', null, 'BBC News'],
  ),

  // Near-identical text.
  story(
    'one text at two owners without a credit',
    1,
    ['post', 'Crane falls', crane],
    ['herald', 'Port loses crane', crane],
  ),
  story(
    'a text that one has shortened',
    1,
    ['post', 'Crane falls', crane],
    ['herald', 'Port loses crane', craneEdited],
  ),
  story(
    'a text with a dateline and one without',
    1,
    ['post', 'Crane falls', `ODESA, Nov 24 - ${crane}`],
    ['herald', 'Crane', crane],
  ),
  story(
    'a text that goes on elsewhere',
    1,
    ['post', 'Crane falls', crane],
    ['herald', 'Crane', `${crane} Trains were held for an hour, and the terminal opened again at noon.`],
  ),
  story(
    'one text, credited by one of its copies',
    1,
    ['post', 'Crane falls', crane],
    ['herald', 'Crane', crane, 'AFP'],
    ['kurier', 'Kran', null, 'AFP'],
  ),
  story('one text beside own reporting', 2, ['post', 'Crane falls', crane], ['kurier', 'Crane', crane], own),
  story(
    'the same short text',
    2,
    ['post', 'Crane falls', 'A crane fell in the port.'],
    ['herald', 'Crane', 'A crane fell in the port.'],
  ),
  story(
    'the same headline, other texts',
    2,
    ['post', 'Crane falls at grain terminal', crane],
    [
      'herald',
      'Crane falls at grain terminal',
      'Two berths of the grain terminal are closed until divers have looked at the quay wall, says the harbour master, who was there.',
    ],
  ),
  story(
    'the same headline alone',
    2,
    ['post', 'Crane falls at grain terminal'],
    ['herald', 'Crane falls at grain terminal'],
  ),
  story(
    'the same text in Russian',
    1,
    [
      'vestnik',
      'Упал кран',
      'Портовый кран упал на причал зернового терминала в понедельник утром, два причала закрыты, рабочих отправили домой, пострадавших нет.',
    ],
    [
      'meduza',
      'В порту упал кран',
      'Портовый кран упал на причал зернового терминала в понедельник утром, два причала закрыты, рабочих отправили домой, пострадавших нет.',
    ],
  ),

  // Quoted, in English.
  story('as … reported', 1, ['guardian', 'Crane falls'], ['post', 'Crane falls, as the Guardian reported']),
  story(
    'according to an agency that nobody lists',
    1,
    ['post', 'Crane falls', 'Two berths are closed, according to Bloomberg.'],
    ['herald', 'Crane', 'Bloomberg reported that two berths are closed.'],
  ),
  story(
    'citing the newspaper',
    1,
    ['post', 'Crane falls', 'The terminal is closed, the radio said, citing the New York Times.'],
    ['herald', 'Terminal shut, New York Times reports'],
  ),
  story(
    'told a broadcaster',
    1,
    ['post', 'Crane falls', 'A docker told CNN that the brake had failed.'],
    ['herald', 'Docker blames brake', 'He told CNN it had been out of order.'],
  ),
  story('told itself', 2, ['guardian', 'Crane falls', 'A docker told the Guardian that the brake had failed.'], own),
  story(
    'told Reuters, by Reuters',
    2,
    ['reuters', 'Crane falls', 'A docker told Reuters that the brake had failed.'],
    own,
  ),
  story(
    'told Reuters, in a copy of Reuters',
    1,
    ['post', 'Crane falls', 'A docker told Reuters that the brake had failed.', 'Reuters'],
    ['reuters', 'Crane falls'],
  ),
  story(
    'told its own broadcaster in another service',
    1,
    ['bbc', 'Crane falls', 'A docker told the BBC that the brake had failed.'],
    ['bbc-ru', 'Упал кран', 'Докер рассказал Би-би-си о поломке.'],
  ),
  story(
    'an interview given to another',
    1,
    ['post', 'Minister admits crane fault', 'In an interview with the Financial Times the minister spoke of a brake.'],
    ['herald', 'Minister: brake failed', 'He was speaking to the Financial Times.'],
  ),
  story(
    'a report seen by another',
    1,
    ['post', 'Crane was old', 'Inspection papers seen by Reuters show rust.'],
    ['reuters', 'Papers show rust on crane'],
  ),
  story(
    'an agency’s poll',
    1,
    ['post', 'Dockers want new cranes', 'A Reuters/Ipsos poll showed a majority.'],
    ['herald', 'Poll: new cranes', 'A Reuters poll found so.'],
  ),
  story(
    'a name before a colon',
    1,
    ['post', 'Bloomberg: crane was never inspected'],
    ['herald', 'Crane never inspected - Bloomberg'],
  ),
  story(
    'a name in round brackets at the end',
    1,
    ['post', 'Crane never inspected (Axios)'],
    ['herald', 'Axios: no inspection of crane'],
  ),
  story(
    'a quotation of a state broadcaster with what it is',
    1,
    ['tass', 'Crane falls'],
    ['post', 'Crane falls', 'The crane fell at noon, Russian state news agency TASS said.'],
  ),
  story(
    'citing a state news agency',
    1,
    ['ria', 'Упал кран'],
    ['post', 'Crane falls', 'Citing Russian state-run news agency RIA Novosti, radio stations said the quay was shut.'],
  ),
  story(
    'an institute',
    1,
    ['isw', 'Crane assessment'],
    ['post', 'Crane was hit', 'The Institute for the Study of War said the pictures show so.'],
    ['up', 'Кран зруйновано — ISW'],
  ),
  story(
    'a chain of quotations',
    1,
    ['guardian', 'Crane falls', 'The brake failed, the Financial Times reported.'],
    ['post', 'Crane falls', 'According to the Guardian the brake failed.'],
    ['herald', 'Brake failed, Financial Times says'],
  ),
  story(
    'a chain whose end is here',
    1,
    ['reuters', 'Brake failed'],
    ['guardian', 'Brake failed, Reuters reports'],
    ['post', 'Brake failed, says the Guardian', 'According to the Guardian the brake failed.'],
  ),
  story(
    'two that quote each other',
    1,
    ['guardian', 'Crane falls', 'According to Meduza the brake failed.'],
    ['meduza', 'Кран упал', 'Об этом пишет The Guardian.'],
  ),
  story(
    'a quotation of two, of which one is here',
    1,
    ['reuters', 'Brake failed'],
    ['post', 'Brake failed', 'CNN and Reuters reported it first, Reuters says.'],
  ),
  story('a quotation beside own reporting', 2, ['post', 'Crane falls', 'Reuters reported that the brake failed.'], own),
  story(
    'own and quoting reports of one outlet',
    2,
    ['post', 'Crane falls, Reuters reports'],
    ['post', 'What our photographer saw at the quay'],
  ),

  // Named, but not quoted.
  story(
    'a building',
    2,
    ['post', 'Fire near the Reuters building'],
    ['herald', 'Blaze in the street of the Reuters office'],
  ),
  story(
    'a school',
    2,
    ['post', 'Crane talk at AP High School', 'A docker told AP High School pupils how cranes work.'],
    own,
  ),
  story(
    'a medium that is the subject',
    2,
    ['post', 'Court fines Meduza over crane report'],
    ['herald', 'Meduza to pay a fine for its piece on the crane'],
  ),
  story(
    'an agency that is banned',
    2,
    ['post', 'Port bars TASS from the quay'],
    ['herald', 'No access for TASS and RIA Novosti at the quay'],
  ),
  story(
    'an agency whose journalist is hurt',
    2,
    ['post', 'Reuters cameraman hurt by crane'],
    ['herald', 'Crane injures Reuters cameraman'],
  ),
  story(
    'an institute with an agency’s name',
    2,
    ['post', 'Trust in port news falls', 'According to the Reuters Institute fewer people read it.'],
    own,
  ),
  story(
    'a person with an agency’s name',
    2,
    ['post', 'Crane plan', 'Michael Bloomberg said he would pay for it.'],
    own,
  ),
  story('a vaccine', 2, ['post', 'Dockers get Sputnik V', 'According to Sputnik V developers it works.'], own),
  story(
    'the police',
    2,
    ['post', 'Crane falls', 'According to police nobody was hurt.'],
    ['herald', 'Nobody hurt', 'Police said nobody was hurt.'],
  ),
  story(
    'a ministry is no outlet',
    2,
    ['post', 'Crane falls', 'Ukraine’s defence ministry said nobody was hurt.'],
    ['herald', 'Nobody hurt', 'According to the defence ministry.'],
  ),
  story('another company', 2, ['post', 'Meta shows port on its maps', 'Meta said it had drawn the quay.'], own),
  story('the time of day, and the world', 2, ['kurier', 'Kran fällt um', 'Sie sagte der Welt damit Lebewohl.'], own),

  // In Russian.
  story('пишет', 1, ['guardian', 'Crane falls'], ['vestnik', 'В порту упал кран', 'Об этом пишет The Guardian.']),
  story(
    'сообщает',
    1,
    ['reuters', 'Crane falls'],
    ['vestnik', 'Упал кран, сообщает Reuters'],
    ['meduza', 'Reuters сообщило о падении крана'],
  ),
  story(
    'со ссылкой на',
    1,
    ['vestnik', 'Упал кран', 'Об этом сообщает радио со ссылкой на агентство Bloomberg.'],
    ['meduza', 'Bloomberg: кран не проверяли'],
  ),
  story('передает ТАСС', 1, ['tass', 'Crane falls'], ['vestnik', 'Кран упал на причал, передает ТАСС.']),
  story(
    'по данным РБК',
    1,
    ['vestnik', 'Кран не проверяли', 'По данным РБК, проверки не было три года.'],
    ['meduza', 'РБК: кран не проверяли три года'],
  ),
  story(
    'рассказал изданию',
    1,
    ['meduza', 'Докер — о кране', 'Докер рассказал «Медузе», что тормоз не работал.'],
    ['vestnik', 'Тормоз не работал', 'Об этом докер рассказал изданию «Медуза».'],
  ),
  story(
    'в интервью',
    1,
    ['vestnik', 'Министр — о кране', 'В интервью газете «Коммерсантъ» он говорил о тормозе.'],
    ['meduza', 'Министр признал', '«Коммерсантъ» пишет, что тормоз отказал.'],
  ),
  story('тире в заголовке', 1, ['spiegel', 'Kran nie geprüft'], ['vestnik', 'Кран не проверяли — Spiegel']),
  story(
    'о запрете издания',
    2,
    ['vestnik', 'Суд оштрафовал Медузу за статью о кране'],
    ['meduza', 'Нас оштрафовали за статью о кране'],
  ),

  // In Ukrainian.
  story('повідомляє', 1, ['reuters', 'Crane falls'], ['gazeta', 'У порту впав кран', 'Про це повідомляє Reuters.']),
  story(
    'з посиланням на',
    1,
    ['up', 'Впав кран', 'З посиланням на Bloomberg.'],
    ['gazeta', 'Кран не перевіряли — Bloomberg'],
  ),
  story('пише', 1, ['up', 'Кран упав'], ['gazeta', 'Кран упав', 'Як пише «Українська правда», гальма відмовили.']),
  story(
    'розповів',
    1,
    ['gazeta', 'Докер про кран', 'Докер розповів Суспільному, що гальма відмовили.'],
    ['up', 'Суспільне: гальма крана відмовили'],
  ),
  story(
    'за даними агентства',
    1,
    ['tass', 'Crane falls'],
    ['gazeta', 'Впав кран', 'За даними російського агентства ТАСС, причал закрито.'],
  ),
  story(
    'власний матеріал',
    2,
    ['gazeta', 'Докер про кран', 'Докер розповів Портовій газеті, що гальма відмовили.'],
    ['up', 'Впав кран у порту'],
  ),

  // In German.
  story(
    'sagte der Bild',
    1,
    ['kurier', 'Kran war alt', 'Der Minister sagte der „Bild“, die Bremse habe versagt.'],
    ['spiegel', 'Bremse versagte', 'Das berichtet die „Bild“-Zeitung.'],
  ),
  story('laut', 1, ['reuters', 'Crane falls'], ['kurier', 'Kran stürzt um', 'Laut Reuters versagte die Bremse.']),
  story(
    'wie … berichtet',
    1,
    ['kurier', 'Kran stürzt um', 'Wie die Nachrichtenagentur AFP berichtet, versagte die Bremse.'],
    ['spiegel', 'AFP meldet Sturz eines Krans'],
  ),
  story(
    'unter Berufung auf',
    1,
    ['guardian', 'Crane falls'],
    ['kurier', 'Kran stürzt um', 'Das meldet der Rundfunk unter Berufung auf den britischen „Guardian“.'],
  ),
  story(
    'nach Informationen des',
    1,
    ['spiegel', 'Kran stürzt um', 'Nach SPIEGEL-Informationen versagte die Bremse.'],
    ['kurier', 'Bremse versagte', 'Nach Informationen des SPIEGEL war sie alt.'],
  ),
  story(
    'zufolge',
    1,
    ['guardian', 'Crane falls'],
    ['kurier', 'Kran stürzt um', 'Dem Guardian zufolge versagte die Bremse.'],
  ),
  story(
    'ein Haus einer Agentur',
    2,
    ['kurier', 'Brand im Haus der Agentur Reuters'],
    ['spiegel', 'Feuer neben Reuters'],
  ),

  // In French.
  story('selon', 1, ['reuters', 'Crane falls'], ['courrier', 'Une grue tombe', 'Selon Reuters, le frein a lâché.']),
  story(
    'à l’AFP',
    1,
    ['courrier', 'Une grue tombe', "« Le frein a lâché », a déclaré à l'AFP un docker."],
    ['post', 'Crane falls', null, 'AFP'],
  ),
  story(
    'd’après le journal',
    1,
    ['courrier', 'La grue était vieille', 'D’après le journal Le Monde, elle avait trente ans.'],
    ['post', 'Crane was thirty years old, Le Monde reports'],
  ),
  story(
    'rapporte',
    1,
    ['guardian', 'Crane falls'],
    ['courrier', 'Une grue tombe', 'Le frein a lâché, rapporte le Guardian.'],
  ),
  story('un média condamné', 2, ['courrier', 'Meduza condamnée pour un article sur la grue'], ['post', 'Meduza fined']),

  // In Polish.
  story(
    'jak podaje',
    1,
    ['reuters', 'Crane falls'],
    ['dziennik', 'Dźwig runął', 'Jak podaje Reuters, zawiódł hamulec.'],
  ),
  story(
    'poinformował agencję',
    1,
    ['dziennik', 'Dźwig runął', 'Rzecznik portu poinformował agencję PAP, że zawiódł hamulec.'],
    ['post', 'Crane falls', null, 'PAP'],
  ),
  story(
    'powołując się na',
    1,
    ['guardian', 'Crane falls'],
    ['dziennik', 'Dźwig runął', 'Portal, powołując się na brytyjski dziennik Guardian, pisze o hamulcu.'],
  ),
  story(
    'powiedział gazecie',
    1,
    ['dziennik', 'Dźwig runął', 'Docker powiedział Gazecie Wyborczej, że hamulec nie działał.'],
    ['post', 'Brake failed, Gazeta Wyborcza reports'],
  ),
  story('kara dla redakcji', 2, ['dziennik', 'Kara dla Meduzy za tekst o dźwigu'], ['post', 'Meduza fined']),
];
