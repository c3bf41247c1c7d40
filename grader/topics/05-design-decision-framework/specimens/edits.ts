import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const fetchReport = 'const report = await fetchCreditReport({ applicant });';
export const rest = "await sleep('24 hours');";
export const reference = 'const reference = uuid4();';
export const letter = 'await sendDecision({ applicationId, decision, reference, key: `${applicationId}/letter` });';
export const file = 'await archive({ applicationId, reference, score: points, key: `${applicationId}/archive` });';
export const limit = "startToCloseTimeout: '10 minutes',";
export const proxy = 'const { fetchCreditReport, fetchAccounts, sendDecision, archive } =';
export const askBureau = 'Promise<CreditReport> {\n  return await bureau.report({ applicant });';

/** Replaces a text that the solution's workflows.ts has once. */
export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

/** Replaces a text that the solution's activities.ts has once. */
export function activity(replace: string, by: string): Edit {
  return { file: 'activities.ts', replace, by };
}
