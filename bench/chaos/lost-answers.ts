import { channelKey } from '../../src/news/channel.ts';
import type { Store } from '../../src/store/store.ts';
import type { Row } from './oracle.ts';
import { rowOf, withoutReceipt } from './rows.ts';
import type { Stage } from './stage.ts';

/** The posts that took effect without the bot learning it, by `channel receipt`. */
export interface LostAnswers {
  /** A bot was just killed: adds what it had posted without keeping the receipt. */
  atKill(): Promise<void>;
  /** Those whose answer the weather destroyed, and those of the kills. */
  all(): ReadonlySet<string>;
  /** How many of them stand for a row that was sent all the same. */
  reconciled(rows: readonly Row[]): number;
}

export function createLostAnswers({ store, stage }: { readonly store: Store; readonly stage: Stage }): LostAnswers {
  const atKills = new Set<string>();
  const known = new Set(stage.channels.map(channelKey));

  const all = (): ReadonlySet<string> => new Set([...atKills, ...byWeather(stage, known)]);

  return {
    atKill: async () => {
      const open = await store.deliveries.recent({ states: ['sending', 'uncertain', 'pending'], limit: 5_000 });
      for (const row of open.filter(({ channel }) => known.has(channel)).map(rowOf))
        for (const { channel, receipt } of withoutReceipt(row, stage.standingIn(row.channel)))
          atKills.add(`${channel} ${receipt}`);
    },
    all,
    reconciled: (rows) => {
      const sent = rows.filter(({ state }) => state === 'sent');
      const accounted = new Set(sent.flatMap(({ channel, marks }) => marks.map((mark) => `${channel} ${mark}`)));
      const lost = all();
      return stage
        .standing()
        .filter(({ channel, receipt }) => lost.has(`${channel} ${receipt}`))
        .filter(({ channel, mark }) => accounted.has(`${channel} ${mark}`)).length;
    },
  };
}

/** Of posts to the channels of the stage only: answers to people are no deliveries. */
function byWeather({ slack, discord }: Stage, known: ReadonlySet<string>): readonly string[] {
  const onSlack = slack.workspace.lostAnswers
    .filter(({ call }) => call === 'chat.postMessage')
    .map(({ answer }) => {
      const { channel, ts } = partsOf(answer);
      return [`slack:${channel}`, ts] as const;
    });
  const onDiscord = discord.world.lostAnswers
    .filter(({ call }) => /^POST \/channels\/\d+\/messages$/.test(call))
    .map(({ answer }) => {
      const { channel_id, id } = partsOf(answer);
      return [`discord:${channel_id}`, id] as const;
    });
  return [...onSlack, ...onDiscord]
    .filter(([channel, receipt]) => known.has(channel) && receipt !== undefined)
    .map(([channel, receipt]) => `${channel} ${receipt}`);
}

/** The stand-ins keep answers as they were made: objects, or the text of a response address. */
const partsOf = (answer: unknown): Readonly<Record<string, unknown>> =>
  typeof answer === 'object' && answer !== null ? (answer as Record<string, unknown>) : {};
