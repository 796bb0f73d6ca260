import type { Drill } from '../content/drill-file.ts';
import type { Happening } from '../drill/happening.ts';
import type { DrillRules } from '../drill/rules.ts';
import { heading, note, paragraph, text } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { renderTerminal, type TerminalView } from '../platform/terminal/render.ts';
import { happeningWords, postsByMessage } from './drill-line.ts';
import { rulesWords } from './drill-score.ts';

/** How wide a terminal is, and whether it shows colours. */
export type Screen = Pick<TerminalView, 'columns' | 'colour'>;

/** Draws a drill as text. */
export interface DrillScreen {
  /** What stands above everything. */
  title(rules: DrillRules): string;
  /** One moment: the local time, what happened, and what came to the channels; of what editors are told, one sentence. */
  moment(happening: Happening): string;
  /** A local time, for example `15 Nov 19:41`. */
  time(at: number): string;
}

/** Draws a drill for a terminal, its times in its own zone. */
export function createDrillScreen({
  screen,
  drill: { title, about, zone },
}: {
  readonly screen: Screen;
  readonly drill: Pick<Drill, 'title' | 'about' | 'zone'>;
}): DrillScreen {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: '2-digit', month: 'short' });
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const time = (at: number): string => `${day.format(at)} ${clock.format(at)}`;
  const margin = ' '.repeat('~15 Nov 19:41  '.length);

  const drawn = (message: Message, now: number, before: string): string => {
    const columns = screen.columns - before.length;
    const lines = renderTerminal(message, { ...screen, columns, zone, now })
      .trimEnd()
      .split('\n');
    return lines.map((line) => `${`${before}${line}`.trimEnd()}\n`).join('');
  };

  return {
    time,
    title: (rules) =>
      `${drawn(
        said(
          heading(`DRILL · ${title}`),
          paragraph(about),
          note(`Times are those of ${zone}; ~ is about. Alerts and stories have numbers of the drill's own.`),
          note(`Rules: ${rulesWords(rules)}.`),
        ),
        0,
        '',
      )}\n`,
    moment(happening) {
      const { at, about, posts } = happening;
      const stamp = `${about ? '~' : ' '}${time(at)}`.padEnd(margin.length);
      const line = (...content: readonly Inline[]): string => drawn(said(paragraph(...content)), at, margin);
      const words = happeningWords(happening).map((content) => line(...content));
      const came = postsByMessage(posts).flatMap(({ place, message, notice }) =>
        notice
          ? [line(text(`${place}: ${message.summary}`))]
          : [line(text(`${place}:`)), drawn(message, at, `${margin}│ `)],
      );
      return `${stamp}${[...words, ...came].join('').slice(margin.length)}\n`;
    },
  };
}

const said = (...blocks: readonly Block[]): Message => ({ tone: 'routine', summary: '', blocks });
