import type { Zoo } from '../../check/zoo.ts';
import { introducing } from './specimens/introducing.ts';
import { replacing } from './specimens/replacing.ts';
import { retiring } from './specimens/retiring.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...introducing, ...retiring, ...replacing], right };
