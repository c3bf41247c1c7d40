import type { Zoo } from '../../check/zoo.ts';
import { undone } from './specimens/decoys.ts';
import { leftIn } from './specimens/left-in.ts';
import { mendedBadly } from './specimens/mended-badly.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...leftIn, ...mendedBadly, ...undone], right };
