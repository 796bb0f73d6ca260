import type * as z from 'zod';
import type { Desk } from '../desk/desk.ts';
import type { Message } from '../message/message.ts';
import type { Channel } from '../news/channel.ts';
import type { Role } from '../news/role.ts';

/** Who asks. A platform fills this in from what it has verified, never from what a person typed. */
export interface Asker {
  readonly platform: string;
  readonly workspace: string;
  /** The platform's own user id. */
  readonly id: string;
  readonly name: string;
  /** Manages the channel, by the platform's own permissions. */
  readonly manages: boolean;
  /** What the platform calls the permission to manage a channel, where it has a name: who lacks it is told. */
  readonly permission?: string;
  /** Empty on a platform without roles; on one that has to be asked for them, those that the desk file names under `editors`. */
  readonly roles: readonly Role[];
  /** What the platform calls a role, where that is another word. */
  readonly roleWord?: string;
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

/** What was typed, by option name, before the schema has seen it. */
export type Unchecked<Options extends z.ZodObject> = { readonly [Name in keyof z.output<Options>]?: unknown };

/** One thing a person may ask. One definition serves every platform. */
export interface Command<Options extends z.ZodObject = z.ZodObject> {
  /** Lower-case letters and `-`, at most 32. */
  readonly name: string;
  /** What it does, in at most 100 characters. */
  readonly summary: string;
  /** `channel`: everybody there sees the answer. `asker`: only the person who asked. */
  readonly audience: 'channel' | 'asker';
  /** Who sees the answer to it asked so, where that is not the same for all of its options. */
  readonly audienceFor?: (values: Unchecked<Options>) => Command['audience'];
  /** Who may ask it: anyone, who may change what the channel receives (`Desk.mayManage`), or an editor of the desk. */
  readonly allowed: 'anyone' | 'manager' | 'editor';
  /** The ledger keeps that somebody asked it who may not. */
  readonly keepsRefusals?: boolean;
  /** Who may ask it so, where some of its options are for fewer people. */
  readonly allowedFor?: (values: Unchecked<Options>) => Command['allowed'];
  /** Every option carries `.describe()`, in at most 100 characters. Their order is the order of free words. */
  readonly options: Options;
  /** As typed on a platform; shown in help and run by tests. */
  readonly examples: readonly string[];
  /** Present where a form asks for what was not typed. */
  readonly form?: {
    readonly title: string;
    readonly submit: string;
    /** The options it shows, in its order. A platform that shows five goes by it among fields that count alike. */
    readonly fields: readonly (keyof z.output<Options> & string)[];
    /** Whether a question opens it, by what was typed; by default where a required option is missing. */
    readonly opens?: (values: Unchecked<Options>) => boolean;
    /**
     * What its fields hold before anybody types in them, for example the present settings. A form does not wait for long:
     * it opens without what is late or fails. A `UserError` opens none, so that the answer can say it.
     */
    readonly given?: (values: Unchecked<Options>, context: Context) => Promise<Readonly<Record<string, string>>>;
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
