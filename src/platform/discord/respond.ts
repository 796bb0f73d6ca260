import {
  type APIModalInteractionResponseCallbackData,
  type BaseInteraction,
  DiscordAPIError,
  InteractionResponseType,
  type REST,
  Routes,
} from 'discord.js';
import { type DiscordPayload, isEphemeral } from './component.ts';

/** Every way to respond to one interaction. The first response must come within 3 seconds; later ones within 15 minutes. */
export interface Responder {
  reply(page: DiscordPayload, ephemeral: boolean): Promise<void>;
  /** Replaces the message whose button was pressed. */
  update(page: DiscordPayload): Promise<void>;
  /** Promises a reply. Whether it will be ephemeral is settled here, and is the one flag that Discord takes here. */
  defer(ephemeral: boolean): Promise<void>;
  /** Promises to replace the message whose button was pressed. */
  deferUpdate(): Promise<void>;
  /** Fills in what was promised. */
  edit(page: DiscordPayload): Promise<void>;
  /** Takes back what was promised. */
  remove(): Promise<void>;
  /** One more message. Right after a deferred reply Discord would fill that in instead: `edit` or `remove` it first. */
  follow(page: DiscordPayload, ephemeral: boolean): Promise<void>;
  openModal(modal: APIModalInteractionResponseCallbackData): Promise<void>;
  complete(choices: readonly { readonly name: string; readonly value: string | number }[]): Promise<void>;
}

/**
 * Responds by plain requests, because the renderer makes whole bodies. They are authorised by the interaction's own token,
 * and so work even where the bot's token has been refused.
 */
export function createResponder({
  rest,
  interaction: { id, token, applicationId },
}: {
  readonly rest: REST;
  readonly interaction: Pick<BaseInteraction, 'id' | 'token' | 'applicationId'>;
}): Responder {
  const callback = (type: InteractionResponseType, data?: object): Promise<void> =>
    onceMore(() => rest.post(Routes.interactionCallback(id, token), { auth: false, body: { type, data } }));
  const original = Routes.webhookMessage(applicationId, token, '@original');
  return {
    reply: (page, ephemeral) => callback(InteractionResponseType.ChannelMessageWithSource, addressed(page, ephemeral)),
    update: (page) => callback(InteractionResponseType.UpdateMessage, page),
    defer: (ephemeral) =>
      callback(InteractionResponseType.DeferredChannelMessageWithSource, { flags: ephemeral ? isEphemeral : 0 }),
    deferUpdate: () => callback(InteractionResponseType.DeferredMessageUpdate),
    edit: (page) => onceMore(() => rest.patch(original, { auth: false, body: page })),
    remove: async () => void (await rest.delete(original, { auth: false })),
    follow: async (page, ephemeral) =>
      void (await rest.post(Routes.webhook(applicationId, token), { auth: false, body: addressed(page, ephemeral) })),
    openModal: (modal) => callback(InteractionResponseType.Modal, modal),
    complete: (choices) => callback(InteractionResponseType.ApplicationCommandAutocompleteResult, { choices }),
  };
}

/**
 * Tries a second time where the first had no answer, since a person is waiting: an idle connection that Discord has closed
 * shows itself only in use. Doing these twice is harmless: Discord refuses a second answer with code 40060.
 */
async function onceMore(send: () => Promise<unknown>): Promise<void> {
  try {
    await send();
  } catch (error) {
    if (error instanceof DiscordAPIError) throw error;
    await send().catch((second: unknown) => {
      if (!(second instanceof DiscordAPIError && second.code === 40060)) throw second;
    });
  }
}

const addressed = (page: DiscordPayload, ephemeral: boolean): DiscordPayload =>
  ephemeral ? { ...page, flags: page.flags | isEphemeral } : page;
