import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const asking = '  await askApprover({ requestId, to: approver, key: `${requestId}/approver` });\n';
export const firstWait = "if (!(await condition(isDecided, '3 days'))) {";
export const managerLetter = '    await askManager({ requestId, to: manager, key: `${requestId}/manager` });\n';
export const secondWait = "await condition(isDecided, '4 days');";
export const pushing = 'decisions.push(decision);';
export const paidRecord = 'by: decisions[0].by, escalated, reference';
export const verdict =
  "if (!decisions[0]?.approved) return { outcome: 'refused', by: decisions[0]?.by ?? 'timeout', escalated };";
export const letterTime = "{ startToCloseTimeout: '1 minute' }";
export const bankTime = "{ startToCloseTimeout: '6 days' }";
export const ids = 'const { workflowExecution, activityId } = activityInfo();';
export const callback = "const callback = { workflowId: workflowExecution?.workflowId ?? '', activityId };";
export const order = 'await refusalsAreFinal(bank.request({ key, cents, callback }));';
export const leaving = 'throw new CompleteAsyncError();';

export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

export function activity(replace: string, by: string): Edit {
  return { file: 'activities.ts', replace, by };
}
