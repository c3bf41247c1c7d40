import { activityInfo, CancelledFailure, cancellationSignal, heartbeat, log } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  try {
    for (let chunk = activityInfo().heartbeatDetails ?? 0; chunk < chunks; chunk++) {
      await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
      heartbeat(chunk + 1);
    }
    return { chunks };
  } catch (error) {
    if (error instanceof CancelledFailure) log.info('the film was called off', { filmId });
    throw error;
  }
}
