/**
 * What the desk says, as meaning: no markup, no platform limits. Strings are literal; a renderer alone escapes, pages and clips.
 * The unions are closed: a new kind must be answered by every renderer before the project compiles.
 */
export interface Message {
  readonly tone: Tone;
  /** One plain sentence for notifications and screen readers. */
  readonly summary: string;
  readonly blocks: readonly Block[];
}

export type Tone = 'routine' | 'breaking' | 'correction' | 'withdrawal' | 'problem';

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly url: string }
  | { readonly kind: 'time'; readonly at: number; readonly style: TimeStyle };

/** `time` 08:00, `date` 24 November 2026, `moment` both, `ago` "14 minutes ago"; always in the reader's own zone. */
export type TimeStyle = 'time' | 'date' | 'moment' | 'ago';

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'quote'; readonly content: readonly Inline[] }
  | StoryBlock
  | CorrectionBlock
  | { readonly kind: 'fields'; readonly fields: readonly Field[] }
  | { readonly kind: 'image'; readonly url: string; readonly description: string }
  | { readonly kind: 'note'; readonly content: readonly Inline[] }
  | { readonly kind: 'divider' }
  | { readonly kind: 'actions'; readonly actions: readonly Action[] };

/** One story in a list: the headline as text, the sources as links. */
export interface StoryBlock {
  readonly kind: 'story';
  /** Its place in a numbered list; null where there is none. */
  readonly position: number | null;
  /** A sign that carries meaning, for example ▲ (changed) or ⚠ (unverified). */
  readonly mark: string | null;
  readonly headline: string;
  /** Grade, corroboration, blocs, time. */
  readonly judgement: readonly Inline[];
  readonly summary: string | null;
  readonly sources: readonly { readonly name: string; readonly label: string | null; readonly url: string | null }[];
}

/** What was said, struck through, and what is said now. */
export interface CorrectionBlock {
  readonly kind: 'correction';
  readonly was: string;
  /** null when the statement was withdrawn. */
  readonly now: string | null;
  readonly reason: string;
  readonly at: number;
}

export interface Field {
  readonly label: string;
  readonly value: readonly Inline[];
}

/** A button: it opens an address, or asks a command as if the reader had typed it. */
export type Action =
  | { readonly label: string; readonly open: string }
  | { readonly label: string; readonly ask: string; readonly options: AskOptions };

/** Options of a command by name, as plain values. */
export type AskOptions = Readonly<Record<string, string | number | boolean>>;
