import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

let stop: AbortSignal | undefined;

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  stop ??= cancellationSignal();
  const first: number = activityInfo().heartbeatDetails ?? 0;
  for (let chunk = first; chunk < chunks; chunk++) {
    await media.transcodeChunk({ filmId, chunk, signal: stop });
    heartbeat(chunk + 1);
  }
  return { chunks };
}
