import * as z from 'zod';
import { defineCommand } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { layoutSubscribed } from '../src/layout/subscription.ts';
import { nearest } from '../src/news/nearest.ts';
import { personKey } from '../src/news/person.ts';
import { parseTimetable } from '../src/news/timetable.ts';
import { UserError } from '../src/news/user-error.ts';
import { zoneNames } from '../src/news/zones.ts';
import { completing } from './completing.ts';

const MORNING = '08:00';
const times = [MORNING, 'weekdays 08:00', 'mon 09:00', 'every 4 hours'];

/** `/subscribe`: a digest for this channel, at a time that people write in words. */
export const subscribe = ({ topics }: DeskFile) =>
  defineCommand({
    name: 'subscribe',
    summary: 'Post a digest in this channel at a set time',
    audience: 'channel',
    allowed: 'manager',
    options: z.object({
      at: z.string().max(60).default(MORNING).describe('When: 08:00, weekdays 08:00, mon 09:00, every 4 hours'),
      topics: z.string().max(100).optional().describe('Topics, separated by commas; all where left out'),
      zone: z.string().max(50).optional().describe('Time zone such as Europe/Kyiv; yours where it is known'),
      limit: z.int().min(1).max(25).default(10).describe('Most stories in one digest'),
      alerts: z.boolean().default(true).describe('Breaking alerts too'),
    }),
    examples: ['/subscribe 08:00', '/subscribe "weekdays 07:30" zone:Europe/Kyiv topics:military,diplomacy'],
    suggest: {
      at: completing(times),
      zone: completing(zoneNames()),
      topics: completing(topics.map((topic) => topic.id)),
    },
    answer: async (options, { desk, now, asker, channel }) => {
      if (channel === null) throw new UserError('Subscribe from inside the channel that shall receive the digest.');
      const said = inOneBreath(options.at, topics);
      const zone = options.zone ?? said.zone ?? asker.timeZone ?? desk.zone;
      const report = await desk.subscribe({
        channel,
        topics: topicIds(options.topics ?? said.topics.join(' '), topics),
        timetable: parseTimetable(said.at, zone, now),
        limit: options.limit,
        alerts: options.alerts,
        by: personKey(asker),
      });
      return layoutSubscribed(report);
    },
  });

/** A time typed together with topics or a zone, as in `09:00 military Europe/Kyiv`: each word goes where it belongs. */
function inOneBreath(typed: string, topics: DeskFile['topics']) {
  const words = typed.split(/[\s,]+/).filter((word) => word !== '');
  const isTopic = (word: string): boolean => topics.some(({ id }) => id === word.toLowerCase());
  const isZone = (word: string): boolean => /^(utc|[a-z]+(\/[a-z_+-]+)+)$/i.test(word);
  const time = words.filter((word) => !isTopic(word) && !isZone(word));
  const named = words.length > time.length;
  return {
    // A list of weekdays has commas of its own.
    at: !named ? typed : time.length === 0 ? MORNING : time.join(' '),
    topics: words.filter(isTopic),
    zone: words.find(isZone),
  };
}

function topicIds(typed: string, topics: DeskFile['topics']): readonly string[] {
  const words = typed.split(/[\s,]+/).filter((word) => word !== '');
  const ids = topics.map((topic) => topic.id);
  return words.map((word) => {
    const id = ids.find((known) => known === word.toLowerCase());
    if (id !== undefined) return id;
    const meant = nearest(word, ids);
    throw new UserError(
      `“${word}” is no topic of this desk. ${meant === null ? `Topics are ${ids.join(', ')}.` : `Did you mean ${meant}?`}`,
    );
  });
}
