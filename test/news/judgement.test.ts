import { describe, expect, it } from 'vitest';
import { corroborationOf } from '../../src/news/corroboration.ts';
import { gradeCode, gradeOf } from '../../src/news/grade.ts';
import type { Source } from '../../src/news/source.ts';
import { aSource, aStoredUpdate } from '../support/news.ts';

const sources = new Map(
  [
    aSource({ id: 'alpha', bloc: 'nato', reliability: 'B' }),
    aSource({ id: 'beta', bloc: 'independent', reliability: 'C' }),
    aSource({ id: 'gamma', bloc: 'ukraine', reliability: 'C' }),
    aSource({ id: 'alpha-world', owner: 'alpha', bloc: 'nato' }),
    aSource({ id: 'state', stateMedia: 'controlled', bloc: 'russia', reliability: 'C' }),
    aSource({ id: 'ministry', kind: 'government', bloc: 'russia', reliability: 'A' }),
    aSource({ id: 'blog', reliability: 'F', bloc: 'unknown' }),
  ].map((source): [string, Source] => [source.id, source]),
);
const reports = (...from: (string | { source: string; wire: string })[]) =>
  from.map((one) => aStoredUpdate({ title: 'Talks', ...(typeof one === 'string' ? { source: one } : one) }));

describe('corroboration', () => {
  it('counts an owner once, however many of its outlets report', () => {
    const found = corroborationOf(reports('alpha', 'alpha-world', 'beta'), sources);
    expect(found).toEqual({ owners: ['alpha', 'beta'], outlets: 3, blocs: ['nato', 'independent'] });
  });

  it('counts a wire once, and its copies as no further voice', () => {
    const copies = reports({ source: 'alpha', wire: 'Reuters' }, { source: 'beta', wire: 'REUTERS ' }, 'gamma');
    expect(corroborationOf(copies, sources).owners).toEqual(['reuters', 'gamma']);
  });

  it('counts an agency and the copies of its wire as one voice', () => {
    const copied = reports('gamma', { source: 'alpha', wire: 'Gamma' });
    expect(corroborationOf(copied, sources).owners).toEqual(['gamma']);
  });

  it('hears no further voice in a source that the desk does not list', () => {
    expect(corroborationOf(reports('nobody', 'alpha'), sources)).toMatchObject({ owners: ['alpha'], outlets: 2 });
    expect(corroborationOf(reports('nobody'), sources).owners).toEqual([]);
  });

  it('puts a source that the desk does not list on the unknown side', () => {
    expect(corroborationOf(reports('nobody'), sources).blocs).toEqual(['unknown']);
  });
});

describe('grade', () => {
  it.each([
    ['three owners on three sides', reports('alpha', 'beta', 'gamma'), 'B1'],
    ['two owners', reports('alpha', 'beta'), 'B2'],
    ['one owner with two outlets', reports('alpha', 'alpha-world'), 'B3'],
    ['copies of one wire', reports({ source: 'alpha', wire: 'AFP' }, { source: 'beta', wire: 'AFP' }), 'B3'],
    ['an agency and a copy of its wire', reports('gamma', { source: 'alpha', wire: 'gamma' }), 'C3'],
    ['a copy of a state’s wire', reports('state', { source: 'beta', wire: 'state' }), 'C6'],
    ['a statement, however often repeated', reports('ministry', 'state', 'ministry'), 'A6'],
    ['state media and sources without a record', reports('state', 'blog', 'nobody'), 'C6'],
    ['a source that nobody lists', reports('nobody'), 'F6'],
    ['an unknown source beside a known one raises nothing', reports('alpha', 'blog', 'nobody'), 'B3'],
  ])('%s', (_, updates, expected) => {
    expect(gradeCode(gradeOf(updates, sources))).toBe(expected);
  });
});
