/** A place or a date that a text names. */
export interface Named {
  /** The same for every spelling. */
  readonly name: string;
  /** As it is written. */
  readonly literal: string;
}

/** Places of the subject, by how their names begin in Latin and Cyrillic letters. Russia and Ukraine are in every text and tell nothing. */
const places: readonly (readonly [name: string, beginnings: string])[] = [
  ['Kyiv', 'kyiv kiev kiew київ києв киев kijów kijow'],
  ['Kharkiv', 'kharkiv kharkov харків харков charkiw charków charkow'],
  ['Odesa', 'odesa odessa одес'],
  ['Dnipro', 'dnipro дніпр днепр'],
  ['Lviv', 'lviv львів львов lwiw lwów'],
  ['Sumy', 'sumy сумах сумщ сумськ сумск'],
  ['Kherson', 'kherson херсон cherson'],
  ['Zaporizhzhia', 'zaporizh zaporozh запоріж запорож saporischschja zaporoż'],
  ['Mykolaiv', 'mykolaiv миколаїв миколаєв николаев mykolajiw'],
  ['Chernihiv', 'chernihiv чернігів чернігов чернигов tschernihiw'],
  ['Poltava', 'poltava полтав'],
  ['Ternopil', 'ternopil тернопіл тернопол'],
  ['Pokrovsk', 'pokrovsk покровськ покровск'],
  ['Kupiansk', 'kupiansk куп’янськ купянськ купянск'],
  ['Donetsk', 'donetsk донецьк донецк donezk donieck'],
  ['Luhansk', 'luhansk lugansk луганськ луганск'],
  ['Mariupol', 'mariupol маріупол мариупол'],
  ['Crimea', 'crimea крим крым krim krym crimée'],
  ['Sevastopol', 'sevastopol севастопол sewastopol'],
  ['Moscow', 'moscow москв moskau moscou moskw'],
  ['St Petersburg', 'petersburg петербур petersbourg'],
  ['Belgorod', 'belgorod білгород белгород bielgorod'],
  ['Kursk', 'kursk курськ курск'],
  ['Bryansk', 'bryansk брянськ брянск'],
  ['Voronezh', 'voronezh воронеж woronesch'],
  ['Rostov', 'rostov ростов rostow'],
  ['Novorossiysk', 'novorossiysk новоросійськ новороссийск noworossijsk noworosyjsk'],
  ['Kaliningrad', 'kaliningrad калінінград калининград'],
  ['Minsk', 'minsk мінськ минск mińsk'],
  ['Belarus', 'belarus білорус белорус weißrussland bélarus białoru'],
  ['Poland', 'poland польщ польш polen pologne polsk'],
  ['Warsaw', 'warsaw варшав warschau varsovie warszaw'],
  ['Rzeszow', 'rzeszow rzeszów жешув'],
  ['Lithuania', 'lithuania литв lituanie litauen'],
  ['Vilnius', 'vilnius вільнюс вильнюс'],
  ['Latvia', 'latvia латві латви lettland lettonie łotw'],
  ['Estonia', 'estonia естоні эстони estland estonie'],
  ['Finland', 'finland фінлянд финлянд finlande finlandi'],
  ['Romania', 'romania румуні румыни rumänien roumanie rumuni'],
  ['Moldova', 'moldova молдов moldau moldavie mołdaw'],
  ['Hungary', 'hungary угорщин венгри ungarn hongrie węg'],
  ['Germany', 'germany німеччин германи deutschland allemagne niemcz'],
  ['Berlin', 'berlin берлін берлин'],
  ['France', 'france франці франци frankreich francj'],
  ['Paris', 'paris париж paryż'],
  ['Britain', 'britain великобритан британі großbritannien'],
  ['London', 'london лондон londres londyn'],
  ['Brussels', 'brussels брюссел brüssel bruxelles brukse'],
  ['Geneva', 'geneva женев genf genève genew'],
  ['Istanbul', 'istanbul стамбул stambuł'],
  ['Turkey', 'turkey türkiye туреччин турци türkei turquie turcj'],
  ['Washington', 'washington вашингтон waszyngton'],
  ['Alaska', 'alaska аляск'],
  ['Budapest', 'budapest будапешт'],
  ['Riyadh', 'riyadh riad ер-ріяд эр-рияд'],
  ['Baltic Sea', 'baltic балті балти ostsee baltique bałty'],
  ['Black Sea', 'чорноморс черноморс'],
];

/** Endings longer than this make another word. */
const LONGEST_ENDING = 5;
const KEY = 3;
const byStart = Map.groupBy(
  places.flatMap(([name, beginnings]) => beginnings.split(' ').map((beginning) => ({ name, beginning }))),
  ({ beginning }) => beginning.slice(0, KEY),
);

/** More signs of a text are not read. */
const MOST_READ = 800;

/** The places of a short list that a text names, each once, in the order of the text. */
export function placesIn(text: string): readonly Named[] {
  const found = new Map<string, Named>();
  for (const [literal] of text.slice(0, MOST_READ).matchAll(/\p{Lu}[\p{L}\p{M}'’ʼ-]*/gu)) {
    const word = literal.toLowerCase();
    const place = byStart
      .get(word.slice(0, KEY))
      ?.find(({ beginning }) => word.startsWith(beginning) && word.length <= beginning.length + LONGEST_ENDING);
    if (place !== undefined && !found.has(place.name))
      found.set(place.name, { name: place.name, literal: literal.replace(/['’]s$/, '') });
  }
  return [...found.values()];
}
