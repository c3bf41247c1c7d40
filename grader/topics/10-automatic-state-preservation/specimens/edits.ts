import type { Edit } from '../../../submission/overlay.ts';

/** Replaces a text that the solution's workflow file has once. */
export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}

/** Replaces a text that the solution's activities file has once. */
export function activity(replace: string, by: string): Edit {
  return { file: 'activities.ts', replace, by };
}
