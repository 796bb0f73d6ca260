import { isEditorOf } from './alert.ts';
import { correctAlertOf, resolveAlertOf, withdrawAlertOf } from './alert-amend.ts';
import { draftAlertOf } from './alert-draft.ts';
import { approveAlertOf, discardAlertOf, noteRefusalOf, rejectAlertOf } from './alert-keys.ts';
import { watchAlertsOf } from './alert-progress.ts';
import { regradeAlertsOf } from './alert-regrade.ts';
import { type AlertLayouts, sendAlertOf } from './alert-send.ts';
import { alertViewOf, recentAlertsOf } from './alert-view.ts';
import { asOfOf } from './as-of.ts';
import { catchUpOf } from './catch-up.ts';
import { subscribeDefaultsOf } from './default-subscriptions.ts';
import type { DigestLayout } from './edition.ts';
import { publishDueOf } from './editions.ts';
import { explainOf } from './explain.ts';
import { importSubscriptionsOf } from './import-subscriptions.ts';
import { createIntake } from './intake.ts';
import { latestOf } from './latest.ts';
import { mayManageOf } from './manage.ts';
import { mergeStoriesOf } from './merge-stories.ts';
import { type PauseLayouts, pausingOf } from './pause.ts';
import { pinOf } from './pin.ts';
import { postDigestOf, previewOf, restOfEditionOf } from './preview.ts';
import { resendOf } from './resend.ts';
import { resumeOf, reviveOf } from './resume.ts';
import type { Room } from './room.ts';
import { searchOf } from './search.ts';
import { sourceReportOf } from './source-report.ts';
import { type TroubleLayout, watchSourcesOf } from './source-trouble.ts';
import { splitStoryOf } from './split-story.ts';
import { statusOf } from './status.ts';
import { storyCardOf } from './story-card.ts';
import { noteTakenOf, submitOf } from './submit.ts';
import { changeOf, subscribeOf } from './subscribe.ts';
import {
  chosenSubscriptionOf,
  listedSubscriptionsOf,
  restSubscriptionOf,
  subscriptionsOf,
  unsubscribeOf,
  wakeSubscriptionOf,
} from './subscriptions.ts';
import { createTokenOf, revokeTokenOf } from './tokens.ts';
import { type SilenceLayout, watchOf } from './watch.ts';

/** Everything that the desk does, without a platform. */
export type Desk = ReturnType<typeof createDesk>;

/** Words for what leaves the desk by itself; the layouts stand a floor above and are handed in. */
export interface Layouts {
  readonly digest: DigestLayout;
  readonly silence: SilenceLayout;
  readonly trouble: TroubleLayout;
  readonly alert: AlertLayouts;
  readonly pause: PauseLayouts;
}

/** Opens the desk in its room. */
export function createDesk(room: Room, layouts: Layouts) {
  return {
    file: room.file,
    explainers: room.explainers,
    zone: room.zone,
    latest: latestOf(room),
    search: searchOf(room),
    story: storyCardOf(room),
    mergeStories: mergeStoriesOf(room),
    splitStory: splitStoryOf(room),
    explain: explainOf(room),
    sources: sourceReportOf(room),
    status: statusOf(room),
    resend: resendOf(room),
    pausing: pausingOf(room, layouts.pause),
    resume: resumeOf(room, layouts.pause),
    revive: reviveOf(room, layouts.pause),
    channelNamed: (key: string) => room.store.channels.byKey(key),
    claimQuestion: (id: string) => room.store.questions.claim(id, room.clock()),
    releaseQuestion: (id: string) => room.store.questions.release(id),
    preview: previewOf(room),
    postDigest: postDigestOf(room, layouts.digest),
    restOfEdition: restOfEditionOf(room),
    catchUp: catchUpOf(room),
    asOf: asOfOf(room),
    publishDue: publishDueOf(room, layouts.digest, layouts.silence),
    watch: watchOf(room, layouts.silence),
    watchSources: watchSourcesOf(room, layouts.trouble),
    pin: pinOf(room),
    subscribeDefaults: subscribeDefaultsOf(room),
    subscribe: subscribeOf(room),
    subscriptions: subscriptionsOf(room),
    chosenSubscription: chosenSubscriptionOf(room),
    changeSubscription: changeOf(room),
    restSubscription: restSubscriptionOf(room),
    wakeSubscription: wakeSubscriptionOf(room),
    unsubscribe: unsubscribeOf(room),
    listedSubscriptions: listedSubscriptionsOf(room),
    importSubscriptions: importSubscriptionsOf(room),
    isEditor: isEditorOf(room),
    mayManage: mayManageOf(room),
    draftAlert: draftAlertOf(room),
    sendAlert: sendAlertOf(room, layouts.alert),
    approveAlert: approveAlertOf(room, layouts.alert),
    rejectAlert: rejectAlertOf(room, layouts.alert),
    discardAlert: discardAlertOf(room),
    correctAlert: correctAlertOf(room, layouts.alert),
    withdrawAlert: withdrawAlertOf(room, layouts.alert),
    resolveAlert: resolveAlertOf(room, layouts.alert),
    regradeAlerts: regradeAlertsOf(room, layouts.alert),
    watchAlerts: watchAlertsOf(room, layouts.alert),
    alertView: alertViewOf(room),
    recentAlerts: recentAlertsOf(room),
    noteRefusal: noteRefusalOf(room),
    createToken: createTokenOf(room),
    revokeToken: revokeTokenOf(room),
    tokens: () => room.store.tokens.all(),
    take: createIntake(room),
    keepUp: () => room.headlines.keepUp(room.store, room.clock()),
    submit: submitOf(room),
    noteTaken: noteTakenOf(room),
  };
}
