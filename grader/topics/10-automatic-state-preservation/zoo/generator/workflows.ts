// A container goes from port to port: each leg is loaded, moved and unloaded, with days at sea in between.
// Last week a worker's machine died. The log of a shipment had lost two ports, and another container was loaded twice.
// Goal: nobody can tell from a shipment, its log or its position whether a machine has died meanwhile.
// What must stay: names and types; the order of the steps; the days at sea are waited for by the workflow.
import { defineQuery, proxyActivities, setHandler, sleep } from '@temporalio/workflow';
import type * as activities from './activities';
import type { Position, ShipmentInput, ShipmentLog } from './shared';

const { loadLeg, moveLeg, unloadLeg } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 minutes' });

export const position = defineQuery<Position>('position');

export async function shipment(input: ShipmentInput): Promise<ShipmentLog> {
  const entries: string[] = [];
  let here: Position = { leg: 0, place: input.legs[0]?.from ?? '', state: 'loading' };
  setHandler(position, () => here);
  for await (const news of voyage(input)) {
    if (typeof news === 'string') entries.push(news);
    else here = news;
  }
  return { entries };
}

async function* voyage({ id, legs }: ShipmentInput): AsyncGenerator<string | Position> {
  for (const [leg, { from, to, days }] of legs.entries()) {
    yield { leg, place: from, state: 'loading' };
    yield (await loadLeg({ id, leg, at: from, key: `${id}/${leg}/load` })).entry;
    yield (await moveLeg({ id, leg, from, to, key: `${id}/${leg}/move` })).entry;
    yield { leg, place: `${from}-${to}`, state: 'at sea' };
    await sleep(`${days} days`);
    yield { leg, place: to, state: 'unloading' };
    yield (await unloadLeg({ id, leg, at: to, key: `${id}/${leg}/unload` })).entry;
  }
  yield { leg: legs.length, place: legs.at(-1)?.to ?? '', state: 'arrived' };
}
