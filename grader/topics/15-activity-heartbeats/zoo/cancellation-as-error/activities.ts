import { ApplicationFailure, activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const firstChunk: number = activityInfo().heartbeatDetails ?? 0;
  for (let chunk = firstChunk; chunk < chunks; chunk++) {
    if (cancellationSignal().aborted) throw ApplicationFailure.nonRetryable('the film was called off', 'CalledOff');
    await media.transcodeChunk({ filmId, chunk });
    heartbeat(chunk + 1);
  }
  return { chunks };
}
