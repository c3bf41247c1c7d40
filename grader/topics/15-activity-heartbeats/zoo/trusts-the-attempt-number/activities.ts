import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const { attempt, heartbeatDetails } = activityInfo();
  const first = attempt > 1 ? heartbeatDetails + 1 : 0;
  for (let chunk = first; chunk < chunks; chunk++) {
    await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
    heartbeat(chunk);
  }
  return { chunks };
}
