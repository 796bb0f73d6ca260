import { describe, expect, it } from 'vitest';
import { isSamePiece } from '../../src/news/piece.ts';
import { HOUR, NOON } from '../support/news.ts';

const piece = (title: string, summary: string | null = null, published = NOON) => ({ title, summary, published });

describe('a piece that came again', () => {
  it.each([
    ['Grain ship leaves Odesa', 'Grain ship leaves Odesa'],
    ['Grain ship leaves Odesa', 'GRAIN SHIP leaves Odesa!'],
    ['Grain ship leaves Odesa for Egypt', 'Video: Grain ship leaves Odesa for Egypt'],
    ['«Зерно» вийшло з Одеси', 'Зерно вийшло з Одеси'],
    ['???', '???'],
  ])('%s is %s', (one, other) => {
    expect(isSamePiece(piece(one), piece(other, null, NOON + 240 * HOUR))).toBe(true);
    expect(isSamePiece(piece(other), piece(one))).toBe(true);
  });

  it.each([
    ['Grain ship leaves Odesa for Egypt', 'Grain ship sinks off Odesa'],
    ['Russia strikes Ukraine again', 'Ukraine strikes Russia again'],
    ['Air defence downs 12 drones over Kursk', 'Air defence downs 40 drones over Kursk'],
    ['Statement on the situation in the region', 'Statement on the situation in the region 2'],
    ['President meets envoy in Ankara for talks', 'President meets minister in Ankara for talks'],
    ['Morning briefing', 'Morning briefing on Tuesday'],
    ['???', '!!!'],
  ])('%s is not %s', (one, other) => {
    expect(isSamePiece(piece(one), piece(other))).toBe(false);
    expect(isSamePiece(piece(other), piece(one))).toBe(false);
  });

  it('may say something else within hours, and be the next issue half a day later', () => {
    const today = piece('Morning briefing', 'Drones hit a refinery; talks go on in Ankara.');
    const other = 'Ministers met in Brussels, and a grain ship left Odesa.';
    expect(isSamePiece(today, piece('Morning briefing', other, NOON + 2 * HOUR))).toBe(true);
    expect(isSamePiece(today, piece('Morning briefing', other, NOON + 24 * HOUR))).toBe(false);
    expect(isSamePiece(today, piece('Morning briefing', today.summary, NOON + 240 * HOUR))).toBe(true);
    expect(isSamePiece(today, piece('Morning briefing', `Update: ${today.summary}`, NOON + 240 * HOUR))).toBe(true);
    expect(isSamePiece(today, piece('Morning briefing', null, NOON + 240 * HOUR))).toBe(true);
  });
});
