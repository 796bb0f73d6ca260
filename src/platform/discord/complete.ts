import { ApplicationCommandOptionType } from 'discord.js';
import type { Suggestion } from '../../command/command.ts';
import { within } from '../../command/patience.ts';
import { clip } from '../../news/excerpt.ts';
import { limits } from './limits.ts';

interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** Milliseconds; Discord takes completions for three seconds. */
const patience = 2_000;

/**
 * Completions as Discord takes them. Those that come too late for its 3 seconds are not waited for, since the person has
 * typed on by then; one whose value is longer than Discord sends back is left out, since it could not be chosen.
 */
export async function completions(
  suggested: Promise<readonly Suggestion[]>,
  type: ApplicationCommandOptionType,
): Promise<readonly Choice[]> {
  const suggestions = await within(suggested, patience, []);
  const numeric = type === ApplicationCommandOptionType.Integer || type === ApplicationCommandOptionType.Number;
  return suggestions
    .filter(({ label, value }) => label.trim() !== '' && value !== '' && value.length <= limits.choiceName)
    .slice(0, limits.optionChoices)
    .map(({ label, value }) => ({ name: clip(label, limits.choiceName), value: numeric ? Number(value) : value }));
}
