import type { Db, Engine } from '../engine.ts';
import { foundation } from './001-foundation.ts';
import { deliveriesSeen } from './002-deliveries-seen.ts';
import { pausesAndMeters } from './003-pauses-and-meters.ts';
import { questions } from './004-questions.ts';
import { editionsAndTerms } from './005-editions.ts';
import { pages } from './006-pages.ts';
import { subscriptionsDue } from './007-subscriptions-due.ts';
import { ledgerChain } from './008-ledger-chain.ts';
import { alertKeys } from './009-alert-keys.ts';
import { amendments } from './010-amendments.ts';
import { api } from './011-api.ts';
import { record } from './012-record.ts';
import { polling } from './013-polling.ts';
import { dating } from './014-dating.ts';
import { storyDecisions } from './015-story-decisions.ts';

export type Migration = (db: Db, engine: Engine) => Promise<void>;

/** In the order in which they run. One that was released is never changed: the next one mends it. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-foundation': foundation,
  '002-deliveries-seen': deliveriesSeen,
  '003-pauses-and-meters': pausesAndMeters,
  '004-questions': questions,
  '005-editions': editionsAndTerms,
  '006-pages': pages,
  '007-subscriptions-due': subscriptionsDue,
  '008-ledger-chain': ledgerChain,
  '009-alert-keys': alertKeys,
  '010-amendments': amendments,
  '011-api': api,
  '012-record': record,
  '013-polling': polling,
  '014-dating': dating,
  '015-story-decisions': storyDecisions,
};
