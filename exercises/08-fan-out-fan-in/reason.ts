// Given: nothing to edit here.
import { ApplicationFailure, isCancellation } from '@temporalio/workflow';

/**
 * Why an article (or a chunk of them) failed, for the list: the type of the failure that came first. A cancellation of
 * the run is no failure of an article: it is thrown on.
 */
export function reasonOf(error: unknown): string {
  if (isCancellation(error)) throw error;
  let first = error;
  while (first instanceof Error && first.cause instanceof Error) first = first.cause;
  if (first instanceof ApplicationFailure) return first.type ?? 'Error';
  return first instanceof Error ? first.name : String(first);
}
