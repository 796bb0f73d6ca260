import { describe, expect, it } from 'vitest';
import { corroborationOf } from '../../src/news/corroboration.ts';
import { caseSources, independenceCases } from '../support/independence-cases.ts';

describe('the number of independent owners is right', () => {
  it.each(independenceCases.map(({ what, owners, reports }) => [what, owners, reports] as const))(
    '%s: %i',
    (_, owners, reports) => {
      expect(corroborationOf(reports, caseSources).owners).toHaveLength(owners);
      // In whatever order the store gives them.
      expect(corroborationOf(reports.toReversed(), caseSources).owners).toHaveLength(owners);
    },
  );
});
