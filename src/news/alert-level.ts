/** How urgent an editor's alert is: `flash` at once and to everyone, `urgent` soon, `update` adds to what was sent. */
export const alertLevels = ['flash', 'urgent', 'update'] as const;
export type AlertLevel = (typeof alertLevels)[number];
