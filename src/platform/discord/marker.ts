import { createHash } from 'node:crypto';
import { limits } from './limits.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** The nonce of one page of one delivery: the same on every try, so that Discord itself joins two tries within minutes. */
export const nonceOf = (delivery: string, page: number): string =>
  digest(`${delivery}\n${page}`).toString('base64url').slice(0, limits.nonce);

/**
 * A number that marks a container and comes back with the message: components carry an optional `id` of 32 bits
 * (components/reference, "Anatomy of a Component"). A nonce does not come back when messages are read later.
 * Never below 2^20: Discord numbers the components that bring no id from 1.
 */
const markOf = (text: string): number => 2 ** 20 + (digest(text).readUInt32BE(0) % (2 ** 31 - 2 ** 20));

/** The mark of one page of one delivery. */
export const deliveryMark = (delivery: string, page: number): number => markOf(`delivery\n${delivery}\n${page}`);

/** The mark of an answer to a command, by which its own buttons know that they may turn its page. */
export const answerMark = (command: string): number => markOf(`answer\n${command}`);
