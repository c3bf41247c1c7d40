import { check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run, UpdateOutcome } from '../../../lab/run.ts';
import { drawAddress, drawOrder, finish, list, readAnswer, sayEnd, sellersWith, ship, startPacking } from './order.ts';

export const payIn = check('pay-in-time', 'an order has three days to be paid', async ({ lab }) => {
  const [late, paid] = [drawOrder(lab), drawOrder(lab)];
  lab.did = 'A customer ordered from three sellers, and never paid.';
  const unpaid = await lab.start('marketplaceOrder', late);
  const { isUnpaid, end } = await neverPaid(unpaid);
  const asked = lab.ledger.rows.length;
  const told = (did: string, saw: string, evidence: Run) =>
    finding({
      did,
      saw,
      why: 'Goods that wait for money wait in vain after a while, and an order that is given up a day early is a customer lost. The border is the business’s, so it stands in the code, and the code decides what happens there.',
      read: '#deadlines-are-timers',
      evidence,
    });
  if (!isUnpaid || asked > 0)
    return told(lab.did, `\`marketplaceOrder\` ${end}; sellers and carrier had got ${asked} calls.`, unpaid);
  lab.did = 'Another customer paid some hours before the three days were over.';
  const run = await lab.start('marketplaceOrder', paid);
  await lab.pass('65 hours');
  await run.signal('paid');
  const outcome = await finish(lab, run);
  if (readAnswer(outcome)?.status === 'done' && sellersWith(lab, ship, paid).length > 0) return holds;
  return told(lab.did, `\`marketplaceOrder\` ${sayEnd(outcome)}.`, run);
});

/** What becomes of an order that nobody pays: whether it is given up when its three days are over, and how it ended, in words. */
async function neverPaid(run: Run): Promise<{ isUnpaid: boolean; end: string }> {
  const outcome = await run.settle({ accept: ['unfinished'], ms: 3000 });
  const answer = readAnswer(outcome);
  const events = await run.history();
  const took = (events.at(-1)?.at ?? 0) - (events[0]?.at ?? 0);
  const isInTime = Math.abs(took - inMs('3 days')) < inMs('1 hour');
  const when = outcome.status === 'completed' ? ` after ${sayDuration(took)}` : '';
  return {
    isUnpaid: answer?.status === 'unpaid' && answer.sellers.length === 0 && isInTime,
    end: outcome.status === 'unfinished' ? 'was still open, with nothing to wait for' : `${sayEnd(outcome)}${when}`,
  };
}

export const addressOpen = check(
  'address-open',
  'the address can be changed until the order is paid',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const address = drawAddress(lab);
    lab.did = `A customer changed the address from ${order.address} to ${address}, and then paid.`;
    const run = await lab.start('marketplaceOrder', order);
    const changed = await run.update('changeAddress', { address });
    await run.signal('paid');
    await finish(lab, run);
    const places = [...new Set(lab.ledger.effects(ship).map(({ args }) => String(args.address)))];
    const answered = (changed.status === 'completed' ? (changed.result as { address?: unknown }) : undefined)?.address;
    if (answered === address && places.join() === address) return holds;
    return finding({
      did: lab.did,
      saw: `The change ${sayChange(changed)}. Parcels went to ${list(places.toSorted())}.`,
      why: 'An update is a question with an answer: whoever gets a yes relies on it. Nobody had packed anything yet.',
      read: '#messages-and-inputs',
      evidence: run,
    });
  },
  { needs: ['all-ship'] },
);

export const addressClosed = check(
  'address-closed',
  'a change of address that is blank or too late is refused',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const address = drawAddress(lab);
    lab.did = "A customer changed the address to `' '`, a single space.";
    const blank = await lab.start('marketplaceOrder', drawOrder(lab));
    const emptied = await blank.update('changeAddress', { address: ' ' });
    if (!isRefusedAs(emptied, 'BadAddress'))
      return tell(lab, `The change ${sayChange(emptied)}. Expected was a refusal: BadAddress.`, blank, toNowhere);
    await blank.abandon();
    lab.did = `A customer paid, and while the sellers were packing changed the address from ${order.address} to ${address}.`;
    const run = await startPacking(lab, order);
    const changed = await run.update('changeAddress', { address });
    await finish(lab, run);
    const places = [...new Set(lab.ledger.effects(ship).map(({ args }) => String(args.address)))];
    if (isRefusedAs(changed, 'AlreadyShipped') && places.join() === order.address) return holds;
    const expected = changed.status === 'completed' ? '' : ' Expected was a refusal: AlreadyShipped.';
    return tell(lab, `The change ${sayChange(changed)}. Parcels went to ${list(places.toSorted())}.${expected}`, run);
  },
  { needs: ['all-ship'] },
);

export const deadlineStays = check(
  'deadline-stays',
  'a change of address does not give the customer more time to pay',
  async ({ lab }) => {
    lab.did = 'A customer ordered, changed the address on the second day, and never paid.';
    const run = await lab.start('marketplaceOrder', drawOrder(lab));
    await lab.pass('40 hours');
    await run.update('changeAddress', { address: drawAddress(lab) });
    const { isUnpaid, end } = await neverPaid(run);
    if (isUnpaid) return holds;
    return finding({
      did: lab.did,
      saw: `\`marketplaceOrder\` ${end}.`,
      why: 'Three days to pay begin with the order. A `condition` that ends for another reason has used up some of that time; one that is begun again with the whole of it begins the three days anew, and whoever keeps changing the address never has to pay.',
      read: '#deadlines-are-timers',
      evidence: run,
    });
  },
  { needs: ['pay-in-time', 'address-open', 'address-closed'] },
);

const toTheOldDoor =
  'A yes that changes nothing is worse than a no: the customer waits at the new door, and the parcel is at the old one. A refusal with a type tells the shop which of its texts to show.';
const toNowhere =
  'A parcel without an address goes nowhere, and nobody is asked again. A refusal with a type tells the shop which of its texts to show, while the customer is still there.';

function tell({ did }: Lab, saw: string, evidence: Run, why = toTheOldDoor) {
  return finding({
    did,
    saw,
    why,
    read: '#messages-and-inputs',
    evidence,
  });
}

function isRefusedAs(outcome: UpdateOutcome, type: string): boolean {
  return outcome.status === 'refused' && outcome.type === type;
}

function sayChange(outcome: UpdateOutcome): string {
  return outcome.status === 'completed' ? 'was accepted' : `was refused as ${outcome.type ?? `“${outcome.message}”`}`;
}
