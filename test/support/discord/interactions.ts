import { ApiError, invalidForm } from './api-error.ts';
import { makeMessage, messageObject } from './message.ts';
import type { Route } from './route.ts';
import type { InteractionRecord, Json, StandInMessage, World } from './world.ts';

const ephemeralFlag = 64;
const v2Flag = 1 << 15;

/** The routes of interactions/receiving-and-responding. They are authorised by the token in the address. */
export function interactionRoutes(world: World): readonly Route[] {
  const route = (method: string, path: RegExp, handle: Route['handle']): Route => ({
    method,
    path,
    auth: false,
    handle,
  });
  const known = (token: string | undefined): InteractionRecord => {
    const found = world.interactions.get(token ?? '');
    if (found === undefined) throw new ApiError(404, 10015, 'Unknown Webhook');
    return found;
  };
  const say = (record: InteractionRecord, body: Json, ephemeral: boolean): StandInMessage => {
    const metadata = { id: record.id, type: 2, user: record.user, authorizing_integration_owners: {} };
    const message = makeMessage(world, record.channel, body, { ephemeral, metadata, parse: ['users'] });
    world.channels.get(record.channel)?.messages.push(message);
    return message;
  };
  const change = (message: StandInMessage, body: Json): void => {
    const made = makeMessage(world, message.channel_id, body);
    if ((message.flags & v2Flag) !== 0 && (made.flags & v2Flag) === 0)
      throw invalidForm([['flags', 'IS_COMPONENTS_V2 cannot be removed']]);
    message.components = made.components;
    message.content = made.content;
    message.flags = made.flags;
  };

  return [
    route('POST', /^\/interactions\/(\d+)\/([^/]+)\/callback$/, ({ params, body }) => {
      const record = world.interactions.get(params[1] ?? '');
      if (record === undefined || record.id !== params[0] || Date.now() - record.at > 3_000) {
        world.failures.push('an interaction was answered after its 3 seconds, or with a wrong token');
        throw new ApiError(404, 10062, 'Unknown interaction');
      }
      if (record.callback !== null) {
        world.failures.push('an interaction was answered twice');
        throw new ApiError(400, 40060, 'Interaction has already been acknowledged.');
      }
      const data = (body.data ?? {}) as Json;
      respond(record, Number(body.type), data, { say, change, world });
      record.callback = Number(body.type);
      return null;
    }),
    route('PATCH', /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/, ({ params, body }) => {
      const record = known(params[0]);
      if (record.callback === 5 && record.message === null) record.message = say(record, body, record.ephemeral);
      else if (record.message !== null) change(record.message, body);
      else throw new ApiError(404, 10008, 'Unknown Message');
      record.updated = true;
      return messageObject(record.message);
    }),
    route('DELETE', /^\/webhooks\/\d+\/([^/]+)\/messages\/@original$/, ({ params }) => {
      const record = known(params[0]);
      if (record.callback === null) throw new ApiError(404, 10008, 'Unknown Message');
      record.message = null;
      record.callback = 4;
      return null;
    }),
    route('POST', /^\/webhooks\/\d+\/([^/]+)$/, ({ params, body }) => {
      const record = known(params[0]);
      if (record.callback === null) throw new ApiError(404, 10015, 'Unknown Webhook');
      if (record.callback === 5 && record.message === null) {
        // Discord fills in the deferred reply, and ignores the flag.
        record.message = say(record, body, record.ephemeral);
        world.failures.push('a follow-up was sent where the deferred reply had to be edited');
        return messageObject(record.message);
      }
      const message = say(record, body, (Number(body.flags ?? 0) & ephemeralFlag) !== 0);
      record.followUps.push(message);
      return messageObject(message);
    }),
  ];
}

interface Hands {
  readonly say: (record: InteractionRecord, body: Json, ephemeral: boolean) => StandInMessage;
  readonly change: (message: StandInMessage, body: Json) => void;
  readonly world: World;
}

function respond(record: InteractionRecord, type: number, data: Json, { say, change }: Hands): void {
  switch (type) {
    case 4:
      record.ephemeral = (Number(data.flags ?? 0) & ephemeralFlag) !== 0;
      record.message = say(record, data, record.ephemeral);
      return;
    case 5:
      if ((Number(data.flags ?? 0) & ~ephemeralFlag) !== 0)
        throw invalidForm([['data.flags', 'Only EPHEMERAL may be set']]);
      record.ephemeral = (Number(data.flags ?? 0) & ephemeralFlag) !== 0;
      return;
    case 6:
    case 7:
      if (record.source === null) throw invalidForm([['type', 'Only for components']]);
      record.message = record.source;
      record.ephemeral = record.source.ephemeral;
      if (type === 7) change(record.source, data);
      record.updated = type === 7;
      return;
    case 8: {
      const choices = (data.choices ?? []) as readonly Json[];
      const wrong = choices.some(
        ({ name, value }) => String(name).length < 1 || String(name).length > 100 || String(value).length > 100,
      );
      if (choices.length > 25 || wrong)
        throw invalidForm([['data.choices', 'Must be 25 or fewer of 1 to 100 characters']]);
      record.choices = choices;
      return;
    }
    case 9:
      record.modal = checkedModal(data);
      return;
    default:
      throw invalidForm([['type', `Value must be one of (4, 5, 6, 7, 8, 9): ${type}`]]);
  }
}

/** Rules of components/reference for labels and their fields. */
function checkedModal(modal: Json): Json {
  const labels = (modal.components ?? []) as readonly Json[];
  const short = (value: unknown, longest: number) =>
    typeof value === 'string' && value.length >= 1 && value.length <= longest;
  if (!short(modal.custom_id, 100) || !short(modal.title, 45))
    throw invalidForm([['data.title', 'Must be between 1 and 45 in length.']]);
  if (labels.length < 1 || labels.length > 5)
    throw invalidForm([['data.components', 'Must be between 1 and 5 in length.']]);
  for (const [at, { type, label, description, component }] of labels.entries()) {
    const field = component as Json;
    const options = (field.options ?? []) as readonly Json[];
    const wellMade =
      type === 18 &&
      short(label, 45) &&
      (description === undefined || short(description, 100)) &&
      short(field.custom_id, 100) &&
      (field.type === 4
        ? Number(field.max_length ?? 4_000) <= 4_000 &&
          String(field.value ?? '').length <= Number(field.max_length ?? 4_000)
        : field.type === 3 && options.length >= 1 && options.length <= 25);
    if (!wellMade) throw invalidForm([[`data.components.${at}`, 'Not a valid label']]);
  }
  return modal;
}
