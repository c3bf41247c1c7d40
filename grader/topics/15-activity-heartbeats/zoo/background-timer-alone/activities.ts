import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  let chunk: number = activityInfo().heartbeatDetails ?? 0;
  const timer = setInterval(() => heartbeat(chunk), 10_000);
  try {
    for (; chunk < chunks; chunk++) await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
  } finally {
    clearInterval(timer);
  }
  return { chunks };
}
