import type { Zoo } from '../../check/zoo.ts';
import { habits } from './specimens/habits.ts';
import { lost } from './specimens/lost.ts';
import { pricing } from './specimens/pricing.ts';
import { right } from './specimens/right.ts';
import { steps } from './specimens/steps.ts';

export const zoo: Zoo = { wrong: [...habits, ...lost, ...pricing, ...steps], right };
