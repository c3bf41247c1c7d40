import { activityInfo, cancelled, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  let stop = false;
  cancelled().catch(() => {
    stop = true;
  });
  for (let chunk = activityInfo().heartbeatDetails ?? 0; chunk < chunks; chunk++) {
    if (stop) throw new Error('called off');
    await media.transcodeChunk({ filmId, chunk });
    heartbeat(chunk + 1);
  }
  return { chunks };
}
