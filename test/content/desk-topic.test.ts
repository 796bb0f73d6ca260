import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadDeskFile } from '../../src/content/desk-file.ts';
import { createDeskMatcher } from '../../src/content/desk-topic.ts';
import type { TopicMatcher } from '../../src/news/topic.ts';

/** Headlines made up for this test, in the languages of the bundled sources. */
const headlines = {
  diplomacy: [
    'Trump condemns Russia’s meeting with Iranian envoy',
    'NATO foreign ministers meet in Brussels for talks on Ukraine',
    'Putin and Trump discuss ceasefire in phone call',
    'Kyiv and Moscow agree on new prisoner exchange',
    'Poland summons Russian ambassador after embassy incident',
    'UN Security Council to vote on resolution on Ukraine',
    'Lavrov accuses West of blocking peace deal',
    'Finland marks third year of NATO membership',
    'Зеленський зустрівся з послом: говорили про гарантії безпеки',
    'Песков: переговоры с Украиной продолжатся после саммита',
    'Kreml lehnt Gipfel mit Selenskyj vorerst ab',
    'Ukraine : Macron propose un sommet et un cessez-le-feu',
    'Rozmowy w Genewie: Ukraina chce gwarancji bezpieczeństwa',
    'Toppmöte om Ukraina: utrikesministern hoppas på vapenvila',
  ],
  military: [
    'Russia launches 500 drones and missiles at Ukraine overnight',
    'Estonia says Russian fighter jets violated its airspace',
    'NATO battlegroup in Lithuania starts exercises near Suwalki gap',
    'Ukrainian army says it struck ammunition depot in Donetsk',
    'Allies agree to raise defence spending, NATO chief Rutte says',
    'Baltic undersea cable damaged, Finland suspects sabotage',
    'Russian submarine tracked in the Black Sea by warships',
    'Російські війська атакували Харків дронами, двоє загиблих',
    'Минобороны РФ сообщило об уничтожении 40 беспилотников над Крымом',
    'Russischer Angriff mit Drohnen und Raketen auf Kiew',
    'Ukraine : une attaque de drones fait trois morts à Odessa',
    'Polskie myśliwce poderwane po ataku Rosji na Ukrainę',
    'Ryska drönare sköts ned i polskt luftrum',
  ],
  sanctions: [
    'EU adopts new sanctions package against Russia’s shadow fleet',
    'Oil price cap: G7 to tighten limit on Russian crude',
    'Ruble falls as Bank of Russia holds key rate',
    'Frozen Russian assets: Belgium wants guarantees for reparations loan',
    'US Treasury’s OFAC adds Rosneft units to blacklist',
    'Russian economy shrinks for second quarter as inflation bites',
    'ЄС погодив санкції проти російської нафти',
    'Центробанк России снизил ключевую ставку на фоне инфляции',
    'EU-Sanktionen: Russlands Schattenflotte und Ölpreis im Visier',
    'L’UE débat des avoirs russes gelés et du pétrole russe',
    'Unia uderza w Rosję: sankcje na gaz i ropę',
  ],
  analysis: [
    'Why Putin is betting on time: an analysis',
    'Opinion: the future of NATO after the summit',
    'Explainer: what does a buffer zone in Ukraine mean?',
    'Lessons of the war in Ukraine for small states',
    'Чому Росія не поспішає: аналіз та думка експертів',
    'Почему Кремль молчит: разбор и мнения аналитиков',
    'Analyse: Warum Moskau auf Zeit spielt',
    'Pourquoi la Russie inquiète les Baltes : décryptage',
    'Analiza: dlaczego Rosja testuje NATO',
  ],
  other: [
    'Украина завоевала медаль на чемпионате по плаванию',
    'Russian ballet season opens with Swan Lake',
    'Football: Poland beat Finland in Warsaw',
    'Storm brings floods to northern Spain',
    'Gaza talks resume in Cairo after strike',
    'Bakery chain opens hundredth shop in Lyon',
  ],
} as const;

describe('the words of the bundled desk', () => {
  let topicOf: TopicMatcher;
  beforeAll(async () => {
    topicOf = createDeskMatcher(await loadDeskFile(fileURLToPath(new URL('../../content/desk.yaml', import.meta.url))));
  });

  test.each(Object.entries(headlines))('find each headline of %s', (topic, titles) => {
    const found = titles.map((title) => [title, topicOf({ title, summary: null })]);
    expect(found).toEqual(titles.map((title) => [title, topic]));
  });
});

const topics = [{ id: 'storms', name: 'Storms', words: ['storm*'] }];

test('what holds no word of the subject is of no topic', () => {
  const topicOf = createDeskMatcher({ about: ['baltic sea'], topics });
  expect(topicOf({ title: 'Storms close harbours', summary: null })).toBe('other');
  expect(topicOf({ title: 'Storms close harbours', summary: 'Ferries on the Baltic Sea wait.' })).toBe('storms');
});

test('a desk without a subject takes every piece', () => {
  expect(createDeskMatcher({ about: [], topics })({ title: 'Storms close harbours', summary: null })).toBe('storms');
});
