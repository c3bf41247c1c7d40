import { check, finding, holds } from '../../../check/check.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { drawOrder } from './orders.ts';
import { type Era, findUnfit } from './recorded.ts';
import { requireCheckout } from './require-checkout.ts';

const file = 'b-retire.ts';
const names: Partial<Record<Era, string>> = { v2: 'version 2', v3: 'version 3' };
const eras = [
  ['v2', 'version 2'],
  ['v3', 'version 2 and of version 3'],
] as const;
const elsewhere =
  ' A new order on your code writes this marker too, but not at the place where version 2 wrote it: right before the fraud check is asked for.';

export const markedOrders = check('marked-orders', 'b: orders of version 2 still replay', async ({ lab }) => {
  for (const [era, which] of eras) {
    lab.did = `Replayed recorded orders of ${which}, caught at each of their steps, against your ${file}.`;
    requireCheckout(lab, file);
    const unfit = await findUnfit(lab, era, file);
    if (!unfit) continue;
    const misplaced = /patch marker/.test(unfit.said) && (await isMisplaced(lab));
    return finding({
      did: `${lab.did}${misplaced ? ' Then began a new order on it.' : ''}`,
      saw: `Of ${names[era]}: ${unfit.text} Temporal says: ${unfit.said}${misplaced ? elsewhere : ''}`,
      why: 'An order that took the new way has it in its history: the marker that the patch left, and each step after it. As long as such orders are open, the code must come to the same, marker included, by its name and at its place. Otherwise they stand still, as those of version 1 would have.',
      read: '#the-life-of-a-patch',
    });
  }
  return holds;
});

export const oldWayGone = check(
  'old-way-gone',
  'b: an order without a marker takes the new way, as all orders do',
  async ({ lab }) => {
    lab.did = `Replayed recorded orders of version 4, which knows no patch any more, against your ${file}.`;
    const unfit = await findUnfit(lab, 'v4', file);
    if (!unfit) return holds;
    return finding({
      did: lab.did,
      saw: `${unfit.text} Temporal says: ${unfit.said}`,
      why: 'The last step of a patch leaves no trace: orders of version 4 have been through the check, and have no marker. Code that still asks which way to go takes an order without a marker for one of version 1 and sends it the old way. So version 4 could not be rolled back to this version 3: its orders would stand still.',
      read: '#the-life-of-a-patch',
    });
  },
  { needs: ['marked-orders', 'patch-retired'] },
);

/** What the SDK writes into the marker of a patch. */
interface PatchData {
  id: string;
  deprecated: boolean;
}

/** Whether a new order writes the marker of the recorded histories, and at another place than they have it. */
async function isMisplaced(lab: Lab): Promise<boolean> {
  const run = await lab.start('checkout', drawOrder(lab), { file });
  await run.settle({ accept: ['storm', 'task-failed', 'unfinished'] });
  const events = await run.history();
  const marker = readPatches(events).find(({ id }) => id === 'fraud-check');
  const fraudCheck = eventsOf(events, 'ActivityScheduled').find(({ activity }) => activity === 'fraudCheck');
  if (!marker || !fraudCheck) return false;
  const steps = events.filter(({ type }) => type === 'ActivityScheduled' || type === 'TimerStarted');
  return steps.find(({ id }) => id > marker.event)?.id !== fraudCheck.id;
}

/** The markers that patches have left in a history, with the ids of their events. */
function readPatches(events: HistoryEvent[]): (PatchData & { event: number })[] {
  const markers = eventsOf(events, 'Marker').filter(({ marker }) => marker === 'core_patch');
  return markers.map(({ id, details }) => ({ event: id, ...(details['patch-data']?.[0] as PatchData) }));
}

export const patchRetired = check(
  'patch-retired',
  'b: a new order records that the change is on its way out',
  async ({ lab }) => {
    lab.did = `Began a new order on your ${file} and read the markers in its history.`;
    const run = await lab.start('checkout', drawOrder(lab), { file });
    await run.settle();
    const patches = readPatches(await run.history());
    const alive = patches.find(({ deprecated }) => !deprecated);
    if (patches.length > 0 && !alive) return holds;
    return finding({
      did: lab.did,
      saw: alive
        ? `Its marker says: “${alive.id}”, not deprecated. That is the marker of a change that is still being introduced.`
        : 'There is no marker: nothing in its history says that this order knows the change.',
      why: alive
        ? 'A live marker may never be missed: the code that accounts for it would have to stay as long as orders like this one are kept. A patch that is never retired leaves a branch that runs for nobody, and the next reader can’t tell.'
        : 'Without a marker this order looks like one of version 1. If version 2 had to come back, it would send the order the old way, and the order would stand still. The marker of `deprecatePatch` fits version 2 and may be missed by version 4.',
      read: '#the-life-of-a-patch',
      evidence: run,
      ...(alive && { decisive: alive.event }),
    });
  },
  { needs: ['marked-orders'] },
);
