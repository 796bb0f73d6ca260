import type { Bureau } from './bureau.ts';
import type { Connection, Platform } from './connection.ts';
import { describeTimetable } from './news/timetable.ts';

/** One part of the desk and how it is, for people. */
export interface StatusLine {
  readonly label: string;
  readonly state: 'on' | 'off' | 'failing';
  readonly text: string;
}

/** What runs, what is off and what would turn it on: for the first words at a start, and for the newsroom. */
export async function statusLines(options: {
  readonly bureau: Bureau;
  readonly polls: boolean;
  readonly platforms: readonly Connection<Platform>[];
}): Promise<readonly StatusLine[]> {
  const { bureau, polls, platforms } = options;
  return [
    { label: 'Store', state: 'on', text: await storeText(bureau) },
    await feedLine(bureau, polls),
    await digestLine(bureau),
    ...platforms.map(platformLine),
  ];
}

async function storeText({ store }: Bureau): Promise<string> {
  const count = await store.updates.count();
  return `${store.place}, ${count} updates`;
}

async function feedLine({ desk }: Bureau, polls: boolean): Promise<StatusLine> {
  const { sources } = await desk.sources(null);
  const fed = sources.filter(({ health }) => health !== 'no feed');
  const failing = fed.filter(({ health }) => health === 'failing').length;
  const waiting = fed.filter(({ health }) => health === 'waiting').length;
  if (!polls) return { label: 'Feeds', state: 'off', text: `${fed.length} sources; SITREP_POLL=on reads them` };
  if (waiting === fed.length)
    return { label: 'Feeds', state: 'on', text: `${fed.length} sources, being read for the first time` };
  const words = `${fed.length} sources, ${failing} failing${waiting > 0 ? `, ${waiting} not read yet` : ''}; /sources shows each`;
  return { label: 'Feeds', state: failing > 0 && failing + waiting === fed.length ? 'failing' : 'on', text: words };
}

async function digestLine({ store }: Bureau): Promise<StatusLine> {
  const subscriptions = await store.subscriptions.all();
  const [next] = subscriptions.toSorted((one, other) => one.nextSlot - other.nextSlot);
  if (next === undefined) return { label: 'Digests', state: 'off', text: '/subscribe in a channel makes one' };
  const channel = await store.channels.byKey(next.channel);
  const others = subscriptions.length > 1 ? `; ${subscriptions.length} subscriptions in all` : '';
  return {
    label: 'Digests',
    state: 'on',
    text: `#${channel?.name ?? next.channel} ${describeTimetable(next)}${others}`,
  };
}

function platformLine(connection: Connection<Platform>): StatusLine {
  const { label } = connection;
  const state = connection.state();
  switch (state.kind) {
    case 'off':
      return { label, state: state.mistake ? 'failing' : 'off', text: state.why };
    case 'connecting':
      return { label, state: 'off', text: 'connecting' };
    case 'failing':
      return { label, state: 'failing', text: `${state.problem} It is tried again, within five minutes at most.` };
    case 'up':
      return { label, state: 'on', text: state.platform.describe };
  }
}
