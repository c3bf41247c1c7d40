import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
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

/** An order no submission has seen, of three or four articles. */
export function drawOrder({ draw }: Lab, given: Partial<Order> = {}, count = draw.integer(3, 4)): Order {
  const skus = draw.shuffle(Object.keys(prices)).slice(0, count);
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

/** Starts an order whose pick-up has been signalled already, so that nothing keeps it from going through. */
export async function startPickedUp(lab: Lab, order: Order): Promise<Run> {
  return await lab.startWithSignal('fulfilOrder', order, { signal: 'pickedUp' });
}

/** Every call to an outside service finds it broken once, and works when it is tried again. */
export function everythingStumblesOnce({ world }: Lab): void {
  const seen = new Set<string>();
  const stumble = ({ operation, key }: LedgerRow) => {
    const call = `${operation} ${key}`;
    if (seen.has(call)) return undefined;
    seen.add(call);
    return { kind: 'outage' } as const;
  };
  for (const operation of ['payments.charge', 'inventory.reserve', 'shipping.ship', 'mail.send'] as const)
    world.on(operation, stumble);
}

/** Which step of an order a call belongs to. */
export function stepOf({ operation, args }: LedgerRow): string {
  if (operation === 'payments.charge') return 'chargeCard';
  if (operation === 'inventory.reserve') return 'packItem';
  if (operation === 'shipping.ship') return 'shipParcel';
  return String(args.subject).startsWith('Invoice') ? 'sendInvoice' : 'notify';
}

/** Names of the activities that a check's runs and their children asked for, local ones included. */
export async function activitiesOf({ runs }: Lab): Promise<string[]> {
  const histories = await Promise.all(runs.map((run) => run.history()));
  // In the order of time, over all runs: a child may have done one of the steps.
  const events = histories.flat().toSorted((one, other) => one.at - other.at);
  return events.flatMap((event) => {
    if (event.type === 'ActivityScheduled') return [event.activity];
    if (event.type !== 'Marker' || event.marker !== 'core_local_activity') return [];
    const [data] = event.details.data ?? [];
    return [(data as { activity_type: string }).activity_type];
  });
}

/** How an order ended: `completed with …`, `failed with CardDeclined`, `waited for ever`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with ${JSON.stringify(outcome.result) ?? 'no result'}`;
  if (outcome.status === 'timed-out') return 'waited for ever';
  if (outcome.status !== 'failed') return `ended as ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}
