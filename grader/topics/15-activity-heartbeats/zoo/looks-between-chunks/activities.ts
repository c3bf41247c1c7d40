import { Context } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const context = Context.current();
  const done: number = context.info.heartbeatDetails ?? 0;
  for (let chunk = done; chunk < chunks; chunk++) {
    context.cancellationSignal.throwIfAborted();
    await media.transcodeChunk({ filmId, chunk });
    context.heartbeat(chunk + 1);
  }
  return { chunks };
}
