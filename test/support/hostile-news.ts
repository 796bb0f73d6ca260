import type { Message } from '../../src/message/message.ts';
import { type Give, type Kind, messageKinds } from './hostile-desk.ts';
import { type Faults, type Judge, judgeOf } from './hostile-judge.ts';
import { hostileGiants, hostileHalves, hostileStrings } from './hostile-strings.ts';
import { readHtml } from './html.ts';

/** Draws a message for a platform and has it judged. */
export type Look = (judge: Judge, message: Message) => Faults;

interface Giving {
  readonly name: string;
  give(): Give;
}

const alone = (text: string): Giving => ({ name: text.slice(0, 60), give: () => () => text });

/** Fields in turn hold the one and the other. */
const alternating = (halves: readonly [string, string]): Giving => ({
  name: halves.join(' + '),
  give: () => {
    let asked = 0;
    return () => halves[asked++ % 2] ?? '';
  },
});

const givings = [...hostileStrings.map(alone), ...hostileHalves.map(alternating)];

/** The names of `messageKinds`. */
export const kindNames = Object.keys(messageKinds);

const makerOf = (kind: string): Kind => {
  const make = messageKinds[kind];
  if (make === undefined) throw new Error(`no such kind: ${kind}`);
  return make;
};

/** What is wrong with the messages of a kind, each string in every field of them; with where it was met. */
export const faultsOf = (kind: string, look: Look): Faults => faultsWith(givings, makerOf(kind), look);

/** The same with the strings that fit nowhere. `blocks` shows every place where a text is cut. */
export const giantFaults = (look: Look, kind = 'blocks'): Faults =>
  faultsWith(hostileGiants.map(alone), makerOf(kind), look);

const faultsWith = (all: readonly Giving[], make: Kind, look: Look): Faults =>
  all.flatMap(({ name, give }) =>
    make(give()).flatMap((message) =>
      look(judgeOf(message), message).map((fault) => `${JSON.stringify(name)} ${fault}`),
    ),
  );

/** One message for every string, of all kinds in turn: enough for what is slow. */
export const sample: readonly Message[] = givings.flatMap(({ give }, at) =>
  makerOf(kindNames[at % kindNames.length] ?? '')(give()).slice(0, 1),
);

const harmless = ['word', 'two\nlines', 'https://wire.example/', ''];

/** What stands in pages of these messages besides text (`readHtml`), when all that they are about is harmless. */
export function harmlessWords(draw: (message: Message) => string): ReadonlySet<string> {
  const messages = Object.values(messageKinds).flatMap((make) => harmless.flatMap((text) => make(() => text)));
  return new Set(messages.flatMap((message) => readHtml(draw(message)).words));
}
