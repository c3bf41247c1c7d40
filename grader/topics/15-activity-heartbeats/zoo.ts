import type { Zoo } from '../../check/zoo.ts';
import { cancellation } from './specimens/cancellation.ts';
import { limits } from './specimens/limits.ts';
import { reports } from './specimens/reports.ts';
import { resuming } from './specimens/resuming.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...reports, ...limits, ...resuming, ...cancellation], right };
