import { ApiError, invalidForm } from './api-error.ts';
import { interactionRoutes } from './interactions.ts';
import { messageRoutes } from './message-routes.ts';
import type { Route } from './route.ts';
import { botMember, botUser, channelObject, type Json, may, roles, type StandInChannel, type World } from './world.ts';

export function routesOf(world: World): readonly Route[] {
  const visible = (id: string | undefined): StandInChannel => {
    const channel = world.channels.get(id ?? '');
    if (channel === undefined) throw new ApiError(404, 10003, 'Unknown Channel');
    if (!may(world, channel, 'ViewChannel')) throw new ApiError(403, 50001, 'Missing Access');
    return channel;
  };
  const route = (method: string, path: RegExp, handle: Route['handle']): Route => ({
    method,
    path,
    auth: true,
    handle,
  });
  return [
    route('GET', /^\/gateway\/bot$/, () => ({
      url: 'ws://stand-in',
      shards: 1,
      session_start_limit: { total: 1000, remaining: 999, reset_after: 86_400_000, max_concurrency: 1 },
    })),
    route('GET', /^\/users\/@me$/, () => botUser(world)),
    route('GET', /^\/applications\/@me$/, () => ({ id: world.applicationId, name: world.bot.username, flags: 0 })),
    route('GET', /^\/guilds\/(\d+)\/roles$/, () => roles(world)),
    route('GET', /^\/guilds\/(\d+)\/members\/(\d+)$/, ({ params }) => {
      if (params[1] !== world.bot.id) throw new ApiError(404, 10007, 'Unknown Member');
      return botMember(world);
    }),
    route('GET', /^\/channels\/(\d+)$/, ({ params }) => channelObject(world, visible(params[0]))),
    ...messageRoutes(world, visible),
    route('GET', /^\/applications\/(\d+)\/commands$/, () => world.commands),
    route('PUT', /^\/applications\/(\d+)\/commands$/, ({ body }) => {
      world.commands = checkedCommands(body).map((command) => ({
        ...command,
        id: world.snowflake(),
        application_id: world.applicationId,
        version: '1',
        default_member_permissions: null,
        nsfw: false,
      }));
      return world.commands;
    }),
    ...interactionRoutes(world),
  ];
}

const namePattern = /^[-_'\p{L}\p{N}]{1,32}$/u;

/** Rules of interactions/application-commands. */
function checkedCommands(body: unknown): readonly Json[] {
  const commands = body as readonly Json[];
  const check = (entry: Json, path: string): void => {
    const options = (entry.options ?? []) as readonly Json[];
    const description = String(entry.description ?? '');
    const choices = (entry.choices ?? []) as readonly Json[];
    const late = options.findIndex(
      ({ required }, at) => required === true && options.slice(0, at).some((option) => option.required !== true),
    );
    if (!namePattern.test(String(entry.name)) || String(entry.name) !== String(entry.name).toLowerCase())
      throw invalidForm([[`${path}.name`, 'String value did not match validation regex.']]);
    if (description.length < 1 || description.length > 100)
      throw invalidForm([[`${path}.description`, 'Must be between 1 and 100 in length.']]);
    if (options.length > 25 || choices.length > 25) throw invalidForm([[path, 'Must be 25 or fewer in length.']]);
    if (late >= 0)
      throw invalidForm([[`${path}.options.${late}`, 'Required options must be placed before non-required options']]);
    if (choices.length > 0 && entry.autocomplete === true)
      throw invalidForm([[path, 'Choices and autocomplete exclude each other']]);
    for (const [at, option] of options.entries()) check(option, `${path}.options.${at}`);
  };
  for (const [at, command] of commands.entries()) check(command, String(at));
  if (new Set(commands.map(({ name }) => name)).size !== commands.length)
    throw invalidForm([['0.name', 'Application command names must be unique']]);
  const large = commands.findIndex((command) => weight(command) > 8_000);
  if (large >= 0) throw invalidForm([[String(large), 'Command exceeds maximum size (8000)']]);
  return commands;
}

/** Characters of all names, descriptions and values of a command. */
const weight = ({ name, description, value, options, choices }: Json): number =>
  `${name ?? ''}${description ?? ''}${value ?? ''}`.length +
  [options, choices].flatMap((list) => (list ?? []) as readonly Json[]).reduce((sum, entry) => sum + weight(entry), 0);
