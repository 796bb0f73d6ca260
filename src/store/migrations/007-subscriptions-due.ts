import type { Db } from '../engine.ts';

/** Those that are due come in an order in which those that ask for the same stand side by side. */
export async function subscriptionsDue({ schema }: Db): Promise<void> {
  await schema.dropIndex('subscriptionsDue').execute();
  // `subscriptions.due`, word for word.
  await schema
    .createIndex('subscriptionsDue')
    .on('subscriptions')
    .columns(['nextSlot', 'topics', 'languages', 'leastGrade', 'maxStories', 'id'])
    .execute();
}
