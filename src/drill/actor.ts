import type { DeskFile } from '../content/desk-file.ts';
import { createDeskMatcher } from '../content/desk-topic.ts';
import type { Drill, DrillEvent, DrillEventOf } from '../content/drill-file.ts';
import type { AlertOrder, AlertOutcome } from '../desk/alert-send.ts';
import { corroborationOf } from '../news/corroboration.ts';
import { unknownSource } from '../news/source.ts';
import { updateId } from '../news/update.ts';
import { UserError } from '../news/user-error.ts';
import type { Decision, Deed } from './happening.ts';
import { type DrillHouse, drillPerson } from './house.ts';

/** Does what the events of a drill say, one after the other, at the desk of its house. */
export function createActor({
  drill,
  house: { store, desk },
  file,
}: {
  readonly drill: Drill;
  readonly house: Pick<DrillHouse, 'store' | 'desk'>;
  readonly file: DeskFile;
}): (event: DrillEvent) => Promise<Deed> {
  const sources = new Map([...file.sources, ...drill.sources].map((source) => [source.id, source]));
  const people = new Map(drill.editors.map(({ id, name }) => [id, name]));
  const topicOf = createDeskMatcher(file);
  // By the names that the drill gives them.
  const reports = new Map<string, { readonly url: string; readonly story: number }>();
  const alerts = new Map<string, number>();

  async function report(event: DrillEventOf<'update'>): Promise<Deed> {
    const { name, source, title, summary, url, wire, at } = event;
    const id = updateId(source, name);
    const { name: publisher, kind } = sources.get(source) ?? unknownSource;
    const topic = topicOf({ title, summary, url, source: publisher, kind });
    const text = { title, summary, url, wire, topic, language: 'en', author: null, image: null };
    await desk.take([{ id, source, ...text, published: at, dating: 'dated', seen: at }]);
    // What its publisher edited is known under its first name.
    const [stored] = [...(await store.updates.byIds([id])), ...(await store.updates.ofPages([{ source, url }], 1))];
    if (stored === undefined) throw new Error(`drill: an update was not taken in (${name})`);
    const { story } = stored;
    reports.set(name, { url, story });
    const corroboration = corroborationOf(await store.updates.ofStories([story]), sources);
    return { kind: 'reported', event, source: sources.get(source) ?? unknownSource, story, corroboration };
  }

  async function draft(event: DrillEventOf<'draft'>, byName: string): Promise<Deed> {
    const { name, by, headline, known, unknown, level, story, links } = event;
    const view = await desk.draftAlert({
      headline,
      known,
      unknown,
      links: links.map((link) => reports.get(link)?.url ?? link),
      story: story === null ? null : (reports.get(story)?.story ?? null),
      level: level ?? file.alerts.defaultLevel,
      topics: [],
      override: null,
      author: drillPerson(by),
      authorName: byName,
    });
    alerts.set(name, view.alert.id);
    return { kind: 'drafted', event, byName, view };
  }

  async function decide(event: Decision, byName: string): Promise<Deed> {
    const id = alerts.get(event.alert);
    if (id === undefined) throw new UserError('There is no such alert, because its draft was refused.');
    const outcome = await decided(event, { id, by: drillPerson(event.by), byName });
    return { kind: 'decided', event, byName, id, outcome };
  }

  function decided(event: Decision, order: AlertOrder): Promise<AlertOutcome> {
    switch (event.kind) {
      case 'send':
        return desk.sendAlert({ ...order, override: event.override });
      case 'approve':
        return desk.approveAlert(order);
      case 'reject':
        return desk.rejectAlert(order);
      case 'discard':
        return desk.discardAlert(order);
      case 'correct':
        return desk.correctAlert({ ...order, ...event.words, reason: event.reason });
      case 'withdraw':
        return desk.withdrawAlert({ ...order, reason: event.reason });
    }
  }

  return async (event) => {
    if (event.kind === 'update') return report(event);
    const byName = people.get(event.by) ?? event.by;
    try {
      return event.kind === 'draft' ? await draft(event, byName) : await decide(event, byName);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const id = event.kind === 'draft' ? null : (alerts.get(event.alert) ?? null);
      return { kind: 'refused', event, byName, id, why: error.message };
    }
  };
}
