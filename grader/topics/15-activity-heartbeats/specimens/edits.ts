import type { Edit } from '../../../submission/overlay.ts';

/** Lines of the solution that several specimens change. */
export const resume = 'const firstChunk: number = activityInfo().heartbeatDetails ?? 0;';
export const loop = 'for (let chunk = firstChunk; chunk < chunks; chunk++) {';
export const work = 'await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });';
export const report = 'heartbeat(chunk + 1);';
export const silence = "heartbeatTimeout: '90 seconds',";
export const attempt = "startToCloseTimeout: '1 hour',";
export const call = 'return await transcode(film);';

/** Replaces a text that the solution's activities.ts has once. */
export function activity(replace: string, by: string): Edit {
  return { file: 'activities.ts', replace, by };
}

/** Replaces a text that the solution's workflows.ts has once. */
export function workflow(replace: string, by: string): Edit {
  return { file: 'workflows.ts', replace, by };
}
