import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { readLocalActivity } from '../../../lab/local-activity.ts';
import { eventsOf, readHistory } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { lastTask, openActivities, openTimers } from '../../../lab/still-open.ts';

/** One run of a family: the run that was started, its children and theirs, and what they continued as. */
export interface Member {
  workflow: string;
  workflowId: string;
  events: HistoryEvent[];
}

/** A run and all that came of it, as the server has it now. */
export async function readFamily(root: Run): Promise<Member[]> {
  const { client } = root.handle;
  const read = async (workflow: string, workflowId: string, runId: string): Promise<Member[]> => {
    const events = readHistory(await client.getHandle(workflowId, runId).fetchHistory());
    const names = new Map(eventsOf(events, 'ChildInitiated').map(({ id, workflow: name }) => [id, name]));
    const further = [
      ...eventsOf(events, 'ContinuedAsNew').map(({ newRunId }) => read(workflow, workflowId, newRunId)),
      ...eventsOf(events, 'ChildStarted').map((child) =>
        read(names.get(child.initiated) ?? '', child.workflowId, child.runId),
      ),
    ];
    return [{ workflow, workflowId, events }, ...(await Promise.all(further)).flat()];
  };
  return await read(root.workflow, root.workflowId, root.firstRunId);
}

/** How many articles one run asked for itself, by activities or local ones. */
export function countArticles({ events }: Member): number {
  const local = events.filter((event) => readLocalActivity(event)?.activity === 'repriceSku');
  return (
    eventsOf(events, 'ActivityScheduled').filter(({ activity }) => activity === 'repriceSku').length + local.length
  );
}

/**
 * Waits until these runs have done all they do by themselves: every task is done, and each of their activities is open at
 * the world or rests before another attempt. This is how a check knows that no further call will come, on any machine.
 */
export async function untilQuiet(lab: Lab, roots: readonly Run[]): Promise<void> {
  const look = lookForQuiet(lab, roots);
  await lab.eventually(look, 'the run to come to rest', { flowing: true, ms: 8000 });
}

const SHORT_MS = 3000;

/** How long a task of local activities, which no history shows, must be without another call. */
const LOCAL_MS = 800;

export function lookForQuiet(lab: Lab, roots: readonly Run[]): () => Promise<boolean> {
  let calls = -1;
  let since = performance.now();
  return async () => {
    const members = (await Promise.all(roots.map(readFamily))).flat();
    const open = members.filter(({ events }) => !isClosed(events));
    const atWorld = lab.ledger.rows.filter(({ outcome }) => outcome.kind === 'open').length;
    if (lab.ledger.rows.length !== calls) since = performance.now();
    calls = lab.ledger.rows.length;
    const noActivities = members.every(({ events }) => eventsOf(events, 'ActivityScheduled').length === 0);
    if (noActivities && atWorld > 0) return performance.now() - since > LOCAL_MS;
    const waiting = open.reduce((sum, { events }) => sum + countOpen(events), 0);
    if (open.some(({ events }) => isBusy(events, members))) return false;
    return waiting - (await countResting(lab, open)) === atWorld;
  };
}

function isClosed(events: HistoryEvent[]): boolean {
  return events.some(({ type }) => /^(Run(Completed|Failed|Canceled|Terminated|TimedOut)|ContinuedAsNew)$/.test(type));
}

/** A task is to be done, or news of a child is on its way. */
function isBusy(events: HistoryEvent[], members: Member[]): boolean {
  const task = lastTask(events);
  if (task?.type !== 'TaskCompleted' || isTimed(events)) return true;
  return eventsOf(events, 'ChildInitiated').some(({ id, workflowId }) => {
    if (eventsOf(events, 'ChildStartFailed').some(({ initiated }) => initiated === id)) return false;
    if (!eventsOf(events, 'ChildStarted').some(({ initiated }) => initiated === id)) return true;
    const ended = events.some(
      (event) => /^Child(Completed|Failed|Canceled|Terminated|TimedOut)$/.test(event.type) && endOf(event) === id,
    );
    return !ended && members.filter((member) => member.workflowId === workflowId).every((m) => isClosed(m.events));
  });
}

/** A timer runs that is short enough to wait for, also in real time. */
function isTimed(events: HistoryEvent[]): boolean {
  return openTimers(events).some(({ ms }) => ms <= SHORT_MS);
}

function endOf(event: HistoryEvent): number | undefined {
  return 'initiated' in event ? event.initiated : undefined;
}

function countOpen(events: HistoryEvent[]): number {
  return openActivities(events).length;
}

/** Activities that failed and wait for their next attempt: the server counts it already, the world has not seen it. */
async function countResting(lab: Lab, open: readonly Member[]): Promise<number> {
  const counts = open.map(async ({ workflow, workflowId }) => {
    const run = await lab.find(workflow, workflowId);
    const pending = (await run?.pending()) ?? [];
    return pending.filter(
      ({ activityId, attempt }) => attempt > 1 && !wasSeen(lab, { workflowId, activityId, attempt }),
    ).length;
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

function wasSeen(lab: Lab, caller: { workflowId: string; activityId: string; attempt: number }): boolean {
  return lab.ledger.rows.some(
    ({ caller: { workflowId, activityId, attempt } }) =>
      workflowId === caller.workflowId && activityId === caller.activityId && attempt === caller.attempt,
  );
}
