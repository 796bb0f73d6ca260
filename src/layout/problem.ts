import { note, paragraph } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** Tells a person what went wrong and what to do next. */
export function layoutProblem(what: string, hint: string | null = null): Message {
  return { tone: 'problem', summary: what, blocks: hint === null ? [paragraph(what)] : [paragraph(what), note(hint)] };
}
