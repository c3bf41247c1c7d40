import type { Edit } from '../../../submission/overlay.ts';

/** A line of the solution that several specimens change. */
export const grace = 'shutdownGraceTime: (Number(env.SHUTDOWN_SECONDS) - 2) * 1000,';

/** Replaces a text that the solution's worker.ts has once. */
export function worker(replace: string, by: string): Edit {
  return { file: 'worker.ts', replace, by };
}
