import type { Finding } from '../oracle.ts';
import type { Wrong } from './oracle.ts';
import { runTerminal } from './terminal.ts';

/** Has the ledger verified in a terminal, as whoever runs the bot does. Nothing is found where it is whole. */
export async function chainBreaks(settings: Readonly<Record<string, string>>): Promise<readonly Finding<Wrong>[]> {
  const { code, text } = await runTerminal(['ledger', 'verify'], settings);
  return code === 0 ? [] : [{ wrong: 'not in the ledger', channel: 'the ledger', what: 'its chain', why: text }];
}
