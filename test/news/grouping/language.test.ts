import { expect, it } from 'vitest';
import { languageOf } from '../../../src/news/grouping/language.ts';

it.each([
  ['NATO ministers meet in Brussels on air defence', 'en'],
  ['Міністри оборони зустрілися у Брюсселі', 'uk'],
  ['Министры обороны встретились в Брюсселе', 'ru'],
  ['Die Verteidigungsminister beraten in Brüssel', 'de'],
  ['Les ministres de la Défense se réunissent à Bruxelles', 'fr'],
  ['Ministrowie obrony spotkali się w Brukseli', 'pl'],
  ['Los ministros de Defensa se reúnen en Bruselas', 'es'],
])('tells the language of a headline: %s', (text, language) => {
  expect(languageOf(text, null)).toBe(language);
});

it('believes what is declared where nothing speaks against it', () => {
  expect(languageOf('Brussels', 'de-AT')).toBe('de');
  expect(languageOf('Oslo: NATO', 'nob')).toBe('nb');
  expect(languageOf('Brussels', 'no language at all')).toBeNull();
});

it('does not believe a feed that declares English and writes Ukrainian', () => {
  expect(languageOf('Міністри оборони зустрілися у Брюсселі', 'en-US')).toBe('uk');
});

it('says nothing of what has no words', () => {
  for (const text of ['', '12 345', '北京']) expect(languageOf(text, null)).toBeNull();
});
