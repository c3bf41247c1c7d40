import { type Duration, inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';

/** A step and its undo: the activities, and what each asks of the world. */
export interface Step {
  /** How a finding calls what the step gets. */
  what: string;
  act: string;
  books: OperationName;
  undo: string;
  cancels: OperationName;
}

export const flight: Step = {
  what: 'the flight',
  act: 'bookFlight',
  books: 'flights.book',
  undo: 'cancelFlight',
  cancels: 'flights.cancel',
};
export const hotel: Step = {
  what: 'the hotel',
  act: 'bookHotel',
  books: 'hotels.book',
  undo: 'cancelHotel',
  cancels: 'hotels.cancel',
};
export const car: Step = {
  what: 'the car',
  act: 'bookCar',
  books: 'cars.book',
  undo: 'cancelCar',
  cancels: 'cars.cancel',
};
export const charge: Step = {
  what: 'the charge',
  act: 'chargeCard',
  books: 'payments.charge',
  undo: 'refundCard',
  cancels: 'payments.refund',
};

/** In the order in which a trip takes them. */
export const steps = [flight, hotel, car, charge];

/** A trip no submission has seen. */
export function drawTrip({ draw }: Lab, name = 'trip') {
  return {
    tripId: draw.id(name),
    traveller: draw.id('traveller'),
    from: draw.pick(['Hamburg', 'Oslo', 'Turin']),
    to: draw.pick(['Lisbon', 'Crete', 'Malta']),
    nights: draw.integer(2, 14),
    cents: draw.integer(20_000, 300_000),
    card: draw.id('card'),
  };
}

/** Starts a trip; what the world does to it has to be said before. */
export async function startTrip(lab: Lab, trip = drawTrip(lab)): Promise<{ tripId: string; run: Run }> {
  return { tripId: trip.tripId, run: await lab.start('bookTrip', trip) };
}

/** For so long from now on an operation does not work. */
export async function stopFor(lab: Lab, duration: Duration, operation: OperationName): Promise<void> {
  const over = (await lab.now()) + inMs(duration);
  lab.world.on(operation, ({ at }) => (at < over ? { kind: 'outage' } : undefined));
}

/** What was booked for a trip and not given back after that. */
export function findLeftovers({ ledger }: Lab, tripId: string): string[] {
  const rows = ledger.rows.filter(({ key }) => key === tripId);
  const left = steps.filter(({ books, cancels }) => {
    const booked = rows.findIndex(({ operation, effect }) => operation === books && effect);
    const cancelled = rows.findLastIndex((row) => row.operation === cancels && (row.effect || isAnswered(row)));
    return booked >= 0 && cancelled < booked;
  });
  return left.map(({ what }) => what);
}

function isAnswered({ outcome }: LedgerRow): boolean {
  return outcome.kind === 'answered';
}

/** The steps and the undos that changed something in the world, in order, by the names of their activities. */
export function readEffects({ ledger }: Lab): { acts: string[]; undos: string[] } {
  const done = ledger.effects().map(({ operation }) => operation);
  return {
    acts: done.flatMap((operation) => steps.find(({ books }) => books === operation)?.act ?? []),
    undos: done.flatMap((operation) => steps.find(({ cancels }) => cancels === operation)?.undo ?? []),
  };
}

/** Things in a sentence: `the flight and the hotel`, `nothing`. */
export function list(things: readonly string[]): string {
  return things.length < 2 ? (things[0] ?? 'nothing') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}

/** Names of activities in a sentence. */
export function listNames(names: readonly string[]): string {
  return list(names.map((name) => `\`${name}\``));
}

/** Calls in a sentence: `3 times within a minute`; `say` words the ms between the first and the last, if they are more. */
export function sayTries(rows: readonly LedgerRow[], say = sayDuration): string {
  const span = (rows.at(-1)?.at ?? 0) - (rows[0]?.at ?? 0);
  if (rows.length === 1) return 'once';
  return `${rows.length} times within ${span < inMs('1 minute') ? 'a minute' : say(span)}`;
}

/** How a run ended: `completed with …`, `failed with NoRoom`, `was canceled`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with \`${JSON.stringify(outcome.result)}\``;
  if (outcome.status !== 'failed') return `was ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}

/** The event that closed a run. */
export async function findClosing(run: Run): Promise<number | undefined> {
  return (await run.history()).at(-1)?.id;
}
