import type { Zoo } from '../../check/zoo.ts';
import { deciding } from './specimens/deciding.ts';
import { places } from './specimens/places.ts';
import { references } from './specimens/references.ts';
import { right } from './specimens/right.ts';
import { waits } from './specimens/waits.ts';

export const zoo: Zoo = { wrong: [...places, ...deciding, ...waits, ...references], right };
