// A container goes from port to port: each leg is loaded, moved and unloaded, with days at sea in between.
// Last week a worker's machine died. The log of a shipment had lost two ports, and another container was loaded twice.
// Goal: nobody can tell from a shipment, its log or its position whether a machine has died meanwhile.
// What must stay: names and types; the order of the steps; the days at sea are waited for by the workflow.
import {
  defineQuery,
  defineSignal,
  executeChild,
  getExternalWorkflowHandle,
  proxyActivities,
  setHandler,
  sleep,
  workflowInfo,
} from '@temporalio/workflow';
import type * as activities from './activities';
import type { Leg, Position, ShipmentInput, ShipmentLog } from './shared';

const { loadLeg, moveLeg, unloadLeg } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 minutes' });

export const position = defineQuery<Position>('position');

const reached = defineSignal<[Position]>('reached');

export async function shipment({ id, legs }: ShipmentInput): Promise<ShipmentLog> {
  const entries: string[] = [];
  let here: Position = { leg: 0, place: legs[0]?.from ?? '', state: 'loading' };
  setHandler(position, () => here);
  setHandler(reached, (place) => {
    here = place;
  });
  for (const [leg, route] of legs.entries()) {
    here = { leg, place: route.from, state: 'loading' };
    entries.push(...(await executeChild(oneLeg, { args: [{ id, leg, route }], workflowId: `${id}/leg-${leg}` })));
  }
  here = { leg: legs.length, place: legs.at(-1)?.to ?? '', state: 'arrived' };
  return { entries };
}

export async function oneLeg({ id, leg, route }: { id: string; leg: number; route: Leg }): Promise<string[]> {
  const { from, to, days } = route;
  const parent = getExternalWorkflowHandle(workflowInfo().parent?.workflowId ?? '');
  const loaded = await loadLeg({ id, leg, at: from, key: `${id}/${leg}/load` });
  const moved = await moveLeg({ id, leg, from, to, key: `${id}/${leg}/move` });
  await parent.signal(reached, { leg, place: `${from}-${to}`, state: 'at sea' });
  await sleep(`${days} days`);
  await parent.signal(reached, { leg, place: to, state: 'unloading' });
  const unloaded = await unloadLeg({ id, leg, at: to, key: `${id}/${leg}/unload` });
  return [loaded.entry, moved.entry, unloaded.entry];
}
