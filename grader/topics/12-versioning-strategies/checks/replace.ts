import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { openActivities } from '../../../lab/still-open.ts';
import { drawOrder, endedAs, sayEnd, sayFate } from './orders.ts';
import { findUnfit } from './recorded.ts';

const file = 'c-replace.ts';
const read = '#a-change-too-large-to-patch';

export const oldProcess = check(
  'old-process',
  'c: open orders still find the process they began with',
  async ({ lab }) => {
    lab.did = `Replayed recorded orders of version 1, caught at each of their steps, against your ${file}.`;
    const found = lab.exportsOf(file);
    if (!found.includes('checkout'))
      return finding({
        did: lab.did,
        saw: `${file} exports ${found.map((name) => `\`${name}\``).join(', ') || 'nothing'}, and no \`checkout\`.`,
        why: 'Every open order asks for its workflow by the name it was started with. A worker that does not know this name can’t take it a step further.',
        read,
      });
    const unfit = await findUnfit(lab, 'v1', file);
    if (!unfit) return (await findMoved(lab)) ?? holds;
    return finding({
      did: lab.did,
      saw: `What stands under the name \`checkout\` is not what they began with. ${unfit.text} Temporal says: ${unfit.said}`,
      why: 'An open order is rebuilt with whatever code stands under the name it began with. If that is another process now, its history and the code disagree at the first step that differs, and it stands still.',
      read,
    });
  },
);

/** An order under the old name that is shown to the fraud desk. A replay sees only what an order has behind it. */
async function findMoved(lab: Lab): Promise<Found | undefined> {
  lab.did += ' They fit. Then began an order as `checkout` on it; the fraud desk says no to everyone.';
  lab.world.knows('fraud.check', () => ({ ok: false }));
  const order = drawOrder(lab, 2);
  const run = await lab.start('checkout', order, { file });
  const outcome = await run.settle();
  const isAsked = lab.ledger.calls('fraud.check').length > 0;
  if (!isAsked && endedAs(outcome, order, 'shipped')) return await findHurried(lab, run);
  return finding({
    did: lab.did,
    saw: `The fraud desk was ${isAsked ? '' : 'not '}asked about the order. ${await sayFate(lab, order, run)}.`,
    why: 'Version 1 asks no fraud desk, and ships. A replay compares only the steps that an order has behind it. Those before it come from this code: an open order that is not so far yet would leave the process it began with.',
    read,
    evidence: run,
  });
}

/** An order under the old name that reserves its two lines at once: a replay lets that through. */
async function findHurried(lab: Lab, run: Run): Promise<Found | undefined> {
  const events = await run.history();
  const together = events.find((_event, index) => openActivities(events.slice(0, index + 1)).length > 1);
  if (!together) return undefined;
  return finding({
    did: lab.did,
    saw: 'Its two lines were being reserved at the same time.',
    why: 'Version 1 reserves one line after the other. A replay lets code through that asks for the second line sooner, as the history gets to it later; and from where the history ends, an open order would go on by the new process.',
    read,
    evidence: run,
    decisive: together.id,
  });
}

const sums = [1, 99, 900, 1800, 4500, 9000, 45_000, 90_000, 450_000, 9_000_000];

export const routed = check(
  'routed',
  'c: every order that begins from now on takes the new process',
  async ({ lab }) => {
    const orders = [...sums, ...sums.toReversed()].map((cents, index) => ({
      ...drawOrder(lab, 1 + (index % sums.length)),
      cents,
    }));
    lab.did = `Asked workflowFor in your router.ts about ${orders.length} new orders: of 1 to 10 lines, and of 1 to 9,000,000 cents.`;
    for (const order of orders) {
      const answer = await lab.call({ file: 'router.ts', export: 'workflowFor', args: [{ ...order }] });
      if (answer === 'checkoutV2') continue;
      return finding({
        did: lab.did,
        saw: `For an order of ${sayCount(order.lines.length, 'line')} and ${sayCount(order.cents, 'cent')} it answered ${JSON.stringify(answer) ?? 'nothing'}.`,
        why: 'The old process has to run out. As long as somebody starts orders on it, there is always an open one, and its code can never be deleted.',
        read,
      });
    }
    return holds;
  },
);

function sayCount(count: number, what: string): string {
  return `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;
}

export const newProcess = check(
  'new-process',
  'c: checkoutV2 asks the fraud desk first, and then reserves all lines at once',
  async ({ lab }) => {
    lab.did = `Looked for \`checkoutV2\` in your ${file}.`;
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
        : `Of the 4 lines of the first, at most ${together} ${together === 1 ? 'was' : 'were'} being reserved at a time; it ${sayEnd(yes)}.`,
      why: ofSuspect
        ? 'The new name promises the new process: the fraud desk is asked before anything else, and an order that it refuses ends there, with nothing set aside for a thief.'
        : sayWhyOfWelcome(together),
      read,
      evidence: ofSuspect ? refused : run,
    });
  },
  { needs: ['routed'] },
);

function sayWhyOfWelcome(together: number): string {
  if (together === 1)
    return 'The new process reserves all lines at once; here each line waits for the line before, as in the old one.';
  return together < 4
    ? 'The new process reserves all lines at once: none of them has to wait for another.'
    : 'The new process ends as the old one does: an order that the fraud desk lets through is charged and shipped, and the web shop reads from the result that it was.';
}
