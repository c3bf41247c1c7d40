import type { temporal } from '@temporalio/proto';
import type { RecordedFailure } from './history-event.ts';
import { temporal as messages } from './proto.ts';
import { decode } from './read-values.ts';

type ProtoFailure = temporal.api.failure.v1.IFailure;

const { TimeoutType } = messages.api.enums.v1;

/** A failure as the server recorded it, causes included. */
export function readFailure(failure: ProtoFailure | null | undefined): RecordedFailure {
  const application = failure?.applicationFailureInfo;
  const timeout = failure?.timeoutFailureInfo;
  return {
    message: failure?.message ?? '',
    kind: failureKind(failure),
    ...(application && { type: application.type ?? '', nonRetryable: application.nonRetryable ?? false }),
    ...(timeout && { timeout: timeoutNames[timeout.timeoutType ?? 0] ?? 'start-to-close' }),
    ...(application?.details?.payloads?.length && { details: decode(application.details.payloads) }),
    ...(failure?.stackTrace && { stack: failure.stackTrace }),
    ...(failure?.cause && { cause: readFailure(failure.cause) }),
  };
}

const timeoutNames: Record<number, NonNullable<RecordedFailure['timeout']>> = {
  [TimeoutType.TIMEOUT_TYPE_START_TO_CLOSE]: 'start-to-close',
  [TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_START]: 'schedule-to-start',
  [TimeoutType.TIMEOUT_TYPE_SCHEDULE_TO_CLOSE]: 'schedule-to-close',
  [TimeoutType.TIMEOUT_TYPE_HEARTBEAT]: 'heartbeat',
};

function failureKind(failure: ProtoFailure | null | undefined): RecordedFailure['kind'] {
  if (failure?.applicationFailureInfo) return 'application';
  if (failure?.activityFailureInfo) return 'activity';
  if (failure?.childWorkflowExecutionFailureInfo) return 'child';
  if (failure?.timeoutFailureInfo) return 'timeout';
  if (failure?.canceledFailureInfo) return 'canceled';
  if (failure?.terminatedFailureInfo) return 'terminated';
  return failure?.serverFailureInfo ? 'server' : 'other';
}
