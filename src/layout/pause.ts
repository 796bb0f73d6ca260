import type { PauseLayouts, PauseView } from '../desk/pause.ts';
import type { ResumeReport } from '../desk/resume.ts';
import { actions, ask, note, paragraph, strong, text, time } from '../message/build.ts';
import type { Message } from '../message/message.ts';
import { channelLabel } from './delivery.ts';

/** What a pause reaches, as people call it. */
export function pausedPlace({ channel, scope }: PauseView): string {
  switch (scope) {
    case 'channel':
      return channelLabel(channel);
    case 'workspace':
      return `every channel of the workspace of ${channelLabel(channel)}`;
    case 'platform':
      return `every channel on ${channel.platform}`;
  }
}

/** Tells that nothing can be posted somewhere, why, and what happens to what waits. */
export const layoutPaused: PauseLayouts['paused'] = (pause, reader) => {
  const summary = `Nothing can be posted in ${pausedPlace(pause)} for now.`;
  const kept =
    reader === 'subscriber'
      ? 'You subscribed this channel. Its subscription is kept and goes on by itself once that is mended; /resume in the channel makes it sooner.'
      : 'Subscriptions are kept, what waits is held, and it goes on by itself once that is mended; /resume makes it sooner.';
  return {
    tone: 'problem',
    summary: `${summary} ${pause.reason}`,
    blocks: [paragraph(strong(summary)), paragraph(pause.reason), note(kept)],
  };
};

/** Tells that posts arrive again. */
export const layoutResumed: PauseLayouts['resumed'] = (pause) => {
  const summary = `Posts in ${pausedPlace(pause)} go on.`;
  return {
    tone: 'routine',
    summary,
    blocks: [paragraph(text(`${summary} They were held since `), time(pause.since, 'moment'), '.')],
  };
};

/** What became of a person's wish that posts go on. */
export function layoutResume({ outcome, pause }: ResumeReport): Message {
  const place = pausedPlace(pause);
  switch (outcome) {
    case 'not paused':
      return plain('Nothing is paused here: what is sent goes by itself.');
    case 'looks':
      return plain(`The bot looks at ${place} within a minute. Where nothing is in the way, posts go on.`);
    case 'goes on': {
      const { blocks, ...message } = plain(`Posts in ${place} go on.`);
      const held = note('What was held is on its way, but for alerts older than 12 hours.');
      return { ...message, blocks: [...blocks, held, actions(ask('Status', 'status'))] };
    }
  }
}

const plain = (summary: string): Message => ({ tone: 'routine', summary, blocks: [paragraph(summary)] });
