import { createRequire } from 'node:module';
import type * as protoUtils from '@temporalio/common/lib/proto-utils.js';
import type { temporal } from '@temporalio/proto';

const load = createRequire(import.meta.url);

/** A history as JSON that Temporal's own UI and tools can import. Loaded when there is one to be written. */
export function historyJson(history: temporal.api.history.v1.IHistory): string {
  const { historyToJSON }: typeof protoUtils = load('@temporalio/common/lib/proto-utils');
  return historyToJSON(history as temporal.api.history.v1.History);
}
