import type { Message } from '../src/message/message.ts';
import { renderDiscord } from '../src/platform/discord/render.ts';
import { renderSlack } from '../src/platform/slack/render.ts';
import { renderTerminal } from '../src/platform/terminal/render.ts';
import { renderHtml } from '../src/platform/web/render.ts';
import { type Bench, figure } from './harness/bench.ts';
import { digestMessage } from './harness/digest-message.ts';
import { rate } from './harness/rate.ts';

const view = { columns: 100, colour: true, zone: 'Europe/Kyiv', now: Date.UTC(2026, 10, 23, 6) };

const renderers: Readonly<Record<string, (message: Message) => unknown>> = {
  Slack: renderSlack,
  Discord: renderDiscord,
  terminal: (message) => renderTerminal(message, view),
  web: renderHtml,
};

export const bench: Bench = {
  name: 'render',
  summary: 'Drawing a digest of twelve stories, on one core.',
  async run({ progress }) {
    return Object.entries(renderers).map(([name, render]) => {
      progress(`render: ${name}`);
      return figure(
        name,
        rate(() => render(digestMessage)),
        'messages/s',
      );
    });
  },
};
