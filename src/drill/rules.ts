import type { AlertRules } from '../content/desk-file.ts';
import type { Drill } from '../content/drill-file.ts';
import { alertLevels } from '../news/alert-level.ts';

/** Who set a rule: a person who tries it, the drill, or the desk file. */
export type RuleGiver = 'tried' | 'drill' | 'desk';

/** The rules by which a drill is played. */
export interface DrillRules {
  readonly alerts: AlertRules;
  /** Those of the desk file, whatever was tried. */
  readonly own: AlertRules;
  readonly keysBy: RuleGiver;
  readonly leastOwnersBy: RuleGiver;
}

/** Rules that a person tries in the place of others; null for none. Keys count for every level. */
export interface TriedRules {
  readonly keys: number | null;
  readonly leastOwners: number | null;
}

/** What is tried goes before what the drill asks for, and that before the desk's own. */
export function rulesOf(desk: AlertRules, drill: Pick<Drill, 'rules'>, tried: TriedRules): DrillRules {
  const keys = tried.keys ?? drill.rules.keys;
  const leastOwners = tried.leastOwners ?? drill.rules.leastOwners ?? desk.leastOwners;
  const same = (count: number) => Object.fromEntries(alertLevels.map((level) => [level, count])) as AlertRules['keys'];
  return {
    alerts: { ...desk, keys: keys === null ? desk.keys : same(keys), leastOwners },
    own: desk,
    keysBy: giver(tried.keys, drill.rules.keys),
    leastOwnersBy: giver(tried.leastOwners, drill.rules.leastOwners),
  };
}

/** A person tries a rule, so that what happens is no verdict on the desk. */
export const isTried = ({ keysBy, leastOwnersBy }: DrillRules): boolean =>
  keysBy === 'tried' || leastOwnersBy === 'tried';

const giver = (tried: number | null, drill: number | null): RuleGiver =>
  tried !== null ? 'tried' : drill !== null ? 'drill' : 'desk';
