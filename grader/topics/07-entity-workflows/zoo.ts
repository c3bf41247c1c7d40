import type { Zoo } from '../../check/zoo.ts';
import { money } from './specimens/money.ts';
import { right } from './specimens/right.ts';
import { runs } from './specimens/runs.ts';

export const zoo: Zoo = { wrong: [...money, ...runs], right };
