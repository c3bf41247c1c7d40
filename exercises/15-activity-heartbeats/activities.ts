/**
 * The work on one film, chunk after chunk. The media store is paid for every chunk it transcodes, also for a repeated one.
 * Goal: when an attempt broke off, the next one goes on with the first chunk that is not done; and when a film is called
 * off, the work stops within three chunks, as cancelled.
 * What must stay: chunks 0 to chunks - 1, in order, one at a time; progress is reported after every chunk.
 */
import { heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  // TODO(you): a new attempt goes on where the one before it stopped: no chunk left out, none done twice.
  for (let chunk = 0; chunk < chunks; chunk++) {
    // TODO(you): the work ends when the film is called off.
    await media.transcodeChunk({ filmId, chunk });
    heartbeat(chunk);
  }
  return { chunks };
}
