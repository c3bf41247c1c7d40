import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const stream = "use: 'stream-processor', because: 'high-rate'";
export const patience = "use: 'workflow', because: 'waits-long'";
export const theId = `workflowId: \`refund-\${orderId}\`,`;
export const toMail = 'mailRefund({ orderId, refundId, key: orderId });';
export const fromWorkflow = "import { proxyActivities } from '@temporalio/workflow';";

/** Replaces a text that the solution's app.ts has once. */
export function app(replace: string, by: string): Edit {
  return { file: 'app.ts', replace, by };
}

/** Replaces a text that the solution's workflows.ts has once. */
export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

/** Gives a scenario another answer than the solution does. */
export function decision(scenario: string, right: string, wrong: string): Edit {
  return { file: 'decisions.ts', replace: `${scenario}: { ${right} }`, by: `${scenario}: { ${wrong} }` };
}
