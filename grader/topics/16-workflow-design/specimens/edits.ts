import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const failed = "      sellers.push({ sellerId, status: 'failed', reason: reasonOf(error) });\n";
export const childId = '      workflowId: `seller-order/${orderId}/${sellerId}`,\n';
export const returned = '    await CancellationScope.nonCancellable(() => releaseStock({ orderId, sellerId, key }));\n';
export const warranted = '  const { workflowId: warrantyId } = await startChild(warranty, {\n';

/** Replaces a text that the solution has once. */
export function edit(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

/** Imports one more name from the SDK. */
export function importing(name: string): Edit {
  return edit('  proxyActivities,\n', `  ${name},\n  proxyActivities,\n`);
}
