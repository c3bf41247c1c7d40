import { setTimeout as delay } from 'node:timers/promises';

const EVERY_MS = 25;

/** Asks again and again until the answer is something else than undefined or false; rejects once `over`. */
export async function askUntilSeen<Result>(
  look: () => Promise<Result | undefined | false>,
  over: AbortSignal,
): Promise<Result> {
  for (;;) {
    const seen = over.aborted ? undefined : await look();
    if (seen !== undefined && seen !== false) return seen;
    await delay(EVERY_MS, undefined, { signal: over });
  }
}
