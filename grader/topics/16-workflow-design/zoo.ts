import type { Zoo } from '../../check/zoo.ts';
import { borders } from './specimens/borders.ts';
import { customer } from './specimens/customer.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...borders, ...customer], right };
