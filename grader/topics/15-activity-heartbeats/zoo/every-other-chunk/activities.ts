import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const firstChunk: number = activityInfo().heartbeatDetails ?? 0;
  for (let chunk = firstChunk; chunk < chunks; chunk++) {
    try {
      await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
    } catch (error) {
      heartbeat(chunk);
      throw error;
    }
    if (chunk % 2 === 1) heartbeat(chunk + 1);
  }
  return { chunks };
}
