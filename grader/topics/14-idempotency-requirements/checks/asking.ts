import type { CallArgument, CallOutcome } from '../../../host/call.ts';
import type { Lab } from '../../../lab/lab.ts';
import { drawRenewal, type Renewal } from './subscription.ts';

/** Calls the learner's `startRenewal` with everything it needs. */
export function ask(lab: Lab, renewal: Renewal): Promise<CallOutcome> {
  return callStart(lab, { $: 'taskQueue' }, renewal);
}

/** The same with an empty task queue, which the SDK refuses: nothing is started. */
export function askInVain(lab: Lab, renewal: Renewal): Promise<CallOutcome> {
  return callStart(lab, '', renewal);
}

function callStart(lab: Lab, taskQueue: CallArgument, { ...renewal }: Renewal): Promise<CallOutcome> {
  return lab.tryCall({ file: 'start.ts', export: 'startRenewal', args: [{ $: 'client' }, taskQueue, renewal] });
}

/** Of a server that has seen this submission before, with closed runs that keep their names. */
export function drawForServer(lab: Lab): Renewal {
  const renewal = drawRenewal(lab);
  return { ...renewal, subscriptionId: `${renewal.subscriptionId}-${lab.taskQueue.slice(-6)}` };
}

/** Run ids of all there is on the server. */
export async function startedNow(lab: Lab): Promise<ReadonlySet<string>> {
  return new Set((await lab.executions()).map(({ runId }) => runId));
}

/** Waits for the end of everything that was started since. */
export async function settleStarted(lab: Lab, before: ReadonlySet<string>): Promise<void> {
  for (const { runId, workflow, workflowId, open } of await lab.executions()) {
    if (before.has(runId)) continue;
    const known = lab.runs.find((run) => run.workflowId === workflowId);
    const run = known ?? (await lab.find(workflow, workflowId));
    if (open) await run?.settle();
  }
}

/** The workflow id in an answer; undefined when it has none. */
export function idOf(outcome: CallOutcome): string | undefined {
  const id: unknown = outcome.kind === 'value' ? Object(outcome.json).workflowId : undefined;
  return typeof id === 'string' ? id : undefined;
}

/** Without ids: they are others in every grading. */
export function sayAnswer(outcome: CallOutcome): string {
  if (outcome.kind === 'value') return 'an answer without the id of a renewal';
  return outcome.kind === 'thrown' ? `\`${outcome.error.name}\`` : 'no answer';
}
