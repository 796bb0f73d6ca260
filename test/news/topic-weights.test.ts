import { statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { trainedTopics } from '../../src/news/topic.ts';
import shipped from '../../src/news/topic-weights.json' with { type: 'json' };

const line = /^(?<texts>\d+) (?:-?\d+ ){3}(?<feature>\S.*)$/;

test('what ships is small', () => {
  const file = fileURLToPath(new URL('../../src/news/topic-weights.json', import.meta.url));
  expect(statSync(file).size).toBeLessThan(300_000);
  expect(shipped.bias).toHaveLength(trainedTopics.length);
});

test('it holds words and pairs of words that several texts share, and nothing longer', () => {
  const wrong = shipped.words.filter((text) => {
    const { texts, feature } = line.exec(text)?.groups ?? {};
    const words = feature?.replace(/^\. /, '').split(' ') ?? [];
    return !(
      Number(texts) >= 3 &&
      words.length >= 1 &&
      words.length <= 2 &&
      words.every((word) => /^(?:\.|[^\s.]+)$/.test(word))
    );
  });
  expect(wrong).toEqual([]);
});
