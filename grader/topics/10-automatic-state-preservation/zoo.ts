import type { Zoo } from '../../check/zoo.ts';
import { right } from './specimens/right.ts';
import { state } from './specimens/state.ts';
import { steps } from './specimens/steps.ts';

export const zoo: Zoo = { wrong: [...state, ...steps], right };
