import type { Figure } from './bench.ts';

/** Rows as text in columns; the columns named in `right` are aligned to the right. */
export function table(rows: readonly (readonly string[])[], right: readonly number[] = []): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) =>
        right.includes(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return rows.map(line).join('\n');
}

/** Figures for people: value, unit, goal and whether it was met. */
export function figureTable(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, unit, goal, met }) => [
    name,
    readable(value),
    unit,
    goal === null ? '' : `${goal.bound} ${readable(goal.value)}`,
    met === null ? '' : met ? 'met' : 'MISSED',
  ]);
  return table([['figure', 'value', 'unit', 'goal', ''], ...rows], [1]);
}

/** At most three significant decimals: 0.0123, 12.3, 12,345. */
const readable = (value: number): string =>
  value.toLocaleString('en', Math.abs(value) >= 1000 ? { maximumFractionDigits: 0 } : { maximumSignificantDigits: 3 });
