import { coresdk, temporal } from '@temporalio/proto';
import { NativeConnection, Worker, type WorkerOptions } from '@temporalio/worker';
import type { FrameMapper } from '../frames.ts';
import type { StartFailure, WorkerSpec } from '../host.ts';
import type { StartMessage } from '../protocol.ts';
import { describeAnswer, toJson } from './answer.ts';
import { type CallContext, listMembers, performCall } from './calls.ts';
import { hurryTimers } from './hurry.ts';
import { describeThrown } from './thrown.ts';

/** A reason not to start that goes to the grader as it is. */
export class StartRefused extends Error {
  constructor(readonly failure: Exclude<StartFailure, { kind: 'exited' | 'silent' }>) {
    super(failure.kind);
  }
}

type Functions = Record<string, (...args: unknown[]) => unknown>;

/** Makes the workers that were asked for. @throws StartRefused */
export async function makeWorkers(
  message: StartMessage,
  context: CallContext,
  onTaskFailed: (runId: string, failure: string) => void = () => {},
): Promise<Worker[]> {
  if (message.workers.length === 0) return [];
  const connection = await NativeConnection.connect({ address: message.address });
  const hurry = message.workers.find((spec) => spec.hurry !== undefined)?.hurry;
  if (hurry !== undefined) hurryTimers(hurry);
  const workers: Worker[] = [];
  for (const spec of message.workers) {
    const options = await composeOptions(message, spec, context);
    const worker = await createWorker({ ...options, connection }, context.mapper);
    listenForFailures(worker, onTaskFailed);
    if (spec.losesResults) loseResults(worker);
    workers.push(worker);
  }
  return workers;
}

/** Tells of each workflow task that fails: the SDK's core reports the failure of a first attempt only. */
function listenForFailures(worker: Worker, onTaskFailed: (runId: string, failure: string) => void): void {
  type Native = { completeWorkflowActivation(completion: Buffer): Promise<void> };
  const { nativeWorker } = worker as unknown as { nativeWorker?: Native };
  const complete = nativeWorker?.completeWorkflowActivation;
  // Not in the SDK's types: where it is called otherwise, such a task ends as a deadline.
  if (!nativeWorker || !complete) return;
  nativeWorker.completeWorkflowActivation = (bytes) => {
    const { runId, failed } = coresdk.workflow_completion.WorkflowActivationCompletion.decodeDelimited(bytes);
    if (failed?.failure)
      onTaskFailed(
        runId,
        Buffer.from(temporal.api.failure.v1.Failure.encode(failed.failure).finish()).toString('base64'),
      );
    return complete(bytes);
  };
}

/** What activities come to stays in this process, on both paths: activities run in its main thread. */
function loseResults(worker: Worker): void {
  type Native = { completeActivityTask(completion: Buffer): Promise<void> };
  const { nativeWorker } = worker as unknown as { nativeWorker: Native };
  nativeWorker.completeActivityTask = () => new Promise(() => {});
}

async function createWorker(options: WorkerOptions, mapper: FrameMapper): Promise<Worker> {
  try {
    return await Worker.create(options);
  } catch (thrown) {
    throw new StartRefused({ kind: 'worker-refused', error: describeThrown(thrown, mapper) });
  }
}

async function composeOptions(message: StartMessage, spec: WorkerSpec, context: CallContext): Promise<WorkerOptions> {
  const learned = spec.options === undefined ? {} : await readOptions(spec.options, context);
  const workflow = spec.workflows === undefined ? undefined : message.workflows[spec.workflows];
  const interceptors = spec.interceptor === undefined ? [] : [await readInterceptor(spec.interceptor, context)];
  const known = learned.interceptors?.activity ?? [];
  const outermost = spec.reportsAnswers ? [reportAnswers(context)] : [];
  return {
    ...(learned.tuner === undefined && { maxConcurrentActivityTaskExecutions: 200 }),
    // With options of the learner's own, a worker goes down as they say, and as the SDK does where they say nothing.
    ...(spec.options === undefined && { shutdownGraceTime: '100ms', shutdownForceTime: '400ms' }),
    ...learned,
    interceptors: { ...learned.interceptors, activity: [...outermost, ...known, ...interceptors] },
    namespace: 'default',
    taskQueue: spec.taskQueue,
    workflowsPath: undefined,
    bundlerOptions: undefined,
    workflowBundle: workflow && { code: workflow.code },
    activities: spec.activities === undefined ? undefined : multiply(readActivities(spec.activities, context), spec),
    maxHeartbeatThrottleInterval: '20ms',
    defaultHeartbeatThrottleInterval: '20ms',
    ...(spec.maxCachedWorkflows !== undefined && { maxCachedWorkflows: spec.maxCachedWorkflows }),
    ...isolation(message.isThreaded),
  };
}

/** Light workers run workflow code in the host's own thread; the limit ends loops that never yield. */
export function isolation(isThreaded: boolean): object {
  // The SDK knows this option in both modes, but its types leave it out.
  return { debugMode: !isThreaded, isolateExecutionTimeout: isThreaded ? '5s' : '1s' };
}

function readActivities(file: string, context: CallContext): Functions {
  const exports = loadFile(file, context);
  const { createActivities } = exports;
  const made = typeof createActivities === 'function' ? callFactory(file, createActivities, context) : exports;
  if (typeof made !== 'object' || made === null) throw unusable(file, 'createActivities', exports);
  return Object.fromEntries(
    Object.entries(made).filter((entry): entry is [string, Functions[string]] => isActivity(entry[1])),
  );
}

/** Wraps the one activity whose answer is to come out changed; local activities are found under the same name. */
function multiply(activities: Functions, { multiplies }: WorkerSpec): Functions {
  const act = multiplies && activities[multiplies.activity];
  if (!act) return activities;
  const { activity, field, by } = multiplies;
  const changed = async (...args: unknown[]) => {
    const answer = await act(...args);
    const number: unknown = Object(answer)[field];
    return typeof number === 'number' ? { ...Object(answer), [field]: number * by } : answer;
  };
  return { ...activities, [activity]: changed };
}

function callFactory(file: string, create: CallableFunction, { modules, mapper }: CallContext): unknown {
  try {
    return create(modules.services());
  } catch (thrown) {
    throw new StartRefused({ kind: 'load-failed', file, error: describeThrown(thrown, mapper) });
  }
}

function isActivity(value: unknown): boolean {
  return typeof value === 'function' && !Function.prototype.toString.call(value).startsWith('class');
}

async function readOptions(
  source: NonNullable<WorkerSpec['options']>,
  context: CallContext,
): Promise<Partial<WorkerOptions>> {
  const options = await readExport(source.file, source.export, (make) => make(...source.args), context);
  if (typeof options !== 'object' || options === null) throw unusable(source.file, source.export, options);
  return options;
}

type Interceptor = NonNullable<NonNullable<WorkerOptions['interceptors']>['activity']>[number];

/** In the history an answer is JSON already: what it was before is known here alone. */
function reportAnswers({ injectables }: CallContext): Interceptor {
  return ({ info }) => ({
    inbound: {
      async execute(input, next) {
        const value = await next(input);
        injectables.report(toJson({ activity: info.activityType, ...describeAnswer(value) }) ?? null);
        return value;
      },
    },
  });
}

async function readInterceptor(
  source: NonNullable<WorkerSpec['interceptor']>,
  context: CallContext,
): Promise<Interceptor> {
  const keepAs = `interceptor of ${source.file}`;
  const answer = await performCall(context, { ...source, args: [{ $: 'report' }], keepAs });
  const factory = context.kept.get(keepAs);
  if (answer.kind === 'thrown') throw new StartRefused({ kind: 'load-failed', file: source.file, error: answer.error });
  if (typeof factory !== 'function') throw unusable(source.file, source.export, factory);
  return factory as Interceptor;
}

async function readExport(
  file: string,
  name: string,
  use: (make: (...args: unknown[]) => unknown) => unknown,
  context: CallContext,
): Promise<unknown> {
  const exports = loadFile(file, context);
  const make = exports[name];
  if (typeof make !== 'function') throw unusable(file, name, exports);
  try {
    return await use(make as (...args: unknown[]) => unknown);
  } catch (thrown) {
    throw new StartRefused({ kind: 'load-failed', file, error: describeThrown(thrown, context.mapper) });
  }
}

function loadFile(file: string, { modules, mapper }: CallContext): Record<string, unknown> {
  try {
    return modules.load(file);
  } catch (thrown) {
    throw new StartRefused({ kind: 'load-failed', file, error: describeThrown(thrown, mapper) });
  }
}

function unusable(file: string, name: string, found: unknown): StartRefused {
  return new StartRefused({ kind: 'unusable-export', file, export: name, found: listMembers(found) });
}
