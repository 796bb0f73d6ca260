import { expect, it } from 'vitest';
import { textOnce } from '../../src/store/text-once.ts';

it('writes a value once, and an equal one by itself', () => {
  const written: object[] = [];
  const text = textOnce((value: object) => {
    written.push(value);
    return JSON.stringify(value);
  });
  const [one, equal] = [{ a: 1 }, { a: 1 }];
  expect([text(one), text(one), text(equal)]).toEqual(['{"a":1}', '{"a":1}', '{"a":1}']);
  expect(written).toEqual([one, equal]);
});
