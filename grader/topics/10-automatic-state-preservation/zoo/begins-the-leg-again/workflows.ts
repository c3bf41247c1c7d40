// A container goes from port to port: each leg is loaded, moved and unloaded, with days at sea in between.
// Last week a worker's machine died. The log of a shipment had lost two ports, and another container was loaded twice.
// Goal: nobody can tell from a shipment, its log or its position whether a machine has died meanwhile.
// What must stay: names and types; the order of the steps; the days at sea are waited for by the workflow.
import { defineQuery, isCancellation, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Position, ShipmentInput, ShipmentLog } from './shared';

const { loadLeg, moveLeg, unloadLeg } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
  retry: { maximumAttempts: 1 },
});

export const position = defineQuery<Position>('position');

export async function shipment({ id, legs }: ShipmentInput): Promise<ShipmentLog> {
  // Ordinary variables: another machine gets them back by running this function again, with the answers of the history.
  const entries: string[] = [];
  let here: Position = { leg: 0, place: legs[0]?.from ?? '', state: 'loading' };

  // A query is not in the history. What it changed would be gone after the next replay, so it only looks.
  setHandler(position, () => here);

  for (const [leg, { from, to, days }] of legs.entries()) {
    for (let isDone = false; !isDone; ) {
      try {
        here = { leg, place: from, state: 'loading' };
        const loaded = await loadLeg({ id, leg, at: from, key: `${id}/${leg}/load` });
        const moved = await moveLeg({ id, leg, from, to, key: `${id}/${leg}/move` });

        here = { leg, place: `${from}-${to}`, state: 'at sea' };
        await sleep(`${days} days`);

        here = { leg, place: to, state: 'unloading' };
        const unloaded = await unloadLeg({ id, leg, at: to, key: `${id}/${leg}/unload` });
        entries.push(loaded.entry, moved.entry, unloaded.entry);
        isDone = true;
      } catch (error) {
        if (isCancellation(error)) throw error;
        await sleep('10 seconds');
      }
    }
  }
  here = { leg: legs.length, place: legs.at(-1)?.to ?? '', state: 'arrived' };
  return { entries };
}
