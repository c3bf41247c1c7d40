import { check, finding, holds } from '../../../check/check.ts';
import { drawOrder, endedAs, sayEnd, screenings } from './orders.ts';
import { findUnfit } from './recorded.ts';

const file = 'c-replace.ts';

export const oldProcess = check(
  'old-process',
  'c: open orders still find the process they began with',
  async ({ lab }) => {
    lab.did = `Replayed orders that version 1 recorded, caught at each of its steps, against your ${file}.`;
    const found = lab.exportsOf(file);
    const read = '#a-change-too-large-to-patch';
    if (!found.includes('checkout'))
      return finding({
        did: lab.did,
        saw: `${file} exports ${found.map((name) => `\`${name}\``).join(', ') || 'nothing'}, and no \`checkout\`.`,
        why: 'Every open order asks for its workflow by the name it was started with. A worker that does not know this name can’t take it a step further.',
        read,
      });
    const unfit = await findUnfit(lab, 'v1', file);
    if (!unfit) return holds;
    const sound = unfit.sound ? ` Those ${unfit.sound} still do.` : '';
    return finding({
      did: lab.did,
      saw: `Under the name \`checkout\` orders ${unfit.broken} don't fit any more.${sound} Temporal says: ${unfit.said}`,
      why: 'An open order is rebuilt with whatever code stands under the name it began with. If that is another process now, its history and the code disagree at the first step that differs, and it stands still.',
      read,
    });
  },
);

export const routed = check(
  'routed',
  'c: every order that begins from now on takes the new process',
  async ({ lab }) => {
    const orders = [1, 2, 5].map((lines) => drawOrder(lab, lines));
    lab.did = `Asked workflowFor in your router.ts about ${orders.length} new orders, small and large.`;
    for (const order of orders) {
      const answer = await lab.call({ file: 'router.ts', export: 'workflowFor', args: [{ ...order }] });
      if (answer === 'checkoutV2') continue;
      return finding({
        did: lab.did,
        saw: `For an order of ${order.lines.length} line${order.lines.length === 1 ? '' : 's'} it answered ${JSON.stringify(answer) ?? 'nothing'}.`,
        why: 'The old process has to run out. As long as somebody starts orders on it, there is always an open one, and its code can never be deleted.',
        read: '#a-change-too-large-to-patch',
      });
    }
    return holds;
  },
);

export const newProcess = check(
  'new-process',
  'c: checkoutV2 asks the fraud desk first, and then reserves all lines at once',
  async ({ lab }) => {
    lab.did = 'Began a new order as `checkoutV2`; the fraud desk says yes.';
    const read = '#a-change-too-large-to-patch';
    const found = lab.exportsOf(file);
    if (!found.includes('checkoutV2'))
      return finding({
        did: lab.did,
        saw: `${file} exports ${found.map((name) => `\`${name}\``).join(', ') || 'nothing'}, and no \`checkoutV2\`.`,
        why: 'The router sends new orders to a name that no worker knows. They would start, and then wait for ever.',
        read,
      });
    const order = drawOrder(lab, 4);
    lab.world.gathers('inventory.reserve', order.lines.length);
    const run = await lab.start('checkoutV2', order, { file });
    const outcome = await run.settle();
    const [seen] = screenings(lab, order);
    const [reserved] = lab.ledger.calls('inventory.reserve');
    const rows = lab.ledger.rows;
    const first = seen && reserved && rows.indexOf(seen) < rows.indexOf(reserved);
    const together = lab.world.peak('inventory.reserve');
    if (first && together === order.lines.length && endedAs(outcome, order, 'shipped')) return holds;
    return finding({
      did: lab.did,
      saw: first
        ? `Of its 4 lines, ${together} at most were being reserved at the same time; the order ${sayEnd(outcome)}.`
        : `The warehouse was asked for the first line ${seen ? 'before the fraud desk had been asked' : 'and the fraud desk was never asked'}; the order ${sayEnd(outcome)}.`,
      why: 'The new name promises the new process. Under two names for one process the router changes nothing, and nobody notices until the fraud desk asks where the orders are.',
      read,
      evidence: run,
    });
  },
  { needs: ['routed'] },
);
