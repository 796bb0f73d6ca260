import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { preparedStatements } from '../../../src/store/sqlite/statements.ts';

function counting(options: { readonly most?: number; readonly longest?: number } = {}) {
  const database = new Database(':memory:');
  const asked: string[] = [];
  const prepare = (text: string) => {
    asked.push(text);
    return database.prepare(text);
  };
  // Of a database only this one is asked for.
  const prepared = preparedStatements({ database: { prepare } as Pick<Database.Database, 'prepare'>, ...options });
  return { database, asked, prepared };
}

it('prepares a statement once, and the last used least often again', () => {
  const { asked, prepared } = counting({ most: 2 });
  for (const number of [1, 2, 1, 3, 1, 2]) expect(prepared(`select ${number} as n`).all()).toEqual([{ n: number }]);
  expect(asked).toEqual(['select 1 as n', 'select 2 as n', 'select 3 as n', 'select 2 as n']);
});

it('keeps no long one, and lets none go for it', () => {
  const { asked, prepared } = counting({ most: 1, longest: 20 });
  for (const text of ['select 1', 'select 1, 2, 3, 4, 5, 6', 'select 1', 'select 1, 2, 3, 4, 5, 6']) prepared(text);
  expect(asked).toEqual(['select 1', 'select 1, 2, 3, 4, 5, 6', 'select 1, 2, 3, 4, 5, 6']);
});

it('finds what was added to a table since', () => {
  const { database, prepared } = counting();
  database.exec('create table notes (text)');
  database.exec(`insert into notes values ('one')`);
  expect(prepared('select * from notes').all()).toEqual([{ text: 'one' }]);
  database.exec('alter table notes add column time default 7');
  expect(prepared('select * from notes').all()).toEqual([{ text: 'one', time: 7 }]);
});
