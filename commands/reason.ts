import * as z from 'zod';
import { alertText } from '../src/news/alert-text.ts';

/** Why an editor amends an alert, as an option. */
export const reason = (description: string) =>
  z.string().min(alertText.reason.min).max(alertText.reason.max).describe(description);
