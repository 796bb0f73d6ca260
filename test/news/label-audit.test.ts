import { expect, it } from 'vitest';
import { auditLabels } from '../../src/news/label-audit.ts';
import type { Source } from '../../src/news/source.ts';
import { aSource, NOON } from '../support/news.ts';

const audited = (given: Partial<Source>, days = 365) => {
  const { missing, unknown } = auditLabels(aSource({ id: 'one', ...given }), { now: NOON, days });
  return [...missing.map((words) => `! ${words}`), ...unknown];
};

it.each<[string, Partial<Source>, readonly string[]]>([
  ['a source with everything', {}, []],
  ['one page for all labels', { ownership: null }, []],
  ['no page for reliability', { basis: null }, ['! no page for reliability']],
  [
    'no page at all',
    { basis: null, ownership: null },
    ['! no page for owner, country and bloc', '! no page for stateMedia', '! no page for reliability'],
  ],
  [
    'a government without a page',
    { kind: 'government', reliability: 'F', basis: null, ownership: null },
    ['! no page for owner, country and bloc'],
  ],
  ['never reviewed', { reviewed: null }, ['! never reviewed']],
  ['reviewed too long ago', { reviewed: '2025-11-20' }, ['! last reviewed on 2025-11-20']],
  ['reviewed a year ago', { reviewed: '2025-11-25' }, []],
  ['reviewed tomorrow', { reviewed: '2026-11-25' }, ['! reviewed in the future, on 2026-11-25']],
  [
    'said to be unknown',
    { owner: 'unknown', bloc: 'unknown', stateMedia: 'unknown', reliability: 'F', basis: null, ownership: null },
    ['owner unknown', 'bloc unknown', 'stateMedia unknown', 'reliability F'],
  ],
  ['a government of which no record is known', { kind: 'government', reliability: 'F' }, []],
  ['a feed that nobody saw', { feed: 'https://one.example/' }, ['feed never verified']],
  ['a feed that somebody saw', { feed: 'https://one.example/', verified: '2026-02' }, []],
])('%s', (_, given, expected) => {
  expect(audited(given)).toEqual(expected);
});

it('takes another age', () => {
  expect(audited({ reviewed: '2026-11-01' }, 7)).toEqual(['! last reviewed on 2026-11-01']);
});
