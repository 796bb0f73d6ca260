import { type REST, Routes } from 'discord.js';
import { isTokenError } from './failure.ts';

/** Whether Discord refuses the token. False also where it gives no answer. */
export const refusesToken = (rest: REST): Promise<boolean> => rest.get(Routes.user()).then(() => false, isTokenError);
