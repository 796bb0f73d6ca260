import type { AlertRules } from '../content/desk-file.ts';
import type { Drill } from '../content/drill-file.ts';
import { type DrillRules, isTried, type RuleGiver } from '../drill/rules.ts';
import type { Score } from '../drill/score.ts';
import type { ScoredAlert, ScoredAmendment } from '../drill/scored-alert.ts';
import { duration } from '../drill/verdict.ts';
import { fields, heading, link, list, note, paragraph, strong, text } from '../message/build.ts';
import type { Block, Inline, Message } from '../message/message.ts';
import { alertLevels } from '../news/alert-level.ts';

/** The score of a drill for people. The tone is `problem` where the desk did not pass. */
export function layoutDrillScore(score: Score, { truth, facts }: Pick<Drill, 'truth' | 'facts'>): Message {
  const { verdict } = score;
  return {
    tone: score.passed ? 'routine' : 'problem',
    summary: verdict,
    blocks: [
      heading('DRILL · Score'),
      paragraph(strong(verdict)),
      fields(figures(score)),
      ...caveats(score.rules),
      ...(score.alerts.length === 0 ? [] : [list(score.alerts.map(alertLine))]),
      heading('What turned out to be true'),
      paragraph(truth),
      list(facts.map((address) => [link(address, address)])),
    ],
  };
}

function figures(score: Score): readonly (readonly [string, string])[] {
  const { rules, sent, heldBack, delayMinutes, falseMinutes } = score;
  return [
    ['Rules', rulesWords(rules)],
    ['Alerts sent', sent.alerts === 0 ? 'none' : `${sent.alerts}, of which ${sent.false} false`],
    [
      'Held back',
      heldBack.alerts === 0 ? 'none' : `${heldBack.alerts}, of which ${heldBack.false} false and ${heldBack.true} true`,
    ],
    ['Delay', delayMinutes === null ? 'nothing true was sent' : `${duration(delayMinutes)} from the first report`],
    ...(falseMinutes === null ? [] : [['False stood for', duration(falseMinutes)] as const]),
  ];
}

const givers: Readonly<Record<RuleGiver, string>> = { tried: 'tried', drill: 'drill', desk: 'desk file' };

/** The rules of a drill in one line, and who set them. */
export function rulesWords({ alerts, keysBy, leastOwnersBy }: DrillRules): string {
  const { leastOwners, expires } = alerts;
  return `${keyWords(alerts)} (${givers[keysBy]}), ${counted(leastOwners, 'independent owner')} (${givers[leastOwnersBy]}), ${expires} minutes for the keys`;
}

/** One number where every level asks for the same. */
function keyWords({ keys }: Pick<AlertRules, 'keys'>): string {
  const [first = 1, ...others] = new Set(alertLevels.map((level) => keys[level]));
  if (others.length === 0) return counted(first, 'key');
  return `keys ${alertLevels.map((level) => `${level} ${keys[level]}`).join(', ')}`;
}

/** What is to be known of the rules before anybody relies on the score. */
function caveats(rules: DrillRules): readonly Block[] {
  const { own, keysBy, leastOwnersBy } = rules;
  if (isTried(rules)) return [note('Rules were tried: this is what would have happened, and no verdict on the desk.')];
  if (keysBy === 'desk' && leastOwnersBy === 'desk') return [];
  return [
    note(
      `The desk file itself asks for ${keyWords(own)} and ${counted(own.leastOwners, 'independent owner')}: --keys and --least-owners try that.`,
    ),
  ];
}

function alertLine(alert: ScoredAlert): readonly Inline[] {
  const { id, headline, turnedOut } = alert;
  return [
    strong(id === null ? 'No number' : `Alert ${id}`),
    text(` · ${turnedOut ? 'true' : 'false'} · ${fateOf(alert)} · ${headline}`),
  ];
}

function fateOf({ standing, draftedAt, sentAt, copies, amendments }: ScoredAlert): string {
  if (sentAt === null) return standing;
  const sent = `sent to ${counted(copies, 'channel')} ${span(draftedAt, sentAt)} after its draft`;
  return [sent, ...amendments.map((amendment) => amendmentWords(amendment, sentAt))].join(', ');
}

const amendmentWords = ({ kind, at, notes, edits }: ScoredAmendment, sentAt: number): string =>
  `${kind} after ${span(sentAt, at)} by ${counted(notes, 'note')} and ${counted(edits, 'edit')}`;

const span = (from: number, to: number): string => duration(Math.round((to - from) / 60_000));

const counted = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`;
