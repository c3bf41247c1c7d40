import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  for (let chunk = activityInfo().heartbeatDetails ?? 0; chunk < chunks; chunk++) {
    const signal = AbortSignal.any([cancellationSignal(), AbortSignal.timeout(60_000)]);
    await media.transcodeChunk({ filmId, chunk, signal });
    heartbeat(chunk + 1);
  }
  return { chunks };
}
