import { readFile, writeFile } from 'node:fs/promises';
import { cancellationSignal, heartbeat } from '@temporalio/activity';
import { media } from '#world';
import type { FilmInput, FilmResult } from './shared';

export async function transcode({ filmId, chunks }: FilmInput): Promise<FilmResult> {
  const notes = `${filmId}.progress`;
  const done = await readFile(notes, 'utf8').catch(() => '0');
  for (let chunk = Number(done); chunk < chunks; chunk++) {
    await media.transcodeChunk({ filmId, chunk, signal: cancellationSignal() });
    await writeFile(notes, String(chunk + 1));
    heartbeat(chunk + 1);
  }
  return { chunks };
}
