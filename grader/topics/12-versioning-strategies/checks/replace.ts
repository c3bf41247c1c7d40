import { check, finding, holds } from '../../../check/check.ts';
import { drawOrder, endedAs, sayEnd } from './orders.ts';
import { findUnfit } from './recorded.ts';

const file = 'c-replace.ts';

export const oldProcess = check(
  'old-process',
  'c: open orders still find the process they began with',
  async ({ lab }) => {
    lab.did = `Replayed recorded orders of version 1, caught at each of their steps, against your ${file}.`;
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
    return finding({
      did: lab.did,
      saw: `What stands under the name \`checkout\` is not what they began with. ${unfit.text} Temporal says: ${unfit.said}`,
      why: 'An open order is rebuilt with whatever code stands under the name it began with. If that is another process now, its history and the code disagree at the first step that differs, and it stands still.',
      read,
    });
  },
);

export const routed = check(
  'routed',
  'c: every order that begins from now on takes the new process',
  async ({ lab }) => {
    const orders = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((lines) => drawOrder(lab, lines));
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
    lab.did = `Looked for \`checkoutV2\` in your ${file}.`;
    const read = '#a-change-too-large-to-patch';
    const found = lab.exportsOf(file);
    if (!found.includes('checkoutV2'))
      return finding({
        did: lab.did,
        saw: `${file} exports ${found.map((name) => `\`${name}\``).join(', ') || 'nothing'}, and no \`checkoutV2\`.`,
        why: 'The router sends new orders to a name that no worker knows. They would start, and then wait for ever.',
        read,
      });
    const [welcome, suspect] = [drawOrder(lab, 4), drawOrder(lab, 2)];
    lab.did = 'Began two new orders as `checkoutV2`; the fraud desk says yes to the first and no to the second.';
    lab.world.knows('fraud.check', ({ orderId }) => ({ ok: orderId === welcome.orderId }));
    const refused = await lab.start('checkoutV2', suspect, { file });
    const no = await refused.settle();
    const early = lab.ledger.calls('inventory.reserve').length;
    lab.world.gathers('inventory.reserve', welcome.lines.length);
    const run = await lab.start('checkoutV2', welcome, { file });
    const yes = await run.settle();
    const together = lab.world.peak('inventory.reserve');
    if (early === 0 && endedAs(no, suspect, 'refused') && together === 4 && endedAs(yes, welcome, 'shipped'))
      return holds;
    const ofSuspect = early > 0 || !endedAs(no, suspect, 'refused');
    return finding({
      did: lab.did,
      saw: ofSuspect
        ? `For the second order ${early === 0 ? 'nothing' : 'something'} was reserved, and it ${sayEnd(no)}.`
        : `Of the 4 lines of the first, ${together} at most were being reserved at the same time; it ${sayEnd(yes)}.`,
      why: 'The new name promises the new process: nothing is set aside for a thief, and no line waits for the line before. With the old process under two names the router would change nothing.',
      read,
      evidence: ofSuspect ? refused : run,
    });
  },
  { needs: ['routed'] },
);
