import { text } from '../message/build.ts';
import type { Inline } from '../message/message.ts';

const inUtc = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });

/**
 * A calendar day, given as its midnight in UTC (epoch milliseconds). As a time of day it would be the evening before for
 * every reader west of Greenwich.
 */
export const day = (midnight: number): Inline => text(inUtc.format(midnight));
