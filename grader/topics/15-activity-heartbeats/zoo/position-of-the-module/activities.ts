import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

/** The next chunk to do. */
let next = 0;

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  next = activityInfo().heartbeatDetails ?? 0;
  while (next < chunks) {
    await media.transcodeChunk({ filmId, chunk: next, signal: cancellationSignal() });
    next++;
    heartbeat(next);
  }
  return { chunks };
}
