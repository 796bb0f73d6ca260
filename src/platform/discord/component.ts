import type {
  APIActionRowComponent,
  APIButtonComponentWithCustomId,
  APIButtonComponentWithURL,
  APIComponentInContainer,
  APIContainerComponent,
  APIMediaGalleryComponent,
  APISeparatorComponent,
  APITextDisplayComponent,
} from 'discord.js';

// The numbers are those of docs.discord.com/developers/components/reference. They stand here, and not as the library's
// enums, so that drawing a message does not load the library.

/** The message flag under which components carry the whole message: resources/message, "Message Flags". */
const isComponentsV2 = 1 << 15;
/** The message flag of an answer that only one person sees. */
export const isEphemeral = 1 << 6;

/** No mention in any text may call anybody, in new messages and in edits. */
export const noMentions = { parse: [] } as const;

/** One page, as the body of a request. */
export interface DiscordPayload {
  readonly flags: number;
  readonly components: readonly [APIContainerComponent];
  readonly allowed_mentions: typeof noMentions;
}

export type Button = APIButtonComponentWithCustomId | APIButtonComponentWithURL;

/** Text in Discord's Markdown. */
export const textDisplay = (content: string): APITextDisplayComponent => ({ type: 10, content });

/** A picture with its alternative text; none where that is empty. */
export const picture = (url: string, description: string): APIMediaGalleryComponent => ({
  type: 12,
  items: [{ media: { url }, ...(description === '' ? {} : { description }) }],
});

/** A line between two parts. */
export const separator: APISeparatorComponent = { type: 14, divider: true, spacing: 1 };

/** A button that sends an interaction. */
export const askButton = (label: string, customId: string): Button => ({
  type: 2,
  style: 2,
  label,
  custom_id: customId,
});

/** A button that opens an address. */
export const linkButton = (label: string, url: string): Button => ({ type: 2, style: 5, label, url });

/** Up to five buttons side by side. */
export const actionRow = (buttons: readonly Button[]): APIActionRowComponent<Button> => ({
  type: 1,
  components: [...buttons],
});

/** Components in one container with a coloured edge, as the body of a request. */
export const page = (components: readonly APIComponentInContainer[], accent: number): DiscordPayload => ({
  flags: isComponentsV2,
  components: [{ type: 17, accent_color: accent, components: [...components] }],
  allowed_mentions: noMentions,
});

/** How many components Discord counts for one child of a container. */
export const countOf = (component: APIComponentInContainer): number =>
  component.type === 1 ? 1 + component.components.length : 1;

/** How many characters a child of a container shows. */
export function lengthOf(component: APIComponentInContainer): number {
  if (component.type === 10) return component.content.length;
  if (component.type !== 1) return 0;
  return component.components.reduce((sum, button) => sum + ('label' in button ? (button.label?.length ?? 0) : 0), 0);
}
