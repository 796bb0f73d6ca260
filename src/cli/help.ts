import type { Command } from '../command/command.ts';
import { layoutHelp } from '../command/usage.ts';
import { heading, list, note, strong, text } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** What only a terminal offers, beside the commands of every platform. */
const terminalOnly = [
  ['ingest <file or address>', 'Read one feed into the store (--source <id>: as that source; -: standard input)'],
  [
    'ingest <file.ndjson>',
    'Read updates into the store, one a line in JSON (-: standard input; docs/operating.md says how)',
  ],
  [
    'stories group < updates.ndjson',
    'Group updates as the desk would have, one a line in JSON (id, time, lang, title, summary, source, url): prints id and story',
  ],
  ['deliveries', 'List deliveries: --failed, --uncertain, --waiting, --channel <platform:id>, --limit <n>, --json'],
  ['deliveries resend <id>', 'Send a failed or uncertain one again (--anyway: also where it may stand twice)'],
  ['ledger', 'List who did what: the newest 20 entries, --json'],
  [
    'ledger verify',
    'Check that no entry was changed or taken away (--head <hash>: up to one that was noted elsewhere, too)',
  ],
  ['ledger export', 'Print the ledger as JSON Lines (--since 7d or 2026-11-20, --action alert.sent)'],
  [
    'drill <file>',
    'Play a recorded day in a house of its own and score it (alone: list those that come with Sitrep; --keys, --least-owners: try other rules; --speed 600; --json)',
  ],
  [
    'alert send --headline "…"',
    'Write an alert and send it in one go (--known, --unknown, --link, --level, --topic, --story, --follows, --override as in /breaking)',
  ],
  [
    'token create <name> --scopes <alerts:read,alerts:send,…>',
    'Make a token for a program that uses the API, and show it once (--expires <days>; --public-key <file or base64>: one that signs)',
  ],
  ['token list', 'List the tokens: what each may do, when it was last used, when it ends'],
  ['token revoke <name or number>', 'End a token, at once'],
  [
    'feed add <address>',
    'Show a feed, or the one that a page names, and add it to the desk file (--dry-run: only show it)',
  ],
  ['feed remove <source>', 'Take a source out of the desk file'],
  ['feed check', 'Poll every source now, as the bot does, and say what happens (feed check <source>: one)'],
  [
    'sources audit',
    'List sources whose labels lack a page or a review, are unknown or stale (--days <n>: after so many, --json); code 1 where something is missing',
  ],
  [
    'feed inspect <file or address>',
    'Print what the desk reads in a feed, as JSON (-: standard input; FEED_URL and FEED_CONTENT_TYPE say how it came)',
  ],
  [
    'subscriptions export',
    'Print what channels subscribed to, as JSON (--channel <platform:id>: of one; --desk: as a part of a desk file)',
  ],
  [
    'subscriptions import <file or address>',
    'Subscribe channels as such a JSON list says (--dry-run: only say what would be done; -: standard input)',
  ],
  ['subscriptions export --opml', 'Print the feeds that the desk reads as OPML, for a feed reader or another desk'],
  [
    'subscriptions import <OPML file or address>',
    'Add the feeds of an OPML file to the desk file (--dry-run, -: as above; --labels: trust its labels)',
  ],
  [
    'topics classify',
    'Print the topic of each update on standard input and how likely it is, as JSON Lines (in: id, title, summary, source, url)',
  ],
  ['doctor', 'Check settings, store, network and platforms'],
  ['slack manifest', 'Print the app manifest to paste at api.slack.com/apps (--url <address>: for HTTP)'],
  ['discord invite', 'Print the link that adds the bot to a server'],
] as const;

/** Every command as a terminal types it. */
export function layoutTerminalHelp(commands: readonly Command[], title: string): Message {
  const { summary } = layoutHelp(commands, title);
  return {
    tone: 'routine',
    summary,
    blocks: [
      heading(`sitrep: ${title}`),
      list(commands.map((command) => [strong(`sitrep ${command.name}`), text(` · ${command.summary}`)])),
      heading('Only here'),
      list(terminalOnly.map(([usage, meaning]) => [strong(`sitrep ${usage}`), text(` · ${meaning}`)])),
      note(
        '--json prints the message document; --channel <platform:id> asks in the place of a channel. One in full: sitrep help latest',
      ),
    ],
  };
}
