import { check, finding, holds } from '../../../check/check.ts';
import type { CallOutcome, ThrownError } from '../../../host/call.ts';
import type { Lab } from '../../../lab/lab.ts';
import {
  answers,
  click,
  clickBeside,
  drawOrder,
  type Order,
  openShop,
  refund,
  refundIdOf,
  restart,
  type Shop,
  times,
} from './shop.ts';

export const eachOrder = check(
  'each-order',
  'two orders that are refunded at the same time get a refund each',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const orders = [drawOrder(lab), drawOrder(lab)] as const;
    lab.did = `Clicked on refund for ${orders[0].name}; while that was under way, for ${orders[1].name}.`;
    const seen = await clickBoth(shop, orders);
    const ids = idsOf(seen);
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
      saw: `${order.cents} cents went back ${times(paid)}.`,
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
    lab.did = `Clicked on refund for ${order.name}. When money and mail were out, the web server was restarted; 40 days later the customer clicked again.`;
    await refund(shop, order);
    await restart(shop);
    await lab.pass('40 days');
    await answers(shop, [click(shop, order)]);
    const keys = keysOf(lab);
    if (keys.length === 1) return holds;
    return finding({
      did: lab.did,
      saw: `${order.cents} cents went back ${times(keys.length)}. ${sayNamed(keys, order)}`,
      why: 'The order page, with its button, is still there next month. By then the first run is closed, the server lets its name be used again, and no machine remembers the first click. The bank remembers, but it knows a refund only by its key.',
      read: '#two-clicks-one-refund',
    });
  },
  { needs: ['refund-done', 'one-refund-open'] },
);

export const oneRefundAnOrder = check(
  'one-refund-an-order',
  'an order is refunded once, also when a later click names another amount',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const order = drawOrder(lab);
    const other = { ...order, cents: order.cents - lab.draw.integer(1, 900) };
    lab.did = `Clicked on refund for ${order.name}, ${order.cents} cents. When money and mail were out, clicked again, for ${other.cents} cents.`;
    await refund(shop, order);
    // Whether this click is answered or told no is not asked.
    await answers(shop, [click(shop, other)]);
    const keys = keysOf(lab);
    if (keys.length === 1) return holds;
    return finding({
      did: lab.did,
      saw: `Money went back ${times(keys.length)}. The bank was given the keys ${keys.map((key) => `\`${key.replaceAll(order.orderId, order.name)}\``).join(' and ')}.`,
      why: 'An order has one refund, whatever amount a later click names. With the amount in a key, or in the name of a run, another amount looks like another refund.',
      read: '#two-clicks-one-refund',
    });
  },
  { needs: ['one-refund-later'] },
);

/** The keys of the payments that took effect. */
function keysOf({ ledger }: Lab): string[] {
  return ledger.effects('payments.refund').map(({ key }) => key ?? '');
}

/** The keys themselves hold dates and ids of runs, which are other ones in every grading. */
function sayNamed(keys: readonly string[], { orderId, name }: Order): string {
  const named = keys.filter((key) => key.includes(orderId)).length;
  if (named === 0) return `The bank was given another key each time, and ${name} is in none of them.`;
  if (named < keys.length) return `The bank was given another key each time, and ${name} is not in each of them.`;
  return `The bank was given another key each time: ${name} is in all of them, together with something that had changed.`;
}

export const clicksAnswered = check(
  'clicks-answered',
  'every click on a refund is answered with the one refund there is',
  async ({ lab }) => {
    const open = await doubleClick(lab);
    if (!agree(open.seen)) return disagree(lab, open.seen);
    const atOnce = await clickAtOnce(lab);
    if (!agree(atOnce)) return disagree(lab, atOnce, ['One click', 'another']);
    const late = await lateClick(lab);
    return agree(late) ? holds : disagree(lab, late);
  },
  { needs: ['one-refund-open', 'one-refund-later'] },
);

function disagree(lab: Lab, seen: CallOutcome[], [one, other] = ['The first click', 'the second']) {
  const trouble = idsOf(seen).every((id) => id !== undefined)
    ? 'whoever sees two ids looks for two payments.'
    : 'the customer who is shown an error page, or no id, after a click on “refund” clicks again, and then calls.';
  return finding({
    did: lab.did,
    saw: `${one} ${sayOutcome(seen[0])}; ${other} ${sayOutcome(seen[1])}.`,
    why: `Nothing went wrong with the money. But ${trouble}`,
    read: '#two-clicks-one-refund',
  });
}

async function doubleClick(lab: Lab): Promise<{ order: Order; seen: CallOutcome[] }> {
  const shop = await openShop(lab);
  const order = drawOrder(lab);
  lab.did = `Clicked on refund for ${order.name}, and clicked again while the payment was under way.`;
  return { order, seen: await clickBoth(shop, [order, order]) };
}

/** Clicks of which none has begun when the next one comes; of their answers two, which differ where any do. */
async function clickAtOnce(lab: Lab): Promise<CallOutcome[]> {
  const shop = await openShop(lab);
  const order = drawOrder(lab);
  lab.did = `Clicked on refund for ${order.name} five times in the same moment.`;
  // Held, so that none of them is over before the last one has begun.
  const paying = lab.world.holds('payments.refund', 'before');
  const begun = performance.now();
  const clicks = [1, 2, 3, 4, 5].map(() => click(shop, order));
  await lab.until(Promise.race([paying.reached(), ...clicks]), 'the refund to be paid');
  // To the payment is a longer way than to the start of a run, which is as far as the other clicks have to come.
  await lab.linger(Math.max(150, performance.now() - begun));
  paying.open();
  const seen = await answers(shop, clicks);
  const idOf = (one: CallOutcome) => idsOf([one])[0];
  const first = seen.find((one) => idOf(one) !== undefined);
  return first ? [first, seen.find((one) => idOf(one) !== idOf(first)) ?? first] : seen;
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
  const two = await clickBeside(shop, second, paying);
  paying.open();
  return await answers(shop, [one, two.outcome]);
}

function idsOf(seen: readonly CallOutcome[]): (string | undefined)[] {
  return seen.map((outcome) => (outcome.kind === 'value' ? refundIdOf(outcome.json) : undefined));
}

/** Whether two clicks on one order were answered with one refund. */
export function agree(seen: readonly CallOutcome[]): boolean {
  const [first, second] = idsOf(seen);
  return first !== undefined && first === second;
}

/** What came of a click, after “the second click”. */
export function sayOutcome(outcome: CallOutcome | undefined): string {
  if (outcome?.kind === 'value') return `was answered with ${refundIdOf(outcome.json) || 'no id'}`;
  if (outcome?.kind === 'thrown') return `ended in ${outcome.error.name}${sayRunEnd(outcome.error)}`;
  return 'was not answered';
}

const runEnds: Record<string, string> = {
  TerminatedFailure: 'was terminated',
  CancelledFailure: 'was cancelled',
  TimeoutFailure: 'ran out of time',
};

/** What had become of the run whose result a click waited for. */
function sayRunEnd({ name, cause }: ThrownError): string {
  if (name !== 'WorkflowFailedError') return '';
  return `, because the run it waited for ${runEnds[cause?.name ?? ''] ?? 'failed'}`;
}
