import type { Desk } from '../../desk/desk.ts';
import { answerView } from './alert-answer.ts';
import type { Answered } from './route.ts';

/** Answers an alert as it stands after what was done, with 202 where it waits for others. */
export async function standing(desk: Desk, id: number, done: 200 | 201 = 200): Promise<Answered> {
  const view = await desk.alertView(id);
  return { status: view.standing === 'waiting' ? 202 : done, body: answerView(view) };
}
