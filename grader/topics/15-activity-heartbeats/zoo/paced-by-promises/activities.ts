import { setInterval } from 'node:timers/promises';
import { activityInfo, cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  let next: number = activityInfo().heartbeatDetails ?? 0;
  const over = new AbortController();
  const alive = (async () => {
    for await (const _ of setInterval(10_000, undefined, { signal: over.signal })) heartbeat(next);
  })().catch(() => undefined);
  try {
    while (next < chunks) {
      await media.transcodeChunk({ filmId, chunk: next, signal: cancellationSignal() });
      next += 1;
      heartbeat(next);
    }
  } finally {
    over.abort();
    await alive;
  }
  return { chunks };
}
