import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Gateway } from './gateway.ts';
import { messageObject } from './message.ts';
import {
  channelObject,
  everybody,
  type InteractionRecord,
  type Json,
  manageChannels,
  newsRole,
  type StandInChannel,
  type StandInMessage,
  type World,
} from './world.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** Has the permission "Manage Channels". */
  readonly manages: boolean;
  /** Ids of roles besides everybody's. */
  readonly roles?: readonly string[];
}

export type OptionValue = string | number | boolean;

interface Doing {
  readonly channel: StandInChannel;
  readonly by?: Person;
}

export interface Command extends Doing {
  /** With a sub-command behind a space, for example `sitrep latest`. */
  readonly name: string;
  readonly options?: Readonly<Record<string, OptionValue>>;
}

/** What people do. Each call ends when the person sees an answer, and fails when there is none. */
export interface People {
  command(given: Command): Promise<InteractionRecord>;
  autocomplete(given: Command & { readonly focused: string }): Promise<InteractionRecord>;
  /** Presses the button with this label. */
  click(given: Doing & { readonly message: StandInMessage; readonly label: string }): Promise<InteractionRecord>;
  /** Fills in and sends a form; fields that are not named keep what they show. */
  submit(
    given: Doing & { readonly modal: Json; readonly fields: Readonly<Record<string, string>> },
  ): Promise<InteractionRecord>;
}

export const ada: Person = { id: '200000000000000001', name: 'Ada', manages: true };
export const bob: Person = { id: '200000000000000002', name: 'Bob', manages: false };
export const cleo: Person = { id: '200000000000000003', name: 'Cleo', manages: false, roles: [newsRole] };

export function createPeople(world: World, gateway: Gateway): People {
  for (const person of [ada, bob, cleo]) world.users.set(person.id, userObject(person));
  const act = async (
    type: number,
    data: Json,
    { channel, by = ada }: Doing,
    source: StandInMessage | null = null,
  ): Promise<InteractionRecord> => {
    const user = userObject(by);
    const record: InteractionRecord = {
      id: world.snowflake(),
      token: randomUUID(),
      at: Date.now(),
      channel: channel.id,
      user,
      source,
      callback: null,
      ephemeral: false,
      message: null,
      updated: false,
      followUps: [],
      modal: null,
      choices: null,
    };
    world.interactions.set(record.token, record);
    const connected = gateway.dispatch('INTERACTION_CREATE', {
      id: record.id,
      application_id: world.applicationId,
      type,
      data,
      guild_id: world.guild,
      channel_id: channel.id,
      channel: channelObject(world, channel),
      member: memberObject(user, by),
      token: record.token,
      version: 1,
      app_permissions: String(everybody),
      locale: 'en-US',
      guild_locale: 'en-US',
      entitlements: [],
      authorizing_integration_owners: { 0: world.guild },
      context: 0,
      attachment_size_limit: 10_485_760,
      ...(source === null ? {} : { message: messageObject(source) }),
    });
    if (!connected) throw new Error('stand-in: no bot is connected');
    return answered(record);
  };

  return {
    command: (given) => act(2, invoked(world, given), given),
    autocomplete: (given) => act(4, invoked(world, given, given.focused), given),
    click: (given) => {
      const button = buttonsOf(given.message.components).find(({ label }) => label === given.label);
      if (button === undefined) throw new Error(`stand-in: there is no button "${given.label}"`);
      return act(3, { custom_id: button.custom_id, component_type: 2, id: button.id }, given, given.message);
    },
    submit: (given) => act(5, filled(given.modal, given.fields), given),
  };
}

/** Waits until the person sees something; Discord itself would say "did not respond" after 3 seconds without any. */
async function answered(record: InteractionRecord): Promise<InteractionRecord> {
  for (let waited = 0; waited < 8_000; waited += 10) {
    if (record.modal !== null || record.choices !== null) return record;
    if (record.callback === 6 ? record.updated || record.followUps.length > 0 : record.message !== null) return record;
    if (record.callback === 4 && record.followUps.length > 0) return record;
    if (record.callback === null && waited > 3_500) break;
    await setTimeout(10);
  }
  throw new Error('stand-in: the application did not respond');
}

const userObject = ({ id, name }: Person): Json => ({
  id,
  username: name.toLowerCase(),
  global_name: name,
  discriminator: '0',
  avatar: null,
});

export const spoken = (world: World, channel: string, content: string): StandInMessage => ({
  id: world.snowflake(),
  channel_id: channel,
  author: userObject(bob),
  content,
  flags: 0,
  components: [],
  posted: [],
  nonce: null,
  ephemeral: false,
  interaction_metadata: null,
  above: null,
  edits: 0,
  editedAt: null,
});

const memberObject = (user: Json, { manages, roles = [] }: Person): Json => ({
  user,
  roles,
  permissions: String(everybody | (manages ? manageChannels : 0n)),
  joined_at: new Date(0).toISOString(),
  deaf: false,
  mute: false,
  flags: 0,
  nick: null,
});

/** A call as the client sends it: only of a command, a sub-command and options that are registered. */
function invoked(world: World, { name, options = {} }: Command, focused?: string): Json {
  const [first, sub] = name.split(' ');
  const command = world.commands.find((candidate) => candidate.name === first);
  const nested = sub === undefined ? command : listOf(command?.options).find((option) => option.name === sub);
  if (command === undefined || nested === undefined) throw new Error(`stand-in: /${name} is not registered`);
  const registered = listOf(nested.options);
  const missing = registered.find((option) => option.required === true && options[String(option.name)] === undefined);
  if (missing !== undefined && focused === undefined) throw new Error(`stand-in: /${name} needs ${missing.name}`);
  const values = Object.entries(options).map(([option, value]) => {
    const found = registered.find((candidate) => candidate.name === option);
    if (found === undefined) throw new Error(`stand-in: /${name} has no option ${option}`);
    return { name: option, type: found.type, value, ...(option === focused ? { focused: true } : {}) };
  });
  return {
    id: command.id,
    name: first,
    type: 1,
    options: sub === undefined ? values : [{ name: sub, type: 1, options: values }],
  };
}

/** A submitted form. What a field shows when the person leaves it alone is sent as well. */
function filled(modal: Json, fields: Readonly<Record<string, string>>): Json {
  return {
    custom_id: modal.custom_id,
    components: listOf(modal.components).map((label, at) => {
      const { type, custom_id, value, options } = label.component as Json;
      const chosen = listOf(options)
        .filter((option) => option.default === true)
        .map((option) => option.value);
      const given = fields[String(custom_id)];
      const said = type === 3 ? { values: given === undefined ? chosen : [given] } : { value: given ?? value ?? '' };
      return { type: 18, id: at * 2 + 1, component: { type, custom_id, id: at * 2 + 2, ...said } };
    }),
  };
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

export const buttonsOf = (components: readonly Json[]): readonly Json[] =>
  components.flatMap((component) => [
    ...(component.type === 2 ? [component] : []),
    ...buttonsOf(listOf(component.components)),
  ]);
