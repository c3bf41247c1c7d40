import type { Lab } from './lab.ts';
import { eventsOf } from './read-history.ts';
import type { Run } from './run.ts';

/** A run and all that it has started, and these have started, over every run of their chains; looked for on the server. */
export async function findFamily(lab: Lab, run: Run): Promise<Run[]> {
  const started = eventsOf((await run.histories()).flat(), 'ChildStarted');
  const children = await Promise.all(started.map(({ workflowId }) => lab.find('a child', workflowId)));
  const families = await Promise.all(children.map((child) => (child ? findFamily(lab, child) : [])));
  return [run, ...families.flat()];
}

/**
 * Ids of a run and of all that it has started, and these have started: what they call belongs to one story. Of the runs of
 * the check, so a child that nobody has found is known by its id alone.
 */
export async function idsOfFamily(run: Run, runs: readonly Run[]): Promise<ReadonlySet<string>> {
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
