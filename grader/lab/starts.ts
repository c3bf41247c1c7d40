import { randomBytes } from 'node:crypto';
import { type Client, isGrpcServiceError, WithStartWorkflowOperation } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { readRefusal, type UpdateOutcome } from './run.ts';

/** Longer than any story, and short enough that a thousand closed runs do not push the clock out of its range. */
const RUN_TIMEOUT_DAYS = 1000;

export interface StartOptions {
  /** Default: drawn. */
  workflowId?: string;
  /** More arguments after the input. */
  more?: unknown[];
  /** Which of the setting's workflow files runs it on a plain host; default: the first, or the one the host was started with. */
  file?: string;
}

/** What a start is made of, whichever way it is sent. */
export interface StartRequest extends StartOptions {
  client: Client;
  taskQueue: string;
  workflow: string;
  input: unknown;
}

/** Ids of a run that was started. */
export interface Started {
  workflowId: string;
  runId: string;
}

/** Starts a workflow. */
export async function startRun(request: StartRequest): Promise<Started> {
  const handle = await request.client.workflow.start(request.workflow, startOptions(request));
  return { workflowId: handle.workflowId, runId: handle.firstExecutionRunId };
}

/** Starts a workflow together with a signal. */
export async function startRunWithSignal(
  request: StartRequest & { signal: string; args: unknown[] },
): Promise<Started> {
  const handle = await request.client.workflow.signalWithStart(request.workflow, {
    ...startOptions(request),
    signal: request.signal,
    signalArgs: request.args,
  });
  return { workflowId: handle.workflowId, runId: handle.signaledRunId };
}

/** Starts a workflow together with an update; `outcome` comes later, and `started` first. */
export function startRunWithUpdate(request: StartRequest & { update: string; args: unknown[] }): {
  started: Promise<Started>;
  outcome: Promise<UpdateOutcome>;
} {
  const start = new WithStartWorkflowOperation(request.workflow, {
    ...startOptions(request),
    workflowIdConflictPolicy: 'FAIL',
  });
  const options = { args: request.args, startWorkflowOperation: start };
  const outcome = request.client.workflow
    .executeUpdateWithStart(request.update, options as never)
    .then((result): UpdateOutcome => ({ status: 'completed', result }), readRefusal);
  const started = start.workflowHandle().then(async (handle) => {
    return { workflowId: handle.workflowId, runId: (await handle.describe()).runId };
  });
  return { started, outcome };
}

/** One execution on the server. */
export interface Execution extends Started {
  workflow: string;
  open: boolean;
}

const query = { namespace: 'default', maximumPageSize: 1000 };

/** Every execution on the server, open and closed. */
export async function listExecutions(client: Client): Promise<Execution[]> {
  // Open ones first: a run that closes in between is then listed twice, and never missed.
  const opened = await listOpen(client);
  const { workflowService } = client;
  const closed = await repeat(() => workflowService.listClosedWorkflowExecutions(query));
  const all = [...opened, ...closed.executions.map(readExecution(false))];
  return [...new Map(all.map((execution) => [execution.runId, execution])).values()];
}

/** Every execution on the server that is open. */
export async function listOpen({ workflowService }: Client): Promise<Execution[]> {
  const { executions } = await repeat(() => workflowService.listOpenWorkflowExecutions(query));
  return executions.map(readExecution(true));
}

function readExecution(open: boolean) {
  return ({ execution, type }: temporal.api.workflow.v1.IWorkflowExecutionInfo): Execution => ({
    workflowId: execution?.workflowId ?? '',
    runId: execution?.runId ?? '',
    workflow: type?.name ?? '',
    open,
  });
}

/** Status of a call in which the server itself broke. */
const UNKNOWN = 2;

/** The test server walks over its runs without a lock: a run that starts meanwhile breaks the call, and it is made again. */
async function repeat<Answer>(call: () => Promise<Answer>, times = 5): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    if (times === 0 || !isGrpcServiceError(error) || error.code !== UNKNOWN) throw error;
    return await repeat(call, times - 1);
  }
}

function startOptions({ workflowId, taskQueue, input, more = [] }: StartRequest) {
  return {
    workflowId: workflowId ?? `run-${randomBytes(5).toString('hex')}`,
    taskQueue,
    args: [input, ...more],
    workflowRunTimeout: `${RUN_TIMEOUT_DAYS} days` as const,
  };
}
