import type { Silence } from '../desk/watch.ts';
import { actions, ask, paragraph, text, time } from '../message/build.ts';
import type { Message } from '../message/message.ts';

/** Tells the operations channel that something should have happened and did not. */
export function layoutSilence(silence: Silence): Message {
  const { what, cure, button } = wordsFor(silence);
  return {
    tone: 'problem',
    summary: what,
    blocks: [
      paragraph(text(`${what}, since `), time(silence.since, 'moment'), text(`. ${cure}`)),
      actions(ask(button === 'sources' ? 'Sources' : 'Status', button)),
    ],
  };
}

interface Words {
  readonly what: string;
  readonly cure: string;
  readonly button: 'sources' | 'status';
}

function wordsFor(silence: Silence): Words {
  switch (silence.kind) {
    case 'no updates':
      return {
        what: `No source has brought anything new for more than ${silence.hours} hours`,
        cure: 'Digests go on and say that nothing is new. See whether the sources can be reached; this is told once.',
        button: 'sources',
      };
    case 'overdue':
      return {
        what: `${silence.count === 1 ? 'A digest is' : `${silence.count} digests are`} due and not made`,
        cure: 'The log says why. Nothing is lost: they are made as soon as that is mended.',
        button: 'status',
      };
    case 'missed':
      return {
        what: `${silence.count === 1 ? 'A digest was' : `${silence.count} digests were`} skipped`,
        cure: 'The desk did not run at their time, and they were too old to be made up for. The next ones tell what was missed.',
        button: 'status',
      };
  }
}
