import { activityInfo, CancelledFailure, heartbeat, log } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const firstChunk: number = activityInfo().heartbeatDetails ?? 0;
  for (let chunk = firstChunk; chunk < chunks; chunk++) {
    await media.transcodeChunk({ filmId, chunk });
    try {
      heartbeat(chunk + 1);
    } catch (error) {
      if (error instanceof CancelledFailure) log.info('the film was called off');
      throw error;
    }
  }
  return { chunks };
}
