import { createRequire } from 'node:module';
import type * as protos from '@temporalio/proto';

// A CommonJS module whose names Node can't see ahead of time, so it is required instead of imported.
const { temporal: loaded }: typeof protos = createRequire(import.meta.url)('@temporalio/proto');

/** Temporal's protocol messages and enums, for reading and writing histories. */
export const temporal = loaded;
