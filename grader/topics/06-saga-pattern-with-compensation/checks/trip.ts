import { type Duration, inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';

export interface Trip {
  tripId: string;
  traveller: string;
  from: string;
  to: string;
  nights: number;
  cents: number;
  card: string;
}

/** What a step and its undo ask of the world, and how a finding calls what they are about. */
export interface Step {
  what: string;
  book: OperationName;
  undo: OperationName;
}

export const flight = { what: 'the flight', book: 'flights.book', undo: 'flights.cancel' } as const satisfies Step;
export const hotel = { what: 'the hotel', book: 'hotels.book', undo: 'hotels.cancel' } as const satisfies Step;
export const car = { what: 'the car', book: 'cars.book', undo: 'cars.cancel' } as const satisfies Step;
export const charge = { what: 'the charge', book: 'payments.charge', undo: 'payments.refund' } as const satisfies Step;
export const steps = [flight, hotel, car, charge] as const;

/** Every call that takes something back. */
export const anyUndo = /cancel|refund/;

/** A trip no submission has seen. */
export function drawTrip({ draw }: Lab): Trip {
  return {
    tripId: draw.id('trip'),
    traveller: draw.id('traveller'),
    from: draw.pick(['Hamburg', 'Oslo', 'Turin']),
    to: draw.pick(['Lisbon', 'Crete', 'Malta']),
    nights: draw.integer(2, 14),
    cents: draw.integer(20_000, 300_000),
    card: draw.id('card'),
  };
}

/** Starts a trip; the world has to be prepared before. */
export async function startTrip(lab: Lab): Promise<{ trip: Trip; run: Run }> {
  const trip = drawTrip(lab);
  return { trip, run: await lab.start('bookTrip', trip) };
}

/** The service does not work for so long from now on. */
export async function isDown(lab: Lab, operation: OperationName, duration: Duration): Promise<void> {
  const over = (await lab.now()) + inMs(duration);
  lab.world.on(operation, ({ at }) => (at < over ? { kind: 'outage' } : undefined));
}

/** What was booked for a trip and not undone after that. */
export function leftBehind({ ledger }: Lab, { tripId }: Trip): string[] {
  const ofTrip = (rows: LedgerRow[]) => rows.filter((row) => row.key === tripId);
  return steps.flatMap(({ what, book, undo }) => {
    const booked = ofTrip(ledger.effects(book))[0];
    const undone = ofTrip(ledger.calls(undo)).findLast((row) => row.effect || row.outcome.kind === 'answered');
    if (!booked || (undone && ledger.rows.indexOf(undone) > ledger.rows.indexOf(booked))) return [];
    return [what];
  });
}

/** Things in a sentence: `the flight and the hotel`, `nothing`. */
export function list(things: readonly string[]): string {
  if (things.length < 2) return things[0] ?? 'nothing';
  return `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}

/** How a run ended: `completed with …`, `failed with NoRoom`, `was canceled`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `completed with ${JSON.stringify(outcome.result) ?? 'no result'}`;
  if (outcome.status !== 'failed') return `was ${outcome.status}`;
  return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
}
