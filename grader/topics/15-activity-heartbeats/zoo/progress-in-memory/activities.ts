import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

const nextChunk = new Map<string, number>();

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  for (let chunk = nextChunk.get(filmId) ?? 0; chunk < chunks; chunk++) {
    await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
    nextChunk.set(filmId, chunk + 1);
    heartbeat(chunk + 1);
  }
  return { chunks };
}
