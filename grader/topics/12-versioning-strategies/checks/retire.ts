import { check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { drawOrder } from './orders.ts';
import { type Era, findUnfit } from './recorded.ts';
import { requireCheckout } from './require-checkout.ts';

const file = 'b-retire.ts';
const names: Partial<Record<Era, string>> = { v2: 'version 2', v3: 'version 3' };

export const markedOrders = check(
  'marked-orders',
  'b: orders that version 2 recorded still replay',
  async ({ lab }) => {
    lab.did = `Replayed orders that version 2 recorded, and some of version 3, against your ${file}.`;
    requireCheckout(lab, file);
    for (const era of ['v2', 'v3'] as const) {
      const unfit = await findUnfit(lab, era, file);
      if (!unfit) continue;
      const sound = unfit.sound ? `Those ${unfit.sound} still do. ` : '';
      return finding({
        did: lab.did,
        saw: `Orders of ${names[era]} ${unfit.broken} don't fit any more. ${sound}Temporal says: ${unfit.said}`,
        why: 'A patch leaves a marker in the history of each order that took the new way. As long as such orders are open, code must account for that marker, by its name and at its place; otherwise they stand still, as the orders of version 1 once would have.',
        read: '#the-life-of-a-patch',
      });
    }
    return holds;
  },
);

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
        ? `Its marker says: “${alive.id}”, not deprecated. So this is still the code that serves version 1 as well.`
        : 'There is no marker: nothing in its history says that this order knows the change.',
      why: 'A live marker may never be missed: the code that accounts for it would have to stay as long as orders like this one are kept. A patch that is never retired leaves a branch that runs for nobody, and the next reader can’t tell.',
      read: '#the-life-of-a-patch',
      evidence: run,
      ...(alive && { decisive: alive.event }),
    });
  },
  { needs: ['marked-orders'] },
);
