import { check, finding, holds } from '../../../check/check.ts';
import type { CallOutcome } from '../../../host/call.ts';
import type { Lab } from '../../../lab/lab.ts';
import {
  answers,
  click,
  drawOrder,
  type Order,
  openShop,
  refund,
  refundIdOf,
  restart,
  type Shop,
  started,
} from './shop.ts';

export const eachOrder = check(
  'each-order',
  'two orders that are refunded at the same time get a refund each',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const orders = [drawOrder(lab), drawOrder(lab)] as const;
    lab.did = `Clicked on refund for ${orders[0].name}; while that was under way, for ${orders[1].name}.`;
    const seen = await clickBoth(shop, orders);
    const ids = seen.map((outcome) => (outcome.kind === 'value' ? refundIdOf(outcome.json) : undefined));
    const paid = lab.ledger.effects('payments.refund').map(({ args }) => args.cents);
    if (orders.every(({ cents }) => paid.includes(cents)) && ids[0] && ids[1] && ids[0] !== ids[1]) return holds;
    const unpaid = orders.filter(({ cents }) => !paid.includes(cents)).map(({ name }) => name);
    return finding({
      did: lab.did,
      saw: `${unpaid.length ? `Never paid back: ${unpaid.join(' and ')}. ` : ''}The first click ${sayOutcome(seen[0])}; the second ${sayOutcome(seen[1])}.`,
      why: 'Two customers who happen to click in the same minute have nothing to do with each other. One of them was told of a refund that belongs to somebody else.',
      read: '#two-clicks-one-refund',
    });
  },
  { needs: ['refund-done'] },
);

export const oneRefundOpen = check(
  'one-refund-open',
  'two clicks on one refund that is still under way pay once',
  async ({ lab }) => {
    const { order } = await doubleClick(lab);
    const paid = lab.ledger.effects('payments.refund').length;
    if (paid === 1) return holds;
    return finding({
      did: lab.did,
      saw: `${order.cents} cents went back ${paid === 2 ? 'twice' : `${paid} times`}.`,
      why: 'A page that takes a second to answer is clicked twice; that is how people are. Each click looked like a refund of its own, because nothing said that both meant the same order.',
      read: '#two-clicks-one-refund',
    });
  },
  { needs: ['refund-done'] },
);

export const oneRefundLater = check(
  'one-refund-later',
  'a click that comes when the refund is long done pays nothing more',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const order = drawOrder(lab);
    lab.did = `Clicked on refund for ${order.name}. When money and mail were out, the web server was restarted; then the customer clicked again.`;
    await refund(shop, order);
    await restart(shop);
    await answers(shop, [click(shop, order)]);
    const paid = lab.ledger.effects('payments.refund').length;
    if (paid === 1) return holds;
    return finding({
      did: lab.did,
      saw: `${order.cents} cents went back ${paid === 2 ? 'twice' : `${paid} times`}.`,
      why: 'The mail with the link is still in the inbox next month. By then the first run is closed, the server lets its name be used again, and no machine remembers the first click.',
      read: '#two-clicks-one-refund',
    });
  },
  { needs: ['refund-done', 'one-refund-open'], deadlineMs: 20_000 },
);

export const clicksAnswered = check(
  'clicks-answered',
  'every click on a refund is answered with the one refund there is',
  async ({ lab }) => {
    const open = await doubleClick(lab);
    const trouble = differs(open.seen);
    if (trouble) return disagree(lab, trouble);
    const later = differs(await lateClick(lab));
    return later ? disagree(lab, later) : holds;
  },
  { needs: ['one-refund-open', 'one-refund-later'] },
);

function disagree(lab: Lab, saw: string) {
  return finding({
    did: lab.did,
    saw,
    why: 'Nothing went wrong with the money. But the customer who sees an error page after a click on “refund” clicks again, and then calls; and whoever sees two ids looks for two payments.',
    read: '#two-clicks-one-refund',
  });
}

async function doubleClick(lab: Lab): Promise<{ order: Order; seen: CallOutcome[] }> {
  const shop = await openShop(lab);
  const order = drawOrder(lab);
  lab.did = `Clicked on refund for ${order.name}, and clicked again while the payment was under way.`;
  return { order, seen: await clickBoth(shop, [order, order]) };
}

async function lateClick(lab: Lab): Promise<CallOutcome[]> {
  const shop = await openShop(lab);
  const order = drawOrder(lab);
  lab.did = `Clicked on refund for ${order.name}; when money and mail were out, clicked again.`;
  const first = await refund(shop, order);
  const second = await answers(shop, [click(shop, order)]);
  return [{ kind: 'value', json: first as never, odd: [] }, ...second];
}

/** Two clicks, the second while the payment of the first is under way. */
async function clickBoth(shop: Shop, [first, second]: readonly [Order, Order]): Promise<CallOutcome[]> {
  const { lab } = shop;
  const paying = lab.world.holds('payments.refund', 'before');
  const one = click(shop, first);
  await lab.until(Promise.race([paying.reached(), one]), 'the refund to be paid');
  const runs = (await started(shop)).length;
  let answered = false;
  const two = click(shop, second);
  two.then(
    () => (answered = true),
    () => (answered = true),
  );
  // A click that joins the open refund leaves no trace, so there is nothing but a moment to wait for.
  const until = performance.now() + 150;
  await lab.eventually(
    async () =>
      answered || paying.arrived.length > 1 || performance.now() > until || (await started(shop)).length > runs,
    'the second click to arrive',
  );
  paying.open();
  return await answers(shop, [one, two]);
}

/** Says what is wrong with the answers to two clicks on one order; nothing when they agree. */
function differs([first, second]: CallOutcome[]): string | undefined {
  const ids = [first, second].map((seen) => (seen?.kind === 'value' ? refundIdOf(seen.json) : undefined));
  if (ids[0] !== undefined && ids[0] === ids[1]) return undefined;
  return `The first click ${sayOutcome(first)}; the second ${sayOutcome(second)}.`;
}

function sayOutcome(outcome: CallOutcome | undefined): string {
  if (outcome?.kind === 'value') return `was answered with ${refundIdOf(outcome.json) || 'no id'}`;
  if (outcome?.kind === 'thrown') return `ended in ${outcome.error.name}`;
  return 'was not answered';
}
