import type { Message } from '../message/message.ts';
import type { Channel } from '../news/channel.ts';
import type { Asker, Command, Suggestion } from './command.ts';
import type { Option } from './option.ts';

/** Options as they arrive: text with free words, or values by name. */
export type Input = string | Readonly<Record<string, unknown>>;

export interface Question {
  /** The command's name, without a slash. */
  readonly command: string;
  readonly input: Input;
  readonly asker: Asker;
  readonly channel: Channel | null;
}

export interface Answer {
  readonly message: Message;
  /** A problem goes to the asker alone, whatever the command's audience. */
  readonly audience: Command['audience'];
  /** The option at which a problem stands, for a form to show it there; null where it stands at none. */
  readonly option: string | null;
}

/** Asks for options by fields instead of typing. */
export interface Form {
  readonly command: string;
  readonly title: string;
  readonly submit: string;
  readonly fields: readonly Option[];
  /** What the person typed already, of fields and of other options. None of it may be lost: what has no field travels hidden. */
  readonly given: Readonly<Record<string, string>>;
  /** What the fields hold besides. What was typed goes before it, and what has no field is dropped. */
  readonly prefill: Readonly<Record<string, string>>;
}

/** Where every platform brings its questions. No call throws. */
export interface FrontDesk {
  readonly commands: readonly Command[];
  find(name: string): Command | undefined;
  /** The form to open instead of answering, within a second; null where the question opens none. */
  form(question: Question): Promise<Form | null>;
  ask(question: Question): Promise<Answer>;
  /**
   * Takes up what a platform brings under this id, which no other platform uses. False where it was taken up before, by this
   * bot or another: a platform may bring one question to several bots, and again to one that was restarted. Takes a second
   * at most; a store that does not answer by then holds up nobody.
   */
  claim(id: string): Promise<boolean>;
  /** Gives back what was taken up and could not be acknowledged: it comes again. */
  release(id: string): Promise<void>;
  /** At most 25 completions for an option; none where the option has none. */
  suggest(question: Question, option: string, typed: string): Promise<readonly Suggestion[]>;
}
