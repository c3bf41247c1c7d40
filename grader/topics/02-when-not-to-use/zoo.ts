import type { Zoo } from '../../check/zoo.ts';
import { clicks } from './specimens/clicks.ts';
import { decisions } from './specimens/decisions.ts';
import { plain } from './specimens/plain.ts';
import { refund } from './specimens/refund.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...decisions, ...plain, ...refund, ...clicks], right };
