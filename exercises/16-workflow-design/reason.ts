// Given: nothing to edit here.
import { ApplicationFailure, isCancellation } from '@temporalio/workflow';

/**
 * Why something failed, for a result: the type of the failure that came first. A cancellation is not a failure of one
 * part: it is thrown on.
 */
export function reasonOf(error: unknown): string {
  if (isCancellation(error)) throw error;
  let first = error;
  while (first instanceof Error && first.cause instanceof Error) first = first.cause;
  if (first instanceof ApplicationFailure) return first.type ?? 'Error';
  return first instanceof Error ? first.name : String(first);
}
