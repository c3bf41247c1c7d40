import type { Zoo } from '../../check/zoo.ts';
import { order } from './specimens/order.ts';
import { right } from './specimens/right.ts';
import { starts } from './specimens/starts.ts';
import { steps } from './specimens/steps.ts';

export const zoo: Zoo = { wrong: [...steps, ...order, ...starts], right };
