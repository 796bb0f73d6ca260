import * as z from 'zod';

/** A time as programs read it, for example `2026-11-26T12:00:00.000Z`. */
export const time = z.iso.datetime();

/** Writes epoch milliseconds so. */
export const isoTime = (at: number): string => new Date(at).toISOString();
