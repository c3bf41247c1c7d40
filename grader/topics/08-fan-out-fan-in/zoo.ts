import type { Zoo } from '../../check/zoo.ts';
import { articles } from './specimens/articles.ts';
import { load } from './specimens/load.ts';
import { right } from './specimens/right.ts';

export const zoo: Zoo = { wrong: [...articles, ...load], right };
