import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const done: number[] = activityInfo().heartbeatDetails ?? [];
  const open = [...Array(chunks).keys()].filter((chunk) => !done.includes(chunk));
  await Promise.all(
    open.map(async (chunk) => {
      await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
      done.push(chunk);
      heartbeat(done);
    }),
  );
  return { chunks };
}
