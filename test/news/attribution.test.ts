import { describe, expect, it } from 'vitest';
import { namesOf } from '../../src/news/attribution.ts';
import type { Source } from '../../src/news/source.ts';
import { caseSources } from '../support/independence-cases.ts';
import { aSource } from '../support/news.ts';

const { attributionOf, originNamed } = namesOf(caseSources);
const quotedIn = (title: string, summary: string | null = null) =>
  attributionOf({ title, summary }).quoted.map(({ key }) => key);
const officialsIn = (title: string, summary: string | null = null) =>
  attributionOf({ title, summary }).officials.map(({ name }) => name);

describe('a report rests on an outlet', () => {
  it.each([
    ['Zelensky tells Fox News that talks go on', 'fox news'],
    ['Talks near, Kremlin sources tell Reuters', 'thomson reuters'],
    [
      'The Wall Street Journal, citing people familiar with the matter, reported on Tuesday that',
      'wall street journal',
    ],
    ['Officials have told The Washington Post that', 'washington post'],
    ['Speaking to Sky News, the minister said', 'sky news'],
    ['As first reported by Axios, the plan has many points', 'axios'],
    ['Bloomberg News reported earlier that', 'bloomberg'],
    ['according to a Financial Times report', 'financial times'],
    ['Three sources told the AFP news agency', 'afp'],
    ['The TASS news agency quoted Peskov as saying', 'government of russia'],
    ['In comments carried by TASS, Peskov said', 'government of russia'],
    ['The BBC’s Russian service has confirmed', 'bbc'],
    ['A Guardian investigation found', 'scott trust'],
    ['ЕС готовит санкции, узнал Bloomberg', 'bloomberg'],
    ['Об этом сообщает агентство Reuters со ссылкой на источники', 'thomson reuters'],
    ['Песков заявил, передает корреспондент РИА Новости', 'government of russia'],
    ['Об этом пишет «Украинская правда»', 'dragon capital'],
    ['Про це пише Politico з посиланням на дипломатів', 'politico'],
    ["Про це він сказав в інтерв'ю CNN", 'cnn'],
    ['Як передає Укрінформ, про це повідомили', 'ukrinform'],
    ['Das sagte er der Süddeutschen Zeitung', 'süddeutsche zeitung'],
    ['sagte der Minister dem Spiegel', 'spiegel-verlag'],
    ['wie die dpa erfuhr', 'dpa'],
    ['heißt es in einem Bericht der FAZ', 'frankfurter allgemeine zeitung'],
    ['a indiqué une source à l’AFP', 'afp'],
    ['a-t-il déclaré au Monde', 'le monde'],
    ['révèle Mediapart', 'mediapart'],
    ['Jak informuje agencja Reutera', 'thomson reuters'],
    ['powiedział w rozmowie z Polskim Radiem', 'polskie radio'],
    ['przekazała PAP rzeczniczka', 'pap'],
  ])('%s', (text, key) => {
    expect(quotedIn(text)).toEqual([key]);
    expect(quotedIn('A crane', text)).toEqual([key]);
  });

  it.each([
    ['WSJ: data shared no more', 'wall street journal'],
    ['Санкции готовы — Politico', 'politico'],
    ['Sanctions are ready (FT)', 'financial times'],
  ])('in a headline alone: %s', (title, key) => {
    expect(quotedIn(title)).toEqual([key]);
    expect(quotedIn('A crane', title)).toEqual([]);
  });

  it('by the name that another desk gives its own source', () => {
    const sources = new Map<string, Source>([
      ['one', aSource({ id: 'one', name: 'The Example Times', owner: 'Example' })],
    ]);
    const found = namesOf(sources).attributionOf({ title: 'According to the Example Times', summary: null });
    expect(found.quoted).toMatchObject([{ key: 'example', source: { id: 'one' } }]);
  });
});

describe('a name alone is no quotation', () => {
  it.each([
    'Russia designates Radio Free Europe undesirable',
    'Reuters wins a prize',
    'Moscow court jails Wall Street Journal correspondent',
    'EU sanctions RT and Sputnik',
    'У Медузы новый редактор',
    'Суд у Москві оштрафував Радіо Свобода',
    'Drohne trifft Büro der Deutschen Welle',
    'Polska: protest przed TVP',
    'Die Welt schaut zu',
    'Ein Bild der Zerstörung',
    'Le monde entier regarde',
    'Trump sues New York Times',
    'BBC apologises over edited speech',
    'According to police',
  ])('%s', (text) => {
    expect(quotedIn(text)).toEqual([]);
    expect(quotedIn('A crane', text)).toEqual([]);
  });
});

describe('a report gives a government’s account', () => {
  it.each([
    ['Russian MoD says its forces took a village', 'Russia’s defence ministry'],
    ["Russia's Defense Ministry: 30 drones downed", 'Russia’s defence ministry'],
    ['Kremlin: talks go on', 'the Kremlin'],
    ['Moscow says it shot down drones', 'Russia'],
    ['Минобороны РФ сообщило о взятии села', 'Russia’s defence ministry'],
    ['В Кремле заявили о готовности', 'the Kremlin'],
    ['Генштаб: 150 боєзіткнень за добу', 'Ukraine’s general staff'],
    ['У МЗС України заявили', 'Ukraine’s foreign ministry'],
    ['Laut russischem Verteidigungsministerium', 'Russia’s defence ministry'],
    ['Le ministère russe de la Défense affirme', 'Russia’s defence ministry'],
    ['Rosyjskie ministerstwo obrony twierdzi', 'Russia’s defence ministry'],
    ['Pentagon announces aid', 'the Pentagon'],
    ['President of Russia says talks go on', 'President of Russia'],
  ])('%s', (title, name) => {
    expect(officialsIn(title)).toEqual([name]);
  });

  it.each([
    'Strike hits Kremlin building',
    'Explosion near the defence ministry in Moscow',
    'Putin arrives in Beijing',
    'Ukraine: what we know',
    'Russia said to plan new attack',
  ])('but not here: %s', (title) => {
    expect(officialsIn(title)).toEqual([]);
  });

  it('in the first sentence of a summary, and no further down', () => {
    const first = 'Russian forces took the village, the Kremlin said on Tuesday. Trucks burned at the roadside.';
    const second =
      'Trucks burned at the roadside of the village on Tuesday, our reporter saw. The Kremlin said it was calm.';
    expect(officialsIn('A village', first)).toEqual(['the Kremlin']);
    expect(officialsIn('A village', second)).toEqual([]);
  });
});

it('knows who is behind a wire’s name', () => {
  expect(originNamed('Associated Press')).toEqual({ key: 'ap', name: 'AP', source: null });
  expect(originNamed(' tass ')).toMatchObject({ key: 'government of russia', source: { id: 'tass' } });
  expect(originNamed('Straits Times')).toEqual({ key: 'straits times', name: 'Straits Times', source: null });
});
