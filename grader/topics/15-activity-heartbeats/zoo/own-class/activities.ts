import { activityInfo, CancelledFailure, Context, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

class Progress {
  private readonly done: { chunk: number; bytes: number }[] = activityInfo().heartbeatDetails?.done ?? [];

  get next(): number {
    return this.done.length;
  }

  add(chunk: number, bytes: number): void {
    this.done.push({ chunk, bytes });
    heartbeat({ done: this.done });
    if (Context.current().cancellationSignal.aborted) throw new CancelledFailure('called off');
  }
}

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const progress = new Progress();
  while (progress.next < chunks) {
    const chunk = progress.next;
    const { bytes } = await media.transcodeChunk({ filmId, chunk });
    progress.add(chunk, bytes);
  }
  return { chunks: progress.next };
}
