import type { Stage } from './stage.ts';

/** Cuts the connections over which events come, in every way that the platforms do, until it is stopped. */
export function startCuts({ slack, discord }: Stage, random: () => number): { stop(): void } {
  const ways = [
    () => slack.sockets.cut(),
    () => slack.sockets.disconnect('refresh_requested'),
    () => slack.sockets.disconnect('warning'),
    () => discord.cut(4000),
    () => discord.cut(4009),
    () => discord.reconnect(),
  ];
  let timer: NodeJS.Timeout;
  const next = (): void => {
    timer = setTimeout(
      () => {
        ways[Math.floor(random() * ways.length)]?.();
        next();
      },
      500 + random() * 3_000,
    );
  };
  next();
  return { stop: () => clearTimeout(timer) };
}
