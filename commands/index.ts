import type { Command } from '../src/command/command.ts';
import type { DeskFile } from '../src/content/desk-file.ts';
import { alert } from './alert.ts';
import { asOf } from './as-of.ts';
import { breaking } from './breaking.ts';
import { catchup } from './catchup.ts';
import { correct } from './correct.ts';
import { digest } from './digest.ts';
import { explain } from './explain.ts';
import { help } from './help.ts';
import { latest } from './latest.ts';
import { pin } from './pin.ts';
import { resend } from './resend.ts';
import { resolve } from './resolve.ts';
import { resume } from './resume.ts';
import { sanctions } from './sanctions.ts';
import { search } from './search.ts';
import { sources } from './sources.ts';
import { status } from './status.ts';
import { story } from './story.ts';
import { subscribe } from './subscribe.ts';
import { subscriptions } from './subscriptions.ts';
import { unsubscribe } from './unsubscribe.ts';
import { withdraw } from './withdraw.ts';

/** Every command of a desk, in the order in which help lists them. */
export function commandsFor(file: DeskFile): readonly Command[] {
  const commands = [
    latest(file),
    // A desk without this topic has no such command.
    ...(file.topics.some((topic) => topic.id === 'sanctions') ? [sanctions()] : []),
    search(),
    story(),
    catchup(file),
    asOf(file),
    explain(),
    sources(),
    status(),
    digest(),
    subscribe(file),
    subscriptions(file),
    unsubscribe(),
    resume(),
    breaking(file),
    alert(),
    correct(),
    withdraw(),
    resolve(),
    pin(),
    resend(),
  ];
  return [...commands, help(file, commands)];
}
