import { findFamily } from '../../../lab/family.ts';
import type { EventOf } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';

/** What the media store is asked to do, once a chunk. */
export const transcodeChunk = 'media.transcodeChunk';

/** Real time within which the server has heard of a heartbeat that was sent. */
const HEARD_MS = 1000;

export interface Film {
  filmId: string;
  chunks: number;
}

/** A film nobody has seen before; long enough that every part of it can be told from the others. */
export function drawFilm(lab: Lab): Film {
  return { filmId: lab.draw.id('film'), chunks: lab.draw.integer(11, 15) };
}

export function chunkOf(row: LedgerRow): number {
  return Number(row.args.chunk);
}

/** Chunks in the order in which the media store was asked for them; of one film, or of all that the check has. */
export function chunksAsked(lab: Lab, film?: Film): number[] {
  const calls = lab.ledger.calls(transcodeChunk);
  return calls.filter(({ args }) => film === undefined || args.filmId === film.filmId).map(chunkOf);
}

/** All chunks of a film, in order. */
export function allChunks({ chunks }: Film): number[] {
  return [...Array(chunks).keys()];
}

/** Chunks that were transcoded and whose caller got the answer, in order, repetitions included. */
export function chunksDone(lab: Lab): number[] {
  return lab.ledger
    .calls(transcodeChunk)
    .filter(({ outcome }) => outcome.kind === 'answered')
    .map(chunkOf);
}

/** Chunks of the film that nobody ever got an answer for. */
export function chunksMissing(lab: Lab, film: Film): number[] {
  const done = chunksDone(lab);
  return allChunks(film).filter((chunk) => !done.includes(chunk));
}

/** Whether a workflow's result is the one for this film. */
export function isResultOf(film: Film, result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'chunks' in result && result.chunks === film.chunks;
}

/** The media store breaks down so many times, when it is first asked for this chunk. */
export function failAtChunk(lab: Lab, chunk: number, times: number): void {
  let left = times;
  lab.world.on(transcodeChunk, (row) => {
    if (left === 0 || chunkOf(row) !== chunk) return undefined;
    left--;
    return { kind: 'outage' };
  });
}

/** Waits until the server knows another progress than `before`, and answers it; undefined when it never does. */
export async function progressAfter(lab: Lab, run: Run, before: unknown): Promise<unknown> {
  const seen = JSON.stringify(before);
  for (const end = performance.now() + HEARD_MS; performance.now() < end; ) {
    const [activity] = await run.pending();
    const known = activity?.heartbeat;
    if (known !== undefined && JSON.stringify(known) !== seen) return known;
    await lab.linger(20);
  }
  return undefined;
}

/** Chunk numbers as people say them: `chunk 3`, `chunks 0 to 4`, `chunks 2 and 7`. */
export function sayChunks(chunks: readonly number[]): string {
  const sorted = [...new Set(chunks)].sort((a, b) => a - b);
  const [first, last] = [sorted[0] ?? 0, sorted.at(-1) ?? 0];
  if (sorted.length <= 1) return `chunk ${first}`;
  if (sorted.length > 2 && last - first === sorted.length - 1) return `chunks ${first} to ${last}`;
  return `chunks ${sorted.slice(0, -1).join(', ')} and ${last}`;
}

/** The run that has the activity: the film's own, or a child of it; the film's own when there is no activity. */
export async function workOf(lab: Lab, run: Run): Promise<Run> {
  for (const one of await findFamily(lab, run)) if ((await scheduledIn(one)).length > 0) return one;
  return run;
}

/** How many activities the film has, those of child workflows included. */
export async function countActivities(lab: Lab, run: Run): Promise<number> {
  const scheduled = await Promise.all((await findFamily(lab, run)).map(scheduledIn));
  return scheduled.flat().length;
}

/** The scheduling of activities in one run, with their options. */
export async function scheduledIn(work: Run): Promise<EventOf<'ActivityScheduled'>[]> {
  return eventsOf(await work.history(), 'ActivityScheduled');
}
