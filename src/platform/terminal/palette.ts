import { styleText } from 'node:util';
import type { Tone } from '../../message/message.ts';

/** What a stretch of text is; the palette alone says how it looks. */
export type Role = 'plain' | 'strong' | 'quiet' | 'address' | 'command' | 'heading' | 'was';

/** Draws one stretch of text in its role. */
export type Paint = (role: Role, text: string) => string;

type Format = Parameters<typeof styleText>[0];

const headings: Readonly<Record<Tone, Format>> = {
  routine: 'bold',
  breaking: ['bold', 'red'],
  correction: ['bold', 'yellow'],
  withdrawal: ['bold', 'yellow'],
  problem: ['bold', 'yellow'],
};

const formats: Readonly<Record<Exclude<Role, 'plain' | 'heading'>, Format>> = {
  strong: 'bold',
  quiet: 'dim',
  address: 'cyan',
  command: 'green',
  was: 'dim',
};

/** Returns the paint for messages of a tone; without colour every role is the text itself. */
export function createPaint({ colour, tone }: { readonly colour: boolean; readonly tone: Tone }): Paint {
  return (role, text) => {
    if (!colour || role === 'plain') return text;
    // The caller has decided about colour: styleText must not look at a stream or at NO_COLOR again.
    return styleText(role === 'heading' ? headings[tone] : formats[role], text, { validateStream: false });
  };
}
