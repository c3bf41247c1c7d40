import type { WorkerSpec } from '../host/host.ts';
import type { Lab } from './lab.ts';
import type { HostOptions } from './stage.ts';

/** A host with a worker like the ordinary one of a topic without special settings, but for what is said. */
export function ordinaryHost(lab: Lab, how: Partial<WorkerSpec>): HostOptions {
  const ordinary = { workflows: 'workflows.ts', activities: 'activities.ts', maxCachedWorkflows: 0 };
  return { workers: [{ taskQueue: lab.taskQueue, ...ordinary, ...how }] };
}
