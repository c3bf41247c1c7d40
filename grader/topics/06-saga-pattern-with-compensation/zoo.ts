import type { Zoo } from '../../check/zoo.ts';
import { cancellation } from './specimens/cancellation.ts';
import { outages } from './specimens/outages.ts';
import { right } from './specimens/right.ts';
import { sold } from './specimens/sold.ts';
import { undo } from './specimens/undo.ts';

export const zoo: Zoo = { wrong: [...sold, ...undo, ...outages, ...cancellation], right };
