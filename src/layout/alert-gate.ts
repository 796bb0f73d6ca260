import type { AlertGate } from '../news/alert-gate.ts';
import { credibilityWords, gradeCode } from '../news/grade.ts';

/** How far an alert can be trusted, in one line: `C3 possibly true · 2 independent owners`. */
export function gateWords({ grade, owners }: AlertGate): string {
  const voices = owners.length === 1 ? '1 independent owner' : `${owners.length || 'no'} independent owners`;
  return `${gradeCode(grade)} ${credibilityWords[grade.credibility]} · ${voices}`;
}
