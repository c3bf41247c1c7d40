import type { Zoo } from '../../check/zoo.ts';
import { aboutTheBank } from './specimens/bank.ts';
import { aboutDecisions } from './specimens/decisions.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...aboutDecisions, ...aboutTheBank], right };
