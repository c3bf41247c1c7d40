import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const child = 'await executeChild(repriceChunk, { args: [chunk] })';
export const caught = '    return { sku, reason: reasonOf(error) };\n';
export const priced = '    return { sku, priceRef };\n';

/** Replaces a text that the solution has once. */
export function edit(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}
