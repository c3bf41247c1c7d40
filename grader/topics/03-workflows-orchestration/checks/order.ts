import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { readLocalActivity } from '../../../lab/local-activity.ts';
import { eventsOf, failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';

export interface Order {
  orderId: string;
  email: string;
  card: string;
  gift: boolean;
  items: { sku: string; quantity: number }[];
}

/** What the given price list says, in cents. */
const prices: Record<string, number> = {
  anchor: 4900,
  buoy: 1250,
  compass: 3175,
  lantern: 2260,
  oar: 1890,
  rope: 640,
};

/** Articles without a price, for an order that is about packing alone. */
const unpriced =
  'bell block chart cleat fender flag hook horn ladder mast net paddle sail sextant shackle sounder winch'.split(' ');

/** As many articles as an order can have here. */
export const MOST_ARTICLES = Object.keys(prices).length + unpriced.length;

/** An order no submission has seen, of three or four articles; more than six are not all in the price list. */
export function drawOrder({ draw }: Lab, given: Partial<Order> = {}, count = draw.integer(3, 4)): Order {
  const skus = [...draw.shuffle(Object.keys(prices)), ...unpriced].slice(0, count);
  return {
    orderId: draw.id('order'),
    email: `${draw.word()}@example.com`,
    card: draw.id('card'),
    gift: false,
    items: skus.map((sku) => ({ sku, quantity: draw.integer(1, 5) })),
    ...given,
  };
}

export function priceOf({ items }: Order): number {
  return items.reduce((sum, { sku, quantity }) => sum + (prices[sku] ?? 0) * quantity, 0);
}

export async function startOrder(lab: Lab, order: Order): Promise<Run> {
  return await lab.start('fulfilOrder', order);
}

/** Starts an order whose pick-up has been signalled already, so that nothing keeps it from going through. */
export async function startPickedUp(lab: Lab, order: Order): Promise<Run> {
  return await lab.startWithSignal('fulfilOrder', order, { signal: 'pickedUp' });
}

/** Every call to an outside service finds it broken once, and works when it is tried again; but for what is spared. */
export function everythingStumblesOnce({ world }: Lab, isSpared: (row: LedgerRow) => boolean = () => false): void {
  const seen = new Set<string>();
  const stumble = (row: LedgerRow) => {
    const call = `${row.operation} ${row.key}`;
    if (seen.has(call) || isSpared(row)) return undefined;
    seen.add(call);
    return { kind: 'outage' } as const;
  };
  for (const operation of ['payments.charge', 'inventory.reserve', 'shipping.ship', 'mail.send'] as const)
    world.on(operation, stumble);
}

/** The steps that act on the world, in their order. */
export const steps = ['chargeCard', 'packItem', 'shipParcel', 'sendInvoice', 'notify'];

/** Which step of an order a call belongs to. */
export function stepOf({ operation, args }: LedgerRow): string {
  if (operation === 'payments.charge') return 'chargeCard';
  if (operation === 'inventory.reserve') return 'packItem';
  if (operation === 'shipping.ship') return 'shipParcel';
  return String(args.subject).startsWith('Invoice') ? 'sendInvoice' : 'notify';
}

/** The amount that the invoice of the only order speaks of, if one was sent. */
export function centsOfInvoice({ ledger }: Lab): number | undefined {
  const invoice = ledger.effects('mail.send').find((row) => stepOf(row) === 'sendInvoice');
  const digits = /\d+/.exec(String(invoice?.args.text))?.[0];
  return digits === undefined ? undefined : Number(digits);
}

/** Names of the activities that a check's runs and their children asked for, local ones included. */
export async function activitiesOf(lab: Lab): Promise<string[]> {
  const events = await familyEvents(lab);
  return events.flatMap((event) => {
    if (event.type === 'ActivityScheduled') return [event.activity];
    const local = readLocalActivity(event);
    return local ? [local.activity] : [];
  });
}

/** What an activity answered, each time that it was completed, as a local one or not. */
export async function answersOf(lab: Lab, activity: string): Promise<unknown[]> {
  const histories = await Promise.all(lab.runs.map((run) => run.history()));
  return histories.flatMap((events) => {
    const scheduled = eventsOf(events, 'ActivityScheduled').filter((event) => event.activity === activity);
    const ids = new Set(scheduled.map(({ id }) => id));
    return events.flatMap((event) => {
      if (event.type === 'ActivityCompleted') return ids.has(event.scheduled) ? [event.result] : [];
      const local = readLocalActivity(event);
      return local?.activity === activity ? local.results : [];
    });
  });
}

/** In the order of time, over all runs: a child may have done one of the steps. */
async function familyEvents({ runs }: Lab): Promise<HistoryEvent[]> {
  const histories = await Promise.all(runs.map((run) => run.history()));
  return histories.flat().toSorted((one, other) => one.at - other.at);
}

/** How an order ended: `completed with …`, `failed with CardDeclined`, `waited for ever`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with ${JSON.stringify(outcome.result) ?? 'no result'}`;
  if (outcome.status === 'timed-out') return 'waited for ever';
  if (outcome.status !== 'failed') return `ended as ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}
