import type { Lab } from './lab.ts';
import type { Run } from './run.ts';

/**
 * Listens for so long to the activities that are open now in a run, an attempt of each held at a gate.
 * @param overMs real time; in a worker whose timers hurry it stands for as many times more.
 * @returns by the activity's name, the longest time in ms in which the server heard nothing of it.
 */
export async function longestSilences(lab: Lab, run: Run, overMs: number): Promise<Map<string, number>> {
  const begun = await lab.now();
  const longest = new Map<string, number>();
  for (let now = begun; now - begun < overMs; await lab.linger(20)) {
    // Time is asked first: what is heard between the two questions makes the silence shorter, not longer.
    now = await lab.now();
    for (const { activity, heardAt = begun } of await run.pending())
      longest.set(activity, Math.max(longest.get(activity) ?? 0, now - Math.max(begun, heardAt)));
  }
  return longest;
}

/** An activity and how long the server lets it be silent. */
export interface Hearing {
  activity: string;
  heartbeatMs: number;
}

/**
 * Of activities that are open now, those which the server hears less often than they have to be heard, on a worker whose
 * timers hurry.
 * @param worker.jitterMs by how much a report may be late there, in virtual time
 */
export async function findTooQuiet(
  lab: Lab,
  run: Run,
  hearings: readonly Hearing[],
  { hurry, jitterMs }: { hurry: number; jitterMs: number },
): Promise<string[]> {
  if (hearings.length === 0) return [];
  const longest = Math.max(...hearings.map(({ heartbeatMs }) => heartbeatMs));
  const silences = await longestSilences(lab, run, (1.5 * longest + 2 * jitterMs) / hurry);
  return hearings
    .filter(({ activity, heartbeatMs }) => hurry * (silences.get(activity) ?? 0) > 1.25 * heartbeatMs + jitterMs)
    .map(({ activity }) => activity);
}
