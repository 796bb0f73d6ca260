import type { Message } from '../../message/message.ts';
import { renderHtml } from './render.ts';

/** A way to draw messages in the page, for example as a platform draws them. */
export interface Preview {
  /** Lower-case letters; part of addresses. Where it is a platform's name, that platform's channels open with it. */
  readonly name: string;
  readonly label: string;
  /** A style sheet; its rules stay under a class of the preview's own. */
  readonly css: string;
  /** HTML with every text escaped; no script, style or outside picture in it (the page's policy blocks them). */
  draw(message: Message): string;
}

/** The page's own drawing; its style stands in the page's style sheet, because it also serves where another one fails. */
export const plainPreview: Preview = { name: 'plain', label: 'Plain', css: '', draw: renderHtml };
