import { describe, expect, it } from 'vitest';
import { createTopicJudge } from '../../src/news/topic-judge.ts';

const topics = [
  {
    id: 'military',
    name: 'Military',
    words: ['missile*', 'drone*', 'f-16', 'ракет*', 'дрон', '导弹', 'general staff'],
  },
  { id: 'sanctions', name: 'Sanctions', words: ['sanction*', 'санкц*', 'export control*', 'asset'] },
  { id: 'diplomacy', name: 'Diplomacy', words: ['talks', 'nato-russia council', 'переговор*', 'об’єднання', 'ёлка'] },
];
const topic = (title: string, summary: string | null = null, categories: string[] = []) =>
  createTopicJudge({ topics })({ title, summary, categories }).topic;

describe('words', () => {
  it.each([
    ['Missiles over Kyiv', 'military'],
    ['MISSILE', 'military'],
    ['Anti-missile shield', 'military'],
    ['An F-16 lands', 'military'],
    ['Ракетный удар', 'military'],
    ['Дрон над городом', 'military'],
    ['Дроны над городом', 'other'],
    ['俄罗斯发射导弹。', 'military'],
    ['Assets frozen', 'other'],
    ['Asset frozen', 'sanctions'],
    ['Export controls widened', 'sanctions'],
    ['Export of controls', 'other'],
    ['General staff: no change', 'military'],
    ['NATO–Russia Council meets', 'diplomacy'],
    ['Об’єднання сил', 'diplomacy'],
    ['Елка', 'diplomacy'],
    ['Stalks and small talk', 'other'],
    ['', 'other'],
  ])('%s', (title, id) => expect(topic(title)).toBe(id));
});

it('weighs the title more than the summary, and the publisher’s labels between', () => {
  expect(topic('Talks in Geneva', 'Sanctions remain, and export controls.')).toBe('diplomacy');
  expect(topic('Talks in Geneva', 'Sanctions, export controls, every asset: drone talks')).toBe('diplomacy');
  expect(topic('In Geneva', 'talks', ['Sanctions'])).toBe('sanctions');
});

it('counts a word once however often it is said, and prefers the topic named first', () => {
  expect(topic('Talks, talks, talks: sanctions, export controls')).toBe('sanctions');
  expect(topic('Sanctions and drones')).toBe('military');
});

it('bears topics without words and names of built-in properties', () => {
  const matcher = createTopicJudge({ topics: [{ id: 'a', name: 'A', words: ['', '*', '  '] }] });
  expect(matcher({ title: 'constructor __proto__ *', summary: null }).topic).toBe('other');
});
