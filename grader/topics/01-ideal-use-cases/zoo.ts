import type { Zoo } from '../../check/zoo.ts';
import { decision } from './specimens/decision.ts';
import { letters } from './specimens/letters.ts';
import { progress } from './specimens/progress.ts';
import { right } from './specimens/right.ts';
import { steps } from './specimens/steps.ts';

export const zoo: Zoo = { wrong: [...letters, ...decision, ...steps, ...progress], right };
