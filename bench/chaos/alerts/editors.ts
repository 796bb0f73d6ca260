import { setTimeout as sleep } from 'node:timers/promises';
import { formatTyped } from '../../../src/command/grammar.ts';
import { editors, type Question } from '../editor.ts';
import type { Stage } from '../stage.ts';
import { argumentsOf, runTerminal } from './terminal.ts';

/** Where an editor sits. */
export type Seat = keyof typeof editors;
// The keys of a literal object are its own.
export const seats = Object.keys(editors) as readonly Seat[];

/** An act that an editor was told is done, as the ledger is to have it. */
export interface Told {
  readonly alert: number;
  readonly action: string;
  readonly actor: string;
  /** null where the act has none. */
  readonly reason: string | null;
}

/** The desk's editors: three people, of whom one works in terminals. */
export interface Editors {
  /**
   * Asks until the answer says that it is done, or `done` finds it so. False where neither came to be: the editor gave up.
   */
  insist(order: Order): Promise<boolean>;
  readonly told: readonly Told[];
  /** What editors gave up, in words. */
  readonly inVain: readonly string[];
  /** How many terminals were killed at work. */
  killed(): number;
}

export interface Order {
  readonly seat: Seat;
  readonly question: Question;
  /** What the answer says where it is done; its first group is the number of the alert. */
  readonly says: RegExp;
  /** What the ledger is to have then. */
  readonly action: string;
  /** Looks whether it is done all the same, as an editor does who saw no answer. */
  readonly done: () => Promise<boolean>;
}

/** Minutes of nothing but asking. */
const mostTries = 400;
const killedTerminals = 0.5;
/** A terminal has ended by itself after this long, mostly. */
const longestLifeMs = 1_200;

export function createEditors({
  stage,
  settings,
  random,
}: {
  readonly stage: Stage;
  readonly settings: Readonly<Record<string, string>>;
  readonly random: () => number;
}): Editors {
  const told: Told[] = [];
  const inVain: string[] = [];
  let killed = 0;

  async function ask(seat: Seat, question: Question): Promise<string> {
    if (seat !== 'terminal') return (await stage.ask(seat, question)) ?? '';
    const killAfter = random() < killedTerminals ? random() * longestLifeMs : null;
    const { text, code } = await runTerminal(argumentsOf(question), settings, killAfter);
    if (code === null) killed += 1;
    return text;
  }

  return {
    told,
    inVain,
    killed: () => killed,
    insist: async ({ seat, question, says, action, done }) => {
      const { reason } = question.options;
      let answer = '';
      for (let tries = 0; tries < mostTries; tries += 1) {
        answer = await ask(seat, question);
        const alert = says.exec(answer)?.[1];
        if (alert !== undefined) {
          const said = reason === undefined ? null : String(reason);
          told.push({ alert: Number(alert), action, actor: editors[seat], reason: said });
          return true;
        }
        if (await done()) return true;
        await sleep(200 + random() * 800);
      }
      inVain.push(`/${question.command} ${formatTyped(question.options)} (${seat}): ${answer.slice(0, 200)}`);
      return false;
    },
  };
}
