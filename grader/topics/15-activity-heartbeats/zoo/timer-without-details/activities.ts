import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  let next: number = activityInfo().heartbeatDetails ?? 0;
  const alive = setInterval(() => heartbeat(), 5000);
  try {
    while (next < chunks) {
      await media.transcodeChunk({ filmId, chunk: next, signal: cancellationSignal() });
      next += 1;
      heartbeat(next);
    }
  } finally {
    clearInterval(alive);
  }
  return { chunks };
}
