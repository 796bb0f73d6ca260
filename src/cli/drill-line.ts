import type { AlertOutcome } from '../desk/alert-send.ts';
import { isShort } from '../desk/alert-view.ts';
import type { Decision, Happening } from '../drill/happening.ts';
import { drillEditorsChannel } from '../drill/house.ts';
import type { DrillPost } from '../drill/sandbox.ts';
import { gateWords } from '../layout/alert-gate.ts';
import { strong, text } from '../message/build.ts';
import type { Inline, Message } from '../message/message.ts';
import { writtenName } from '../news/channel.ts';

/** What happened at one moment of a drill, in words; each part on a line of its own. */
export function happeningWords(happening: Happening): readonly (readonly Inline[])[] {
  switch (happening.kind) {
    case 'reported': {
      const { event, source, story, corroboration } = happening;
      const { owners, outlets } = corroboration;
      const from = event.wire === null ? '' : `, from ${event.wire}`;
      return [
        [strong(source.name), text(`${from}: ${event.title}`)],
        [
          text(
            `Story ${story}: ${counted(outlets, 'outlet')}, ${owners.length === 0 ? 'ownership unknown' : counted(owners.length, 'independent owner')}`,
          ),
        ],
      ];
    }
    case 'drafted': {
      const { byName, view } = happening;
      const { id, level, headline, gate } = view.alert;
      const asks = isShort(view) ? `; the desk asks for ${view.leastOwners}` : '';
      return [
        [strong(`${byName} drafts alert ${id}`), text(` (${level}): ${headline}`)],
        [text(`Behind it: ${gateWords(gate)}${gate.owners.length === 0 ? '' : ` (${gate.owners.join(', ')})`}${asks}`)],
      ];
    }
    case 'decided': {
      const { event, byName, id, outcome } = happening;
      const result = resultOf(outcome);
      return [decision(event, byName, `alert ${id}`), ...(result === null ? [] : [[text(result)]])];
    }
    case 'refused': {
      const { event, byName, id, why } = happening;
      const done =
        event.kind === 'draft'
          ? [strong(`${byName} drafts an alert`), text(`: ${event.headline}`)]
          : decision(event, byName, id === null ? `“${event.alert}”` : `alert ${id}`);
      return [done, [text(`Not done: ${whatHappened(why)}`)]];
    }
    case 'expired':
      return [[strong(`Alert ${happening.alert.id} expires`), text(': its keys did not come. Nothing is sent.')]];
  }
}

/** What came of a decision, where no message to channels says it. */
function resultOf(outcome: AlertOutcome): string | null {
  switch (outcome.kind) {
    case 'sent':
    case 'amended':
      return null;
    case 'waiting':
      return `It waits for another key: ${outcome.keys.length} of ${outcome.keysNeeded} are turned.`;
    case 'rejected':
    case 'discarded':
      return 'Nothing is sent.';
  }
}

/** The first sentence of a refusal: those after it say what to type next, which is for editors of a real desk. */
const whatHappened = (why: string): string => /^(?:“[^”]*”|[^“])*?\.(?= |$)/.exec(why)?.[0] ?? why;

const verbs: Readonly<Record<Decision['kind'], string>> = {
  send: 'sends',
  approve: 'approves',
  reject: 'rejects',
  discard: 'discards',
  correct: 'corrects',
  withdraw: 'withdraws',
};

function decision(event: Decision, byName: string, alert: string): readonly Inline[] {
  const why = reasonOf(event);
  return [strong(`${byName} ${verbs[event.kind]} ${alert}`), text(why === null ? '' : `: ${why}`)];
}

function reasonOf(event: Decision): string | null {
  switch (event.kind) {
    case 'send':
      return event.override;
    case 'approve':
    case 'reject':
    case 'discard':
      return event.why;
    case 'correct':
    case 'withdraw':
      return event.reason;
  }
}

const ways: Readonly<Record<DrillPost['act'], string>> = { post: 'To', reply: 'Below it in', edit: 'In its place in' };

/** What came to the drill's channels, each message once with where it stands: `To #news, #front-page`. */
export function postsByMessage(posts: readonly DrillPost[]): readonly {
  readonly place: string;
  readonly message: Message;
  /** It tells the editors of an alert. */
  readonly notice: boolean;
}[] {
  const groups = Map.groupBy(posts, ({ message }) => JSON.stringify(message));
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            place: `${ways[first.act]} ${[first, ...others].map(({ channel }) => writtenName(channel)).join(', ')}`,
            message: first.message,
            notice: first.channel.id === drillEditorsChannel,
          },
        ],
  );
}

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
