import { alertOf, isEditorOf } from './alert.ts';
import { subscribeDefaultsOf } from './default-subscriptions.ts';
import { previewOf, publishDueOf } from './editions.ts';
import { explainOf } from './explain.ts';
import { createIntake } from './intake.ts';
import { latestOf } from './latest.ts';
import type { Room } from './room.ts';
import { searchOf } from './search.ts';
import { sourceReportOf } from './source-report.ts';
import { storyOf } from './story.ts';
import { subscribeOf, subscriptionsOf, unsubscribeOf } from './subscribe.ts';

/** Everything that the desk does, without a platform. */
export type Desk = ReturnType<typeof createDesk>;

/** Opens the desk in its room. */
export function createDesk(room: Room) {
  return {
    file: room.file,
    explainers: room.explainers,
    zone: room.zone,
    latest: latestOf(room),
    search: searchOf(room),
    story: storyOf(room),
    explain: explainOf(room),
    sources: sourceReportOf(room),
    preview: previewOf(room),
    publishDue: publishDueOf(room),
    subscribeDefaults: subscribeDefaultsOf(room),
    subscribe: subscribeOf(room),
    subscriptions: subscriptionsOf(room),
    unsubscribe: unsubscribeOf(room),
    isEditor: isEditorOf(room),
    alert: alertOf(room),
    take: createIntake(room),
  };
}
