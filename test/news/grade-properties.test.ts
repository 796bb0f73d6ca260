import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { denies } from '../../src/news/denial.ts';
import { credibilityOf, type Findings, type Grade, gradeCode, gradeOf } from '../../src/news/grade.ts';
import type { Source } from '../../src/news/source.ts';
import type { StoredUpdate } from '../../src/news/update.ts';
import { aSource, aStoredUpdate, HOUR, NOON } from '../support/news.ts';

const witnesses = ['alpha', 'beta', 'gamma', 'delta'];
const sources = new Map(
  [
    aSource({ id: 'alpha', name: 'Alpha Post', bloc: 'nato', reliability: 'B' }),
    aSource({ id: 'beta', name: 'Beta Herald', bloc: 'independent', reliability: 'C' }),
    aSource({ id: 'gamma', name: 'Gamma Radio', bloc: 'ukraine', reliability: 'C' }),
    aSource({ id: 'delta', name: 'Delta Times', bloc: 'nato', reliability: 'A' }),
    aSource({ id: 'fresh', name: 'Fresh Courier', bloc: 'other', reliability: 'C' }),
    aSource({ id: 'state', bloc: 'russia', reliability: 'C', stateMedia: 'controlled' }),
    aSource({ id: 'ministry', kind: 'government', owner: 'State', bloc: 'russia', reliability: 'A' }),
    aSource({ id: 'blog', owner: 'unknown', bloc: 'unknown', reliability: 'F' }),
    aSource({ id: 'poor', bloc: 'other', reliability: 'E' }),
  ].map((source): [string, Source] => [source.id, source]),
);

const summaries = [
  null,
  'The bridge was closed at noon.',
  'The bridge was closed at noon after two trucks had met on it, and engineers went out to look at the cables before nightfall.',
  'Russia’s defence ministry said the bridge was closed.',
  'Reuters reported that the bridge was closed.',
];
const titles = ['Bridge closed', 'Traffic stands at the bridge', 'Kremlin: bridge closed'];
const report = fc.record({
  source: fc.constantFrom(...witnesses, 'state', 'ministry', 'blog', 'poor', 'stranger'),
  title: fc.constantFrom(...titles),
  summary: fc.constantFrom(...summaries),
  wire: fc.constantFrom(null, null, null, 'AFP', 'state', 'alpha'),
});
const stories = fc
  .array(report, { minLength: 1, maxLength: 8 })
  .map((reports) => reports.map((one, at) => aStoredUpdate({ ...one, published: NOON + at * HOUR, seq: at + 1 })));
const later = (given: Partial<StoredUpdate>) =>
  aStoredUpdate({ title: 'Bridge closed', published: NOON + 99 * HOUR, ...given });

/** A 6 stays a 6, whatever its letter: it says who speaks, and judges nothing. */
const atMost = (after: Grade, before: Grade): boolean =>
  after.credibility >= before.credibility && (after.credibility === 6 || after.reliability >= before.reliability);

const runs = { numRuns: 500 };

describe('a grade is never raised', () => {
  const never = (what: string, added: StoredUpdate) =>
    it(`by ${what}`, () => {
      fc.assert(
        fc.property(stories, (story) => {
          const before = gradeOf(story, sources);
          const after = gradeOf([...story, added], sources);
          expect(atMost(after, before), `${gradeCode(before)} → ${gradeCode(after)}`).toBe(true);
        }),
        runs,
      );
    });

  never('a source that nobody lists', later({ source: 'stranger' }));
  never('a source of which nothing is known', later({ source: 'blog' }));
  never('an unreliable source', later({ source: 'poor' }));
  never('a government', later({ source: 'ministry' }));
  never('a state’s medium', later({ source: 'state' }));
});

describe('what rests on a witness that is there', () => {
  const own = (source: string) =>
    later({ source, title: 'Bridge closed', summary: summaries[2] ?? null, published: NOON - HOUR });
  const grades = (added: StoredUpdate) =>
    fc.assert(
      fc.property(stories, (story) => {
        const before = [own('alpha'), ...story];
        expect(atMost(gradeOf([...before, added], sources), gradeOf(before, sources))).toBe(true);
      }),
      runs,
    );

  it('raises nothing as a copy of its text', () => {
    grades(later({ source: 'fresh', summary: summaries[2] ?? null }));
  });
  it('raises nothing as a credited copy', () => {
    grades(later({ source: 'fresh', wire: 'Alpha Post' }));
  });
  it('raises nothing as a quotation', () => {
    grades(later({ source: 'fresh', summary: 'The Alpha Post reported that the bridge was closed.' }));
  });
});

it('is never lowered by an independent reliable witness', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const before = gradeOf(story, sources);
      const after = gradeOf([...story, later({ source: 'fresh', title: 'Seen from the bridge' })], sources);
      expect(after.credibility, gradeCode(before)).toBeLessThanOrEqual(before.credibility);
      if (before.credibility < 6) expect(after.reliability <= before.reliability).toBe(true);
    }),
    runs,
  );
});

it('names the one thing that decided it', () => {
  const found: Findings = { owners: 3, relaying: 0, sides: 2, statement: null, contested: false };
  const said = (given: Partial<Findings>) => {
    const { credibility, reason } = credibilityOf({ ...found, ...given });
    return `${credibility}: ${reason}`;
  };
  expect(said({})).toBe('1: 3 independent owners from 2 blocs report it.');
  expect(said({ sides: 1 })).toBe('2: 3 independent owners report it.');
  expect(said({ owners: 1 })).toBe('3: One independent owner reports it.');
  expect(said({ relaying: 2 })).toBe('1: 3 independent owners from 2 blocs report it.');
  expect(said({ owners: 2, relaying: 1 })).toBe(
    '2: 2 independent owners report it, and 1 more passes on official statements.',
  );
  expect(said({ owners: 0, relaying: 3, statement: 'the Kremlin' })).toBe(
    '3: All reports rest on a statement of the Kremlin.',
  );
  expect(said({ owners: 0, relaying: 1, statement: 'the Kremlin' })).toBe(
    '3: The one independent report rests on a statement of the Kremlin.',
  );
  expect(said({ owners: 0, relaying: 2 })).toBe('3: All reports rest on statements of several governments.');
  expect(said({ contested: true })).toBe('3: 3 independent owners report it, but another side denies it.');
  expect(said({ owners: 1, contested: true })).toBe('4: One independent owner reports it, but another side denies it.');
  expect(said({ owners: 0, relaying: 5, contested: true })).toBe(
    '4: Official statements say it, but another side denies it.',
  );
  expect(said({ owners: 0, contested: true })).toMatch(/^6: Only official statements/);
});

describe('statements and denials', () => {
  const gradeWords = (...reports: [source: string, title: string, summary?: string][]) => {
    const updates = reports.map(([source, title, summary = null], at) =>
      aStoredUpdate({ source, title, summary, seq: at }),
    );
    const grade = gradeOf(updates, sources);
    return `${gradeCode(grade)} ${grade.reason}`;
  };

  it.each([
    [
      'one ministry, three outlets',
      [
        ['alpha', 'Russian MoD says bridge taken'],
        ['beta', 'Bridge taken', 'Russia’s defence ministry said the bridge was taken.'],
        ['gamma', 'Минобороны РФ: мост взят'],
      ],
      'B3 All reports rest on a statement of Russia’s defence ministry.',
    ],
    [
      'two voices of one government',
      [
        ['alpha', 'Kremlin: bridge taken'],
        ['beta', 'Russian MoD says bridge taken'],
      ],
      'B3 All reports rest on a statement of Russia’s authorities.',
    ],
    [
      'two governments',
      [
        ['alpha', 'Kremlin: bridge taken'],
        ['beta', 'Zelensky says bridge is lost'],
      ],
      'B3 All reports rest on statements of several governments.',
    ],
    [
      'one who was there',
      [
        ['alpha', 'Kremlin: bridge taken'],
        ['beta', 'Russian MoD says bridge taken'],
        ['gamma', 'Soldiers stand on the bridge'],
      ],
      'B3 One independent owner reports it, and 2 more pass on official statements.',
    ],
    [
      'an outlet that heard and saw',
      [
        ['alpha', 'Kremlin: bridge taken'],
        ['alpha', 'What we saw at the bridge'],
        ['beta', 'Kremlin: bridge taken'],
      ],
      'B3 One independent owner reports it, and 1 more passes on official statements.',
    ],
    [
      'a denial by the other side',
      [
        ['alpha', 'Bridge hit by missile'],
        ['beta', 'Missile hits bridge'],
        ['state', 'Russia denies strike on bridge'],
      ],
      'B3 2 independent owners report it, but another side denies it.',
    ],
    [
      'a denial that an outlet passes on',
      [
        ['alpha', 'Bridge hit by missile'],
        ['alpha', 'Kremlin denies strike on bridge'],
      ],
      'B4 One independent owner reports it, but another side denies it.',
    ],
    [
      'a denial by nobody known',
      [
        ['alpha', 'Bridge hit by missile'],
        ['beta', 'Missile hits bridge'],
        ['blog', 'Army denies strike on bridge'],
      ],
      'B2 2 independent owners report it.',
    ],
    [
      'the denial is the story',
      [
        ['alpha', 'Kremlin denies strike'],
        ['beta', 'Kremlin rejects claims of strike'],
      ],
      'B3 All reports rest on a statement of the Kremlin.',
    ],
  ] as const)('%s', (_, reports, expected) => {
    expect(gradeWords(...(reports as never as [string, string][]))).toBe(expected);
  });

  it.each([
    'Kremlin denies strike',
    'Kremlin denies reports of visa requests',
    'Berlin denies plans for an extradition',
    'Company rejects the latest allegations',
    'Army dismisses report as false',
    'Минобороны опровергло удар',
    'Песков назвал публикацию фейком',
    'ЗСУ спростували втрату села',
    'Офіс президента заперечує',
    'Kreml dementiert Angriff',
    'Moskau weist Vorwürfe zurück',
    'Le Kremlin dément la frappe',
    'Kreml zaprzecza',
    'MON zdementowało doniesienia',
  ])('a denial: %s', (title) => {
    expect(denies(title)).toBe(true);
  });

  it.each([
    'Reporter denied entry to Minsk',
    'Athletes are denied visas',
    'Poland denies Russian minister’s plane overflight',
    'Court denies the opposition a permit',
    'Debunked claim returns',
    'Parliament rejects budget',
    'Denis returns',
    'Denial of service hits port',
    'Le niveau monte',
  ])('no denial: %s', (title) => {
    expect(denies(title)).toBe(false);
  });
});

it('does not take a state agency for a witness where the desk lists none', () => {
  const copies = ['alpha', 'beta', 'gamma'].map((source, at) =>
    later({ source, title: `Bridge ${at}`, wire: 'Xinhua' }),
  );
  expect(gradeCode(gradeOf(copies, sources))).toBe('B6');
});

it.each([
  ['none', 'B3'],
  ['public', 'B3'],
  ['funded', 'B6'],
  ['controlled', 'B6'],
  ['unknown', 'B6'],
] as const)('takes a medium with a tie of %s to a state for %s', (stateMedia, grade) => {
  const medium = aSource({ id: 'medium', stateMedia });
  expect(gradeCode(gradeOf([later({ source: 'medium' })], new Map([['medium', medium]])))).toBe(grade);
});
