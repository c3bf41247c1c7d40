import type { RecordedFailure } from './history-event.ts';
import { temporal as messages } from './proto.ts';
import { readFailure } from './read-failure.ts';

/** What a host told; the submission can write on that channel too, so it may be anything. */
export function readToldFailure(told: string | undefined): RecordedFailure | undefined {
  if (told === undefined) return undefined;
  try {
    return readFailure(messages.api.failure.v1.Failure.decode(Buffer.from(told, 'base64')));
  } catch {
    return undefined;
  }
}
