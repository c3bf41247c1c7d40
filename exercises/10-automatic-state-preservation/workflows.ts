// A container goes from port to port: each leg is loaded, moved and unloaded, with days at sea in between.
// Last week a worker's machine died. The log of a shipment had lost two ports, and another container was loaded twice.
// Goal: nobody can tell from a shipment, its log or its position whether a machine has died meanwhile.
// What must stay: names and types; the order of the steps; the days at sea are waited for by the workflow.
import { defineQuery, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Position, ShipmentInput, ShipmentLog } from './shared';

const { loadLeg, moveLeg, unloadLeg, readLog } = proxyActivities<typeof activities>({
  startToCloseTimeout: '10 minutes',
});

export const position = defineQuery<Position>('position');

export async function shipment({ id, legs }: ShipmentInput): Promise<ShipmentLog> {
  const news: Position[] = [];
  let shown: Position = { leg: 0, place: legs[0]?.from ?? '', state: 'loading' };

  // TODO(you): the position is where the shipment is now, however often somebody has looked before.
  setHandler(position, () => {
    shown = news.shift() ?? shown;
    return shown;
  });

  for (const [leg, { from, to, days }] of legs.entries()) {
    news.push({ leg, place: from, state: 'loading' });
    await loadLeg({ id, leg, at: from, key: `${id}/${leg}/load` });
    await moveLeg({ id, leg, from, to, key: `${id}/${leg}/move` });

    news.push({ leg, place: `${from}-${to}`, state: 'at sea' });
    await sleep(`${days} days`);

    news.push({ leg, place: to, state: 'unloading' });
    await unloadLeg({ id, leg, at: to, key: `${id}/${leg}/unload` });
  }
  news.push({ leg: legs.length, place: legs.at(-1)?.to ?? '', state: 'arrived' });

  // TODO(you): the log has all entries of the voyage, whichever machines its steps were done on.
  return await readLog({ id });
}
