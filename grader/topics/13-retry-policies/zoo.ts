import type { Zoo } from '../../check/zoo.ts';
import { right } from './specimens/right.ts';
import { wrong } from './specimens/wrong.ts';

export const zoo: Zoo = { wrong, right };
