import { type Duration, inMs, sayDuration } from '../../../lab/duration.ts';
import { findFamily } from '../../../lab/family.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf, failureTypes, readHistory } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';

/** How the world calls the three steps of a seller's part. */
export const reserve: OperationName = 'sellers.reserve';
export const release: OperationName = 'sellers.release';
export const ship: OperationName = 'shipping.ship';

/** What one seller has sold. */
export interface Sold {
  sellerId: string;
  items: string[];
}

export interface Order {
  orderId: string;
  address: string;
  sellers: Sold[];
}

export function drawAddress({ draw }: Lab): string {
  return `${draw.integer(1, 99)} ${draw.word()} street`;
}

/** An order no submission has seen, of three sellers unless these are given. */
export function drawOrder(lab: Lab, sellerIds = drawSellers(lab)): Order {
  const { draw } = lab;
  return {
    orderId: draw.id('order'),
    address: drawAddress(lab),
    sellers: sellerIds.map((sellerId) => ({ sellerId, items: [draw.id('item'), draw.id('item')] })),
  };
}

export function drawSellers({ draw }: Lab): string[] {
  return draw.shuffle(['harbour-books', 'harbour-tea', 'harbour-lamps', 'harbour-rugs']).slice(0, 3);
}

/** As many sellers as an order has at most. */
export function drawDozen({ draw }: Lab): string[] {
  return draw.shuffle(Array.from({ length: 12 }, (_, place) => `harbour-${place + 1}`));
}

/** Starts an order that is paid at once. */
export function startPaid(lab: Lab, order: Order): Promise<Run> {
  return lab.startWithSignal('marketplaceOrder', order, { signal: 'paid' });
}

/** Starts a paid order, and waits until everything is packed that will be packed at first. */
export async function startPacking(lab: Lab, order: Order): Promise<Run> {
  const run = await startPaid(lab, order);
  await lab.eventually(async () => lab.ledger.calls(reserve).length > 0, 'a seller to be asked');
  await lab.pass('1 hour');
  return run;
}

/**
 * Lets an order (and others beside it) come to its end and no further. A warranty that ended by itself, without its order, would
 * leave a lock on this server; asleep it can be ended without a trace.
 */
export async function finish(lab: Lab, run: Run, others: readonly Run[] = []): Promise<Outcome> {
  const isOver = async () => (await Promise.all([run, ...others].map(isClosed))).every((closed) => closed);
  for (let days = 0; days < 12; days += 1) {
    if (!(await isOver())) await passOrEnd(lab, isOver);
    if (await isOver()) return await run.outcome();
  }
  return await run.settle();
}

/**
 * Cancels an order, and waits until it and its parts have heard of it, while time stands still: this server turns away a task
 * that cancels a step which ends in that very moment, and takes ten seconds over it. Parts that are not told keep nobody waiting.
 */
export async function callOff(lab: Lab, run: Run): Promise<void> {
  await run.cancel();
  let looks = 0;
  await lab.eventually(async () => {
    const heard = (await findFamily(lab, run)).map(async (one) => {
      const types = (await one.history()).map(({ type }) => type);
      const asked = types.indexOf('RunCancelRequested');
      return (asked >= 0 && types.lastIndexOf('TaskCompleted') > asked) || (await isClosed(one));
    });
    return (await Promise.all(heard)).every((is) => is) || ++looks === 20;
  }, 'the cancellation to be heard');
}

export async function isClosed(run: Run): Promise<boolean> {
  return (await run.outcome()).status !== 'unfinished';
}

/** Lets a day pass, or what of it is needed: an order that leaves something half started stops the clock of this server. */
async function passOrEnd(lab: Lab, isOver: () => Promise<boolean>): Promise<void> {
  let isPassed = false;
  const passed = lab.pass('25 hours').finally(() => {
    isPassed = true;
  });
  const ended = async () => {
    while (!isPassed && !(await isOver())) await lab.linger(50);
    if (!isPassed) await lab.linger(1000);
  };
  passed.catch(() => {});
  await Promise.race([passed, ended()]);
}

/** The key under which a seller's part is reserved, released and shipped. */
export function keyOf({ orderId }: Order, sellerId: string): string {
  return `${orderId}/${sellerId}`;
}

/** After so many tries an outage is over, however short the pauses were: fewer than make a storm. */
const MOST_TRIES = 80;

/** A try that the workflow itself makes: an activity, the pause after it, and their workflow tasks. */
const EVENTS_A_TRY = 12;

/** An outage of one operation for one seller's part, from the first call on. Answers how its calls are read. */
export function stopFor(lab: Lab, operation: OperationName, key: string, duration: Duration): () => LedgerRow[] {
  const tries = () => lab.ledger.calls(operation).filter((row) => row.key === key);
  lab.expectUpTo({ events: MOST_TRIES * EVENTS_A_TRY });
  let last = { at: 0, real: 0 };
  let isSlow = false;
  lab.world.on(operation, (row) => {
    if (row.key !== key) return undefined;
    const [first = row] = tries();
    const pause = { virtual: row.at - last.at, real: performance.now() - last.real };
    last = { at: row.at, real: performance.now() };
    // A local activity makes its first pauses in real time, twice as long each time: the outage ends for it as well.
    isSlow ||= row !== first && pause.virtual > inMs('3 seconds') && pause.real > 0.75 * pause.virtual;
    const isOver = isSlow || row.at - first.at >= inMs(duration) || tries().length > MOST_TRIES;
    return isOver ? undefined : { kind: 'outage' };
  });
  return tries;
}

/** How often something was tried, in words: `once`, `3 times within a minute`. */
export function sayTries(rows: readonly LedgerRow[]): string {
  if (rows.length === 1) return 'once';
  const span = (rows.at(-1)?.at ?? 0) - (rows[0]?.at ?? 0);
  return `${rows.length} times within ${span < inMs('1 minute') ? 'a minute' : sayDuration(span)}`;
}

/** Of these sellers' parts, those for which an operation took effect. */
export function sellersWith(lab: Lab, operation: OperationName, order: Order): string[] {
  const keys = lab.ledger.effects(operation).map(({ key }) => key);
  return order.sellers.map(({ sellerId }) => sellerId).filter((sellerId) => keys.includes(keyOf(order, sellerId)));
}

/** What an order answered, as far as it has the shape of an answer. */
export interface Answer {
  status: unknown;
  sellers: { sellerId?: unknown; status?: unknown; reason?: unknown }[];
  warrantyId?: unknown;
}

export function readAnswer(outcome: Outcome): Answer | undefined {
  if (outcome.status !== 'completed') return undefined;
  const { status, sellers, warrantyId } = (outcome.result ?? {}) as Record<string, unknown>;
  if (!Array.isArray(sellers)) return undefined;
  return { status, sellers: sellers.map((one) => one ?? {}), warrantyId };
}

/** An order's end in a sentence: `answered …`, `failed with OutOfStock`, `was canceled`. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `answered \`${sayAnswer(outcome.result)}\``;
  if (outcome.status !== 'failed') return `was ${outcome.status}`;
  const [type] = failureTypes(outcome.failure).slice(-1);
  return `failed with ${type ?? `“${outcome.failure.message}”`}`;
}

function sayAnswer(result: unknown): string {
  return JSON.stringify(result)?.replace(/"((?:[^"\\]|\\.)*)"|[:,]/g, (mark, word) => word ?? `${mark} `) ?? 'nothing';
}

/** Things in a sentence. */
export function list(things: readonly string[]): string {
  return things.length < 2 ? (things[0] ?? 'none') : `${things.slice(0, -1).join(', ')} and ${things.at(-1)}`;
}

/** One run of a family: the order, its children and theirs. */
export interface Member {
  workflow: string;
  workflowId: string;
  events: HistoryEvent[];
}

/** A run and all that came of it, as the server has it now. */
export async function readFamily(root: Run): Promise<Member[]> {
  const { client } = root.handle;
  const read = async (workflow: string, workflowId: string, runId: string): Promise<Member[]> => {
    const events = readHistory(await client.getHandle(workflowId, runId).fetchHistory());
    const names = new Map(eventsOf(events, 'ChildInitiated').map((asked) => [asked.id, asked.workflow]));
    const further = [
      ...eventsOf(events, 'ContinuedAsNew').map(({ newRunId }) => read(workflow, workflowId, newRunId)),
      ...eventsOf(events, 'ChildStarted').map((child) =>
        read(names.get(child.initiated) ?? '', child.workflowId, child.runId),
      ),
    ];
    return [{ workflow, workflowId, events }, ...(await Promise.all(further)).flat()];
  };
  return await read(root.workflow, root.workflowId, root.firstRunId);
}

/** The event that closed a run. */
export async function findClosing(run: Run): Promise<number | undefined> {
  return (await run.history()).at(-1)?.id;
}
