import type { Zoo } from '../../check/zoo.ts';
import { border } from './specimens/border.ts';
import { failures } from './specimens/failures.ts';
import { limits } from './specimens/limits.ts';
import { patience } from './specimens/patience.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...limits, ...failures, ...border, ...patience], right };
