import type { Command } from '../../command/command.ts';
import type { Log } from '../../log.ts';
import type { Message } from '../../message/message.ts';
import { channelKey } from '../../news/channel.ts';
import type { Store } from '../../store/store.ts';
import { type Board, type Entry, messageOf } from './board.ts';
import { drawEntry } from './entry.ts';
import { drawn, html, type Markup } from './markup.ts';
import { newsroomChannel } from './newsroom-channel.ts';
import { drawChannels, drawPage, drawStatus, type NewsroomStatus } from './page.ts';
import { type Preview, plainPreview } from './preview.ts';

/** What the reader chose: a channel by its key, a preview by its name. */
export interface Choice {
  readonly channel?: string;
  readonly view?: string;
}

/** The page and the parts of it that change, drawn from what stands now. */
export interface Drawing {
  readonly previews: readonly Preview[];
  page(choice: Choice): Promise<string>;
  channels(choice: Choice): Promise<Markup>;
  status(): Promise<Markup>;
  entry(entry: Entry, view: string | undefined): Markup;
}

/** `previews` come after the page's own plain one. A preview that fails is replaced by it, and the log says why. */
export function createDrawing({
  board,
  channels,
  commands,
  previews: given,
  readOnly,
  status,
  log,
}: {
  readonly board: Board;
  readonly channels: Pick<Store['channels'], 'byKey'>;
  readonly commands: readonly Command[];
  readonly previews: readonly Preview[];
  readonly readOnly: boolean;
  readonly status: () => Promise<NewsroomStatus>;
  readonly log: Pick<Log, 'error'>;
}): Drawing {
  const previews = [plainPreview, ...given];
  const labels = new Map(previews.map(({ name, label }) => [name, label]));
  const named = (name: string | undefined): Preview | undefined => previews.find((preview) => preview.name === name);

  const drawMessage = (message: Message, preview: Preview): Markup => {
    try {
      return html`<div class="preview-${preview.name}">${drawn(preview.draw(message))}</div>`;
    } catch (error) {
      log.error({ err: error }, `web: a message could not be drawn, so it is shown plain (${preview.name})`);
      return drawn(plainPreview.draw(message));
    }
  };
  const drawWith = (entry: Entry, preview: Preview): Markup => drawEntry(entry, drawMessage(messageOf(entry), preview));
  const drawStatusNow = async (): Promise<Markup> => {
    try {
      return drawStatus(await status());
    } catch (error) {
      log.error({ err: error }, 'web: the status could not be read');
      const text = 'Cannot be read now. The log says why.';
      return drawStatus({ lines: [{ label: 'Status', state: 'failing', text }] });
    }
  };
  const drawChannelsNow = async ({ channel = '', view }: Choice): Promise<Markup> =>
    drawChannels(await board.channels(), { chosen: channel, view: named(view)?.name ?? null, labels });

  return {
    previews,
    channels: drawChannelsNow,
    status: drawStatusNow,
    entry: (entry, view) => drawWith(entry, named(view) ?? plainPreview),
    page: async ({ channel: key, view }) => {
      const channel = (key === undefined ? null : await channels.byKey(key)) ?? newsroomChannel;
      const chosen = channelKey(channel);
      const preview = named(view) ?? named(channel.platform) ?? plainPreview;
      const [entries, list, statusNow] = await Promise.all([
        board.entries(chosen),
        drawChannelsNow({ channel: chosen, view }),
        drawStatusNow(),
      ]);
      return drawPage({
        channel,
        preview,
        previews,
        commands,
        readOnly,
        channels: list,
        status: statusNow,
        entries: entries.map((entry) => drawWith(entry, preview)),
      });
    },
  };
}
