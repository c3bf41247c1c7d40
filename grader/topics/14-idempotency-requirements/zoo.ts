import type { Zoo } from '../../check/zoo.ts';
import { right } from './specimens/right.ts';
import { starts } from './specimens/starts.ts';
import { steps } from './specimens/steps.ts';

export const zoo: Zoo = { wrong: [...steps, ...starts], right };
