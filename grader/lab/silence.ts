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
