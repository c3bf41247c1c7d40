import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const oneKey = 'const key = workflowInfo().workflowId;';
export const chargeKey = 'const { customerId, cents, key } = charge;';
export const insertOnce = '  await pointsTable.insertOnce({ rowId: key, customerId, points });\n';
export const receiptKey = 'const { customerId, chargeIds, key } = receipt;';
export const fromWorld = 'import { mail, payments,';
export const timeout = "  startToCloseTimeout: '1 minute',\n";
export const workflowId = 'const workflowId = `renewal/${input.subscriptionId}/${input.period}`;';
export const bothCharges = `  const plan = await chargeRenewal({ customerId, cents, item: 'plan', key: \`\${key}/plan\` });
  const chargeIds = [plan.chargeId];
  if (addOnCents > 0) {
    const addOn = await chargeRenewal({ customerId, cents: addOnCents, item: 'add-on', key: \`\${key}/add-on\` });
    chargeIds.push(addOn.chargeId);
  }
`;
export const reject = "workflowIdReusePolicy: 'REJECT_DUPLICATE',";

export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

export function activity(replace: string, by: string): Edit {
  return { file: 'activities.ts', replace, by };
}

export function start(replace: string, by: string): Edit {
  return { file: 'start.ts', replace, by };
}

/** Adds an import to the activities. */
export function importing(line: string): Edit {
  return activity(fromWorld, `${line}\n${fromWorld}`);
}
