import type { Lab } from '../../../lab/lab.ts';
import { failureTypes } from '../../../lab/read-history.ts';
import type { Outcome, Run, SettleOptions } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';

/** What a return is asked with; see the exercise's shared.ts. */
export interface ReturnRequest {
  returnId: string;
  orderId: string;
  cents: number;
  items: { sku: string; quantity: number }[];
  photosUrl?: string;
  email?: string;
}

/** A return no submission has seen, without pictures and mail: each check adds what it is about. */
export function drawReturn({ draw }: Lab, name = 'return'): ReturnRequest {
  const skus = draw.shuffle(['kettle', 'lamp', 'rope', 'scarf', 'mug']).slice(0, 3);
  return {
    returnId: draw.id(name),
    orderId: draw.id('order'),
    cents: draw.integer(1_000, 90_000),
    items: skus.map((sku) => ({ sku: `${sku}-${draw.integer(10, 99)}`, quantity: draw.integer(1, 4) })),
  };
}

/** A return that goes through every step: with pictures and an address. */
export function drawWholeReturn(lab: Lab): ReturnRequest {
  return { ...drawReturn(lab), photosUrl: `https://pictures.example/${lab.draw.word()}`, email: drawEmail(lab) };
}

/** An address to write to. */
export function drawEmail({ draw }: Lab): string {
  return `${draw.word()}-${draw.integer(10, 99)}@example.com`;
}

/** Starts a return, and comes back when it waits for the parcel. */
export async function openReturn(lab: Lab, request: ReturnRequest): Promise<Run> {
  const run = await lab.start('handleReturn', request);
  // Nothing is skipped while a step is under way: once an hour has passed, the label is made.
  await lab.pass('1 hour');
  return run;
}

/** A whole return: its parcel is back an hour after it was opened. */
export async function handleReturn(
  lab: Lab,
  request: ReturnRequest,
  options: SettleOptions = {},
): Promise<{ run: Run; outcome: Outcome }> {
  const run = await openReturn(lab, request);
  return { run, outcome: await parcelArrives(run, options) };
}

/** Tells a return that its parcel is back. */
export async function bringParcel(run: Run): Promise<void> {
  if (await isOpen(run)) await run.signal('arrived');
}

/** The parcel is back, and the return goes on to its end. */
export async function parcelArrives(run: Run, options: SettleOptions = {}): Promise<Outcome> {
  await bringParcel(run);
  return await run.settle(options);
}

/** Whether a return can still be told something; nothing is under way when this is asked. */
export async function isOpen(run: Run): Promise<boolean> {
  return (await run.outcome()).status === 'unfinished';
}

/** Adds a note; answers what the return said, in words. */
export async function addNote(run: Run, text: string): Promise<string> {
  if (!(await isOpen(run))) return 'nothing, for it was over';
  const outcome = await run.update('addNote', { text });
  return outcome.status === 'completed' ? (JSON.stringify(outcome.result) ?? 'nothing') : `“${outcome.message}”`;
}

/** What a completed return said. */
export function resultOf(outcome: Outcome): Record<string, unknown> {
  const result = outcome.status === 'completed' ? outcome.result : undefined;
  return typeof result === 'object' && result !== null ? (result as Record<string, unknown>) : {};
}

/** A list of texts in one order, whatever was handed over. */
export function sorted(list: unknown): string[] {
  return Array.isArray(list) ? list.map(String).sort() : [];
}

/** Things in a sentence: `kettle-12 and lamp-40`, `nothing`. */
export function listOf(things: readonly string[]): string {
  return things.length < 2 ? (things[0] ?? 'nothing') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}

/** How a run ended: `completed with …`, `failed with AccountClosed`, `was canceled`. */
export function sayEnd(outcome: Outcome): string {
  switch (outcome.status) {
    case 'completed':
      return `completed with \`${JSON.stringify(outcome.result) ?? 'nothing'}\``;
    case 'failed':
      return `failed with ${failureTypes(outcome.failure).join(', because of ') || `“${outcome.failure.message}”`}`;
    case 'task-failed':
      return `stands still: its workflow task failed with “${outcome.failure.message}”, and the server tries the same task again, for ever`;
    case 'storm':
    case 'unfinished':
      return 'did not come to an end';
    default:
      return `was ${outcome.status}`;
  }
}

/** The event that closed a run, or the last one so far. */
export async function lastEvent(run: Run): Promise<number | undefined> {
  return (await run.history()).at(-1)?.id;
}

/**
 * A service can't be reached at its first calls (of those that `which` picks), nine of which take minutes; when a local
 * activity makes them, at the first one: the pauses of that are real time.
 */
export function isDown(
  lab: Lab,
  operation: OperationName,
  times: number,
  which: (row: LedgerRow) => boolean = () => true,
): void {
  const calls = () => lab.ledger.calls(operation).filter(which).length;
  const first = lab.world.holds(operation, 'before', (row) => which(row) && calls() === 1);
  let left = 1;
  lab.world.on(operation, (row) => (which(row) && calls() <= left ? { kind: 'outage' } : undefined));
  const decide = async () => {
    await first.reached();
    const pending = await Promise.all(lab.runs.map((run) => run.pending()));
    if (pending.flat().length > 0) left = times;
  };
  decide().then(
    () => first.open('outage'),
    () => first.open('outage'),
  );
}
