import type { temporal } from '@temporalio/proto';
import type { ActivityOptions, EventOf, HistoryEvent, HistoryFact, RecordedFailure } from './history-event.ts';
import { temporal as messages } from './proto.ts';
import { readFailure } from './read-failure.ts';
import { decode, toMs } from './read-values.ts';

type Proto = temporal.api.history.v1.IHistoryEvent;

const { EventType, ParentClosePolicy, WorkflowTaskFailedCause } = messages.api.enums.v1;

/** Turns the server's events into typed ones; payloads are decoded as JSON. */
export function readHistory(history: temporal.api.history.v1.IHistory): HistoryEvent[] {
  return (history.events ?? []).map((event) => ({
    id: Number(event.eventId),
    at: toMs(event.eventTime),
    ...readFact(event),
  }));
}

/** The events of one type, narrowed. */
export function eventsOf<Type extends HistoryFact['type']>(events: HistoryEvent[], type: Type): EventOf<Type>[] {
  return events.filter((event): event is EventOf<Type> => event.type === type);
}

/** A failure and its causes, outermost first. */
export function causeChain(failure: RecordedFailure | undefined): RecordedFailure[] {
  return failure ? [failure, ...causeChain(failure.cause)] : [];
}

/** Types of all ApplicationFailures in a failure's chain of causes. */
export function failureTypes(failure: RecordedFailure | undefined): string[] {
  return causeChain(failure).flatMap(({ type }) => (type ? [type] : []));
}

function readFact(event: Proto): HistoryFact {
  return (
    readRunFact(event) ??
    readActivityFact(event) ??
    readChildFact(event) ??
    readMessageFact(event) ?? { type: 'Other', name: EventType[event.eventType ?? 0] ?? 'unknown' }
  );
}

function readRunFact(event: Proto): HistoryFact | undefined {
  const started = event.workflowExecutionStartedEventAttributes;
  if (started)
    return {
      type: 'RunStarted',
      workflow: started.workflowType?.name ?? '',
      input: decode(started.input?.payloads),
      ...(started.continuedExecutionRunId && { continuedFrom: started.continuedExecutionRunId }),
    };
  const completed = event.workflowExecutionCompletedEventAttributes;
  if (completed) return { type: 'RunCompleted', result: decode(completed.result?.payloads)[0] };
  const failed = event.workflowExecutionFailedEventAttributes;
  if (failed) return { type: 'RunFailed', failure: readFailure(failed.failure) };
  if (event.workflowExecutionCanceledEventAttributes) return { type: 'RunCanceled' };
  if (event.workflowExecutionTerminatedEventAttributes) return { type: 'RunTerminated' };
  if (event.workflowExecutionTimedOutEventAttributes) return { type: 'RunTimedOut' };
  if (event.workflowExecutionCancelRequestedEventAttributes) return { type: 'RunCancelRequested' };
  const continued = event.workflowExecutionContinuedAsNewEventAttributes;
  if (continued)
    return {
      type: 'ContinuedAsNew',
      input: decode(continued.input?.payloads),
      newRunId: continued.newExecutionRunId ?? '',
    };
  return readTaskFact(event);
}

function readTaskFact(event: Proto): HistoryFact | undefined {
  if (event.workflowTaskScheduledEventAttributes) return { type: 'TaskScheduled' };
  if (event.workflowTaskStartedEventAttributes) return { type: 'TaskStarted' };
  if (event.workflowTaskCompletedEventAttributes) return { type: 'TaskCompleted' };
  if (event.workflowTaskTimedOutEventAttributes) return { type: 'TaskTimedOut' };
  const failed = event.workflowTaskFailedEventAttributes;
  if (!failed) return undefined;
  const cause = WorkflowTaskFailedCause[failed.cause ?? 0] ?? 'unknown';
  return {
    type: 'TaskFailed',
    cause: cause.replace('WORKFLOW_TASK_FAILED_CAUSE_', ''),
    failure: readFailure(failed.failure),
  };
}

function readActivityFact(event: Proto): HistoryFact | undefined {
  const scheduled = event.activityTaskScheduledEventAttributes;
  if (scheduled)
    return {
      type: 'ActivityScheduled',
      activity: scheduled.activityType?.name ?? '',
      activityId: scheduled.activityId ?? '',
      input: decode(scheduled.input?.payloads),
      options: readActivityOptions(scheduled),
    };
  const started = event.activityTaskStartedEventAttributes;
  if (started)
    return { type: 'ActivityStarted', scheduled: Number(started.scheduledEventId), attempt: started.attempt ?? 1 };
  const completed = event.activityTaskCompletedEventAttributes;
  if (completed)
    return {
      type: 'ActivityCompleted',
      scheduled: Number(completed.scheduledEventId),
      result: decode(completed.result?.payloads)[0],
    };
  const failed = event.activityTaskFailedEventAttributes;
  if (failed)
    return { type: 'ActivityFailed', scheduled: Number(failed.scheduledEventId), failure: readFailure(failed.failure) };
  const late = event.activityTaskTimedOutEventAttributes;
  if (late)
    return { type: 'ActivityTimedOut', scheduled: Number(late.scheduledEventId), failure: readFailure(late.failure) };
  const canceled = event.activityTaskCanceledEventAttributes;
  if (canceled) return { type: 'ActivityCanceled', scheduled: Number(canceled.scheduledEventId) };
  const requested = event.activityTaskCancelRequestedEventAttributes;
  return requested ? { type: 'ActivityCancelRequested', scheduled: Number(requested.scheduledEventId) } : undefined;
}

function readActivityOptions(
  scheduled: temporal.api.history.v1.IActivityTaskScheduledEventAttributes,
): ActivityOptions {
  const { retryPolicy } = scheduled;
  return {
    startToCloseMs: toMs(scheduled.startToCloseTimeout),
    scheduleToCloseMs: toMs(scheduled.scheduleToCloseTimeout),
    scheduleToStartMs: toMs(scheduled.scheduleToStartTimeout),
    heartbeatMs: toMs(scheduled.heartbeatTimeout),
    retry: {
      initialMs: toMs(retryPolicy?.initialInterval),
      backoff: retryPolicy?.backoffCoefficient ?? 0,
      maximumMs: toMs(retryPolicy?.maximumInterval),
      attempts: retryPolicy?.maximumAttempts ?? 0,
      nonRetryable: retryPolicy?.nonRetryableErrorTypes ?? [],
    },
    taskQueue: scheduled.taskQueue?.name ?? '',
  };
}

function readChildFact(event: Proto): HistoryFact | undefined {
  const initiated = event.startChildWorkflowExecutionInitiatedEventAttributes;
  if (initiated)
    return {
      type: 'ChildInitiated',
      workflow: initiated.workflowType?.name ?? '',
      workflowId: initiated.workflowId ?? '',
      input: decode(initiated.input?.payloads),
      closePolicy: readClosePolicy(initiated.parentClosePolicy),
      executionTimeoutMs: toMs(initiated.workflowExecutionTimeout),
      runTimeoutMs: toMs(initiated.workflowRunTimeout),
    };
  const started = event.childWorkflowExecutionStartedEventAttributes;
  if (started)
    return {
      type: 'ChildStarted',
      initiated: Number(started.initiatedEventId),
      runId: started.workflowExecution?.runId ?? '',
      workflowId: started.workflowExecution?.workflowId ?? '',
    };
  const refused = event.startChildWorkflowExecutionFailedEventAttributes;
  if (refused) return { type: 'ChildStartFailed', initiated: Number(refused.initiatedEventId) };
  const completed = event.childWorkflowExecutionCompletedEventAttributes;
  if (completed)
    return {
      type: 'ChildCompleted',
      initiated: Number(completed.initiatedEventId),
      result: decode(completed.result?.payloads)[0],
    };
  const failed = event.childWorkflowExecutionFailedEventAttributes;
  if (failed)
    return { type: 'ChildFailed', initiated: Number(failed.initiatedEventId), failure: readFailure(failed.failure) };
  const canceled = event.childWorkflowExecutionCanceledEventAttributes;
  if (canceled) return { type: 'ChildCanceled', initiated: Number(canceled.initiatedEventId) };
  const terminated = event.childWorkflowExecutionTerminatedEventAttributes;
  if (terminated) return { type: 'ChildTerminated', initiated: Number(terminated.initiatedEventId) };
  const late = event.childWorkflowExecutionTimedOutEventAttributes;
  return late ? { type: 'ChildTimedOut', initiated: Number(late.initiatedEventId) } : undefined;
}

function readClosePolicy(policy: temporal.api.enums.v1.ParentClosePolicy | null | undefined) {
  if (policy === ParentClosePolicy.PARENT_CLOSE_POLICY_TERMINATE) return 'terminate';
  if (policy === ParentClosePolicy.PARENT_CLOSE_POLICY_ABANDON) return 'abandon';
  return policy === ParentClosePolicy.PARENT_CLOSE_POLICY_REQUEST_CANCEL ? 'request-cancel' : 'unset';
}

function readMessageFact(event: Proto): HistoryFact | undefined {
  const timer = event.timerStartedEventAttributes;
  if (timer) return { type: 'TimerStarted', timerId: timer.timerId ?? '', ms: toMs(timer.startToFireTimeout) };
  const fired = event.timerFiredEventAttributes;
  if (fired) return { type: 'TimerFired', timerId: fired.timerId ?? '' };
  const canceled = event.timerCanceledEventAttributes;
  if (canceled) return { type: 'TimerCanceled', timerId: canceled.timerId ?? '' };
  const signaled = event.workflowExecutionSignaledEventAttributes;
  if (signaled) return { type: 'Signaled', signal: signaled.signalName ?? '', input: decode(signaled.input?.payloads) };
  const accepted = event.workflowExecutionUpdateAcceptedEventAttributes;
  if (accepted)
    return {
      type: 'UpdateAccepted',
      update: accepted.acceptedRequest?.input?.name ?? '',
      updateId: accepted.acceptedRequest?.meta?.updateId ?? accepted.protocolInstanceId ?? '',
      input: decode(accepted.acceptedRequest?.input?.args?.payloads),
    };
  const updated = event.workflowExecutionUpdateCompletedEventAttributes;
  if (updated)
    return {
      type: 'UpdateCompleted',
      updateId: updated.meta?.updateId ?? '',
      ...(updated.outcome?.failure && { failure: readFailure(updated.outcome.failure) }),
      ...(updated.outcome?.success && { result: decode(updated.outcome.success.payloads)[0] }),
    };
  const marker = event.markerRecordedEventAttributes;
  if (!marker) return undefined;
  const details = Object.entries(marker.details ?? {}).map(([name, { payloads }]) => [name, decode(payloads)] as const);
  return {
    type: 'Marker',
    marker: marker.markerName ?? '',
    details: Object.fromEntries(details),
    ...(marker.failure && { failure: readFailure(marker.failure) }),
  };
}
