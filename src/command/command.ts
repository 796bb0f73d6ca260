import type * as z from 'zod';
import type { Desk } from '../desk/desk.ts';
import type { Message } from '../message/message.ts';
import type { Channel } from '../news/channel.ts';

/** Who asks. A platform fills this in from what it has verified, never from what a person typed. */
export interface Asker {
  readonly platform: string;
  readonly workspace: string;
  /** The platform's own user id. */
  readonly id: string;
  readonly name: string;
  /** May change what the channel receives, by the platform's own permissions. */
  readonly manages: boolean;
  /** IANA zone, where the platform knows it. */
  readonly timeZone: string | null;
}

/** What an answer may draw on. */
export interface Context {
  readonly desk: Desk;
  readonly now: number;
  readonly asker: Asker;
  /** Where it was asked; null outside any channel (a terminal, a direct message). */
  readonly channel: Channel | null;
}

export interface Suggestion {
  readonly label: string;
  readonly value: string;
}

/** One thing a person may ask. One definition serves every platform. */
export interface Command<Options extends z.ZodObject = z.ZodObject> {
  /** Lower-case letters and `-`, at most 32. */
  readonly name: string;
  /** What it does, in at most 100 characters. */
  readonly summary: string;
  /** `channel`: everybody there sees the answer. `asker`: only the person who asked. */
  readonly audience: 'channel' | 'asker';
  /** Who may ask it: anyone, whoever manages the channel, or an editor of the desk. */
  readonly allowed: 'anyone' | 'manager' | 'editor';
  /** Every option carries `.describe()`, in at most 100 characters. Their order is the order of free words. */
  readonly options: Options;
  /** As typed on a platform; shown in help and run by tests. */
  readonly examples: readonly string[];
  /** Present where a form asks for what was left out. `fields` are the options it shows; five fit every platform. */
  readonly form?: {
    readonly title: string;
    readonly submit: string;
    readonly fields: readonly (keyof z.output<Options> & string)[];
  };
  /** Completions for an option while it is typed; at most 25 are shown. */
  readonly suggest?: {
    readonly [Name in keyof z.output<Options>]?: (
      typed: string,
      context: Context,
    ) => readonly Suggestion[] | Promise<readonly Suggestion[]>;
  };
  readonly answer: (options: z.output<Options>, context: Context) => Promise<Message>;
}

/**
 * Types the answer by the options, then forgets the option type so that commands of every kind fit one list.
 * The cast is sound because `ask` parses the options with the command's own schema before it calls `answer`.
 */
export function defineCommand<Options extends z.ZodObject>(command: Command<Options>): Command {
  return command as unknown as Command;
}
