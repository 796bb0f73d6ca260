import type { ChildProcess } from 'node:child_process';

/** Waits for what a child process tells: for the next news of a kind. Rejects when the process ends before. */
export const newsOf =
  <News extends { readonly kind: string }>(child: ChildProcess, who: string) =>
  <Kind extends News['kind']>(kind: Kind): Promise<Extract<News, { kind: Kind }>> =>
    new Promise((resolve, reject) => {
      const failed = (why: unknown): void => {
        child.off('message', listen);
        reject(new Error(`bench: ${who} ended (${why})`));
      };
      const listen = (told: News): void => {
        if (told.kind !== kind) return;
        child.off('message', listen).off('exit', failed).off('error', failed);
        // Its kind was just compared.
        resolve(told as Extract<News, { kind: Kind }>);
      };
      child.on('message', listen).once('exit', failed).once('error', failed);
    });
