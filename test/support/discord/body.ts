import { ApiError, type Fault, invalidForm } from './api-error.ts';
import type { Json } from './world.ts';

const v2 = 1 << 15;
const known = new Set([
  'content',
  'flags',
  'components',
  'allowed_mentions',
  'nonce',
  'enforce_nonce',
  'embeds',
  'tts',
  'message_reference',
]);
/** What an edit may bring: resources/message, "Edit Message". */
const editable = new Set(['content', 'flags', 'components', 'allowed_mentions', 'embeds']);
const topLevel = new Set([1, 9, 10, 12, 13, 14, 17]);
const inContainer = new Set([1, 9, 10, 12, 13, 14]);

/** Throws what Discord would answer to a message body that breaks a rule of resources/message or components/reference. */
export function checkMessage(body: Json, edit = false): void {
  const faults: Fault[] = Object.keys(body)
    .filter((name) => !(edit ? editable : known).has(name))
    .map((name) => [name, 'Unknown field'] as const);
  const content = typeof body.content === 'string' ? body.content : '';
  const components = listOf(body.components);
  const isV2 = (Number(body.flags ?? 0) & v2) !== 0;
  if (content.length > 2_000) faults.push(['content', 'Must be 2000 or fewer in length.']);
  if (typeof body.nonce === 'string' && body.nonce.length > 25)
    faults.push(['nonce', 'Must be 25 or fewer in length.']);
  if (isV2 && (content !== '' || body.embeds !== undefined))
    faults.push(['content', 'Not allowed with IS_COMPONENTS_V2']);
  if (!isV2 && components.some((component) => component.type !== 1)) {
    faults.push(['components', 'Value of field "type" must be one of (1,).']);
  }
  if (isV2) faults.push(...componentFaults(components));
  const reference = body.message_reference as Json | undefined;
  if (reference !== undefined && !/^\d+$/.test(String(reference.message_id)))
    faults.push(['message_reference.message_id', 'Value is not snowflake.']);
  if (faults.length > 0) throw invalidForm(faults);
  if (content.trim() === '' && components.length === 0) throw new ApiError(400, 50006, 'Cannot send an empty message');
}

const listOf = (value: unknown): readonly Json[] => (Array.isArray(value) ? value : []);

function componentFaults(components: readonly Json[]): readonly Fault[] {
  const faults: Fault[] = [];
  const all: Json[] = [];
  const customIds = new Set<string>();
  const ids = new Set<number>();
  const walk = (list: readonly Json[], path: string, allowed: ReadonlySet<number>): void => {
    for (const [at, component] of list.entries()) {
      const here = `${path}.${at}`;
      all.push(component);
      if (!allowed.has(Number(component.type))) faults.push([`${here}.type`, 'Not allowed here']);
      faults.push(...ownFaults(component, here));
      if (typeof component.custom_id === 'string') {
        if (customIds.has(component.custom_id))
          faults.push([`${here}.custom_id`, 'Component custom id cannot be duplicated']);
        customIds.add(component.custom_id);
      }
      if (typeof component.id === 'number') {
        if (ids.has(component.id)) faults.push([`${here}.id`, 'Component id cannot be duplicated']);
        ids.add(component.id);
      }
      const nested = component.type === 17 ? inContainer : new Set([2, 3]);
      if (component.components !== undefined) walk(listOf(component.components), `${here}.components`, nested);
    }
  };
  walk(components, 'components', topLevel);
  const text = all
    .filter(({ type }) => type === 10)
    .reduce((sum, { content }) => sum + String(content ?? '').length, 0);
  if (all.length > 40) faults.push(['components', `Must be 40 or fewer in total (${all.length}).`]);
  if (text > 4_000) faults.push(['components', `Text must be 4000 or fewer in total (${text}).`]);
  return faults;
}

function ownFaults(component: Json, path: string): readonly Fault[] {
  const within = (name: string, value: unknown, longest: number): readonly Fault[] =>
    typeof value === 'string' && value.trim() !== '' && value.length <= longest
      ? []
      : [[`${path}.${name}`, `Must be between 1 and ${longest} in length.`]];
  const idFault: readonly Fault[] =
    component.id === undefined ||
    (Number.isInteger(component.id) && Number(component.id) >= 0 && Number(component.id) < 2 ** 31)
      ? []
      : [[`${path}.id`, 'Must be a 32 bit integer']];
  switch (component.type) {
    case 1: {
      const count = listOf(component.components).length;
      return count >= 1 && count <= 5 ? idFault : [[`${path}.components`, 'Must be between 1 and 5 in length.']];
    }
    case 2:
      return [
        ...within('label', component.label, 80),
        ...(component.style === 5 ? within('url', component.url, 512) : within('custom_id', component.custom_id, 100)),
        ...(component.style === 5 && !/^https?:\/\//.test(String(component.url))
          ? [[`${path}.url`, 'Scheme must be http or https'] as const]
          : []),
      ];
    case 10:
      return [...idFault, ...within('content', component.content, 4_000)];
    case 12: {
      const items = listOf(component.items);
      const media = items.map((item) => String((item.media as Json | undefined)?.url ?? ''));
      return [
        ...(items.length >= 1 && items.length <= 10
          ? []
          : [[`${path}.items`, 'Must be between 1 and 10 in length.'] as const]),
        ...media
          .filter((url) => !/^https?:\/\//.test(url))
          .map((): Fault => [`${path}.items`, 'Not a well formed URL.']),
        ...items.flatMap((item) => (item.description === undefined ? [] : within('items', item.description, 1_024))),
      ];
    }
    case 17:
      return listOf(component.components).length === 0 ? [[`${path}.components`, 'This field is required']] : idFault;
    default:
      return idFault;
  }
}

/** Every text of a message body that Discord reads for mentions. */
export const textsOf = (components: readonly Json[]): readonly string[] =>
  components.flatMap((component) => [
    ...(component.type === 10 ? [String(component.content)] : []),
    ...textsOf(listOf(component.components)),
  ]);

/** The mentions in a body that would call somebody, as resources/message, "Allowed Mentions Object" has it. */
export function pings(body: Json, fallback: readonly string[]): readonly string[] {
  const allowed = body.allowed_mentions as
    | { parse?: readonly string[]; users?: readonly string[]; roles?: readonly string[]; replied_user?: boolean }
    | undefined;
  const parse = allowed === undefined ? fallback : (allowed.parse ?? []);
  const text = [String(body.content ?? ''), ...textsOf(listOf(body.components))].join('\n');
  const replies = body.message_reference !== undefined && (allowed === undefined || allowed.replied_user === true);
  return [
    ...(replies ? ['the author of the message above'] : []),
    ...(parse.includes('everyone') ? (text.match(/@(everyone|here)/g) ?? []) : []),
    ...(parse.includes('users') || (allowed?.users ?? []).length > 0 ? (text.match(/<@!?\d+>/g) ?? []) : []),
    ...(parse.includes('roles') || (allowed?.roles ?? []).length > 0 ? (text.match(/<@&\d+>/g) ?? []) : []),
  ];
}
