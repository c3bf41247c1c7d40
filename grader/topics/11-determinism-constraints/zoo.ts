import type { Zoo } from '../../check/zoo.ts';
import { machine } from './specimens/machine.ts';
import { progress } from './specimens/progress.ts';
import { queries } from './specimens/queries.ts';
import { right } from './specimens/right.ts';
import { rules } from './specimens/rules.ts';

export const zoo: Zoo = { wrong: [...rules, ...progress, ...queries, ...machine], right };
