import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const importLine = "import { defineQuery, proxyActivities, setHandler } from '@temporalio/workflow';";
export const handlerLine = 'setHandler(progress, () => ({ points, stage }));';
export const lateLine = 'return new Date(at).getUTCHours() >= bonusAfter;';
export const sendLine = 'await sendStatement({ customerId, text: statement, key: `${customerId}/${month}` });';

/** Replaces a text that the solution's workflows.ts has once. */
export function edit(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}
