import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';

export async function transcode({ filmId, chunk }: { filmId: string; chunk: number }): Promise<void> {
  await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
  heartbeat(chunk);
}
