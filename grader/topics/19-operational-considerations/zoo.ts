import type { Zoo } from '../../check/zoo.ts';
import { gates } from './specimens/gates.ts';
import { queues } from './specimens/queues.ts';
import { reports } from './specimens/reports.ts';
import { right } from './specimens/right.ts';
import { shutdown } from './specimens/shutdown.ts';

export const zoo: Zoo = { wrong: [...queues, ...shutdown, ...reports, ...gates], right };
