import { Context } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const { cancelled, info } = Context.current();
  let { next, bytes } = (info.heartbeatDetails as { next: number; bytes: number } | undefined) ?? { next: 0, bytes: 0 };
  while (next < chunks) {
    const chunk = await Promise.race([cancelled, media.transcodeChunk({ filmId, chunk: next })]);
    next += 1;
    bytes += chunk.bytes;
    Context.current().heartbeat({ next, bytes });
  }
  return { chunks: next };
}
