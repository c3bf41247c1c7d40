/**
 * The work on one film, chunk after chunk. The media store is paid for every chunk it transcodes, also for a repeated one.
 * Goal: when an attempt broke off, the next one goes on with the first chunk that is not done; and when a film is called
 * off, the work stops within three chunks, as cancelled.
 * What must stay: chunks 0 to chunks - 1, in order, one at a time; progress is reported after every chunk.
 */
import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  // What the attempt before reported last. There is nothing in a first attempt, and `??` lets a reported 0 be a 0.
  const firstChunk: number = activityInfo().heartbeatDetails ?? 0;
  for (let chunk = firstChunk; chunk < chunks; chunk++) {
    // The answer to a heartbeat brings the cancellation here, but heartbeat() never throws: the signal ends the call.
    await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
    // Reported is the chunk to begin with, not the last one done: writer and reader mean the same number.
    heartbeat(chunk + 1);
  }
  return { chunks };
}
