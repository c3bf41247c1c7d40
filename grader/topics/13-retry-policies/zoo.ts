import type { Zoo } from '../../check/zoo.ts';
import { failures } from './specimens/failures.ts';
import { loops } from './specimens/loops.ts';
import { policies } from './specimens/policies.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...failures, ...policies, ...loops], right };
