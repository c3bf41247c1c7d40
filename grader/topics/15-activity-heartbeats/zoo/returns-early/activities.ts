import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  let chunk: number = activityInfo().heartbeatDetails ?? 0;
  while (chunk < chunks && !cancellationSignal().aborted) {
    await media.transcodeChunk({ filmId, chunk });
    heartbeat(++chunk);
  }
  return { chunks };
}
