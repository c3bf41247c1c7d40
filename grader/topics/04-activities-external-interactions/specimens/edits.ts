import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const limit = "startToCloseTimeout: '30 seconds',";
export const ask = 'const { rate, asOf } = await refusalsAreFinal(rates.quote({ currency, date }));';
export const answer = 'return { currency, rate, asOf };';
export const fetched = 'const { rate, asOf } = await fetchRate({ currency, date });';
export const note = "log.info('The invoice is being made.', { orderId, rate, asOf });";

/** Replaces a text that the solution's workflows.ts has once. */
export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

/** Replaces a text that the solution's activities.ts has once. */
export function activity(replace: string, by: string): Edit {
  return { file: 'activities.ts', replace, by };
}
