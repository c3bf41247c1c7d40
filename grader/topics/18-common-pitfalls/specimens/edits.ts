import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const letter = '  if (email) await mail(';
export const limit = "proxyActivities<typeof activities>({ startToCloseTimeout: '30 seconds' });";
export const start = 'export async function handleReturn(request: ReturnRequest): Promise<ReturnResult> {';
export const notesList = 'const notes: string[] = [];';
export const label = '  await createLabel({ returnId, key: returnId });\n';
export const note = '  setHandler(addNote, ({ text }) => notes.push(text));\n';
export const reason = '    const reason = error instanceof ActivityFailure ? error.cause : undefined;\n';
export const question =
  "    if (!(reason instanceof ApplicationFailure) || reason.type !== 'AccountClosed') throw error;\n";
export const report =
  '  const { reportId } = await refusalsAreFinal(returns.inspect({ photosUrl }));\n  return { reportId };\n';
export const pay = 'payments.refund({ key, cents })';
export const shelved = 'const shelved = await Promise.allSettled(';
export const restocked = "shelved.flatMap((item) => (item.status === 'fulfilled' ? [item.value.sku] : []));";
export const empty = "throw ApplicationFailure.nonRetryable(`${returnId} has no items`, 'NothingToReturn');";
export const shield = 'await CancellationScope.nonCancellable(() => voidLabel({ returnId, key: returnId }));';
export const refund = 'refund({ returnId, cents, key: `${returnId}/refund` });';
export const statusHandler = '  setHandler(status, () => ({ phase, notes: notes.length }));\n';
export const cancelled = '    throw error;\n  }\n\n  const report';

/** Replaces a text that the solution's workflows.ts has once. */
export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

/** Replaces a text that the solution's activities.ts has once. */
export function activity(replace: string, by: string): Edit {
  return { file: 'activities.ts', replace, by };
}
