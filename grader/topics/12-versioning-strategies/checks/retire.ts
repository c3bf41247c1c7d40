import { check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { drawOrder } from './orders.ts';
import { type Era, findUnfit } from './recorded.ts';
import { requireCheckout } from './require-checkout.ts';

const file = 'b-retire.ts';
const names: Partial<Record<Era, string>> = { v2: 'version 2', v3: 'version 3' };

export const markedOrders = check('marked-orders', 'b: orders of version 2 still replay', async ({ lab }) => {
  lab.did = `Replayed recorded orders of version 2 and of version 3, caught at each of their steps, against your ${file}.`;
  requireCheckout(lab, file);
  for (const era of ['v2', 'v3'] as const) {
    const unfit = await findUnfit(lab, era, file);
    if (!unfit) continue;
    return finding({
      did: lab.did,
      saw: `Of ${names[era]}: ${unfit.text} Temporal says: ${unfit.said}`,
      why: 'An order that took the new way has it in its history: the marker that the patch left, and each step after it. As long as such orders are open, the code must come to the same, marker included, by its name and at its place. Otherwise they stand still, as those of version 1 would have.',
      read: '#the-life-of-a-patch',
    });
  }
  return holds;
});

/** What the SDK writes into the marker of a patch. */
interface PatchData {
  id: string;
  deprecated: boolean;
}

export const patchRetired = check(
  'patch-retired',
  'b: a new order records that the change is on its way out',
  async ({ lab }) => {
    lab.did = `Began a new order on your ${file} and read the markers in its history.`;
    const run = await lab.start('checkout', drawOrder(lab), { file });
    await run.settle();
    const markers = eventsOf(await run.history(), 'Marker').filter(({ marker }) => marker === 'core_patch');
    const patches = markers.map(({ id, details }) => ({ event: id, ...(details['patch-data']?.[0] as PatchData) }));
    const alive = patches.find(({ deprecated }) => !deprecated);
    if (patches.length > 0 && !alive) return holds;
    return finding({
      did: lab.did,
      saw: alive
        ? `Its marker says: “${alive.id}”, not deprecated. That is the marker of a change that is still being introduced.`
        : 'There is no marker: nothing in its history says that this order knows the change.',
      why: 'A live marker may never be missed: the code that accounts for it would have to stay as long as orders like this one are kept. A patch that is never retired leaves a branch that runs for nobody, and the next reader can’t tell.',
      read: '#the-life-of-a-patch',
      evidence: run,
      ...(alive && { decisive: alive.event }),
    });
  },
  { needs: ['marked-orders'] },
);
