import { eventsOf } from './read-history.ts';
import type { Run } from './run.ts';

/**
 * Ids of a run and of all that it has started, and these have started: what they call belongs to one story. Of the runs of
 * the check, so a child that nobody has found is known by its id alone.
 */
export async function familyOf(run: Run, runs: readonly Run[]): Promise<ReadonlySet<string>> {
  const family = new Set<string>();
  const open = [run.workflowId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (family.has(id)) continue;
    family.add(id);
    const member = id === run.workflowId ? run : runs.find(({ workflowId }) => workflowId === id);
    const events = (await member?.history().catch(() => [])) ?? [];
    open.push(...eventsOf(events, 'ChildInitiated').map(({ workflowId }) => workflowId));
  }
  return family;
}
