import { expect, test } from 'vitest';
import { answerMark, deliveryMark, nonceOf } from '../../../src/platform/discord/marker.ts';

const deliveries = Array.from({ length: 10_000 }, (_, number) => `delivery-${number}`);

test('a mark is a number of 31 bits above those that Discord gives by itself', () => {
  const marks = deliveries.map((id) => deliveryMark(id, 0));
  expect(marks.filter((mark) => mark < 2 ** 20 || mark >= 2 ** 31)).toEqual([]);
});

test('marks and nonces tell deliveries, pages and answers apart', () => {
  const marks = [deliveryMark('a', 0), deliveryMark('a', 1), deliveryMark('b', 0), answerMark('a')];
  expect(new Set(marks).size).toBe(4);
  expect(new Set(deliveries.map((id) => nonceOf(id, 0))).size).toBe(deliveries.length);
  expect(nonceOf('a', 0)).toHaveLength(25);
});
