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

/** The whole of what follows a failure of a seller's part. */
export const released = `  } catch (error) {
    // A cancelled workflow can call no activity any more, except in a scope that the cancellation does not enter.
${returned}    throw error;
  }
`;

/** Gives the release three attempts, and leaves the other activities as they are. */
export const hurried = edit(
  `const { reserveStock, releaseStock, shipParcel } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '6 hours' },
});
`,
  `const { reserveStock, shipParcel } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumInterval: '6 hours' },
});
const { releaseStock } = proxyActivities<typeof activities>({
  startToCloseTimeout: '1 minute',
  retry: { maximumAttempts: 3 },
});
`,
);
