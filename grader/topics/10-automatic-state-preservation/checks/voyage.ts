import { isDeepStrictEqual } from 'node:util';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { endsActivity, isClosed, lastTask, openActivities, openChildren } from '../../../lab/still-open.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import type { OperationName } from '../../../world/services.ts';

export const DAY = 86_400_000;

export interface Leg {
  from: string;
  to: string;
  days: number;
}

export interface Shipment {
  id: string;
  legs: Leg[];
}

/** One step of a voyage, as the terminals see it. */
export interface Step {
  leg: number;
  kind: 'load' | 'move' | 'unload';
  operation: OperationName;
  entry: string;
}

const ports = ['Oslo', 'Gdansk', 'Porto', 'Tunis', 'Haifa', 'Mumbai', 'Perth', 'Lima', 'Halifax'] as const;

/** A voyage nobody has seen before: every port occurs once, so that each step can be told from its arguments. */
export function drawShipment(lab: Lab, length: number): Shipment {
  return shipmentAlong(lab, lab.draw.shuffle(ports).slice(0, length + 1));
}

/** There, back and there again: the same ports, and even the same passage twice. */
export function drawReturn(lab: Lab): Shipment {
  const [home = '', away = ''] = lab.draw.shuffle(ports);
  return shipmentAlong(lab, [home, away, home, away]);
}

/** Two voyages of two legs that have no port in common. */
export function drawTwo(lab: Lab): [Shipment, Shipment] {
  const route = lab.draw.shuffle(ports);
  return [shipmentAlong(lab, route.slice(0, 3)), shipmentAlong(lab, route.slice(3, 6))];
}

function shipmentAlong(lab: Lab, route: string[]): Shipment {
  const legs = route.slice(1).map((to, index) => ({ from: route[index] ?? '', to, days: lab.draw.integer(2, 9) }));
  return { id: lab.draw.id('shipment'), legs };
}

/** All steps of a voyage, in order. */
export function stepsOf({ legs }: Shipment): Step[] {
  return legs.flatMap(({ from, to }, leg): Step[] => [
    { leg, kind: 'load', operation: 'terminals.load', entry: `load ${from}` },
    { leg, kind: 'move', operation: 'terminals.depart', entry: `move ${from}-${to}` },
    { leg, kind: 'unload', operation: 'terminals.unload', entry: `unload ${to}` },
  ]);
}

/** Which entry a call to a terminal stands for. */
export function entryOf({ operation, args }: LedgerRow): string {
  if (operation === 'terminals.depart') return `move ${args.from}-${args.to}`;
  return `${operation === 'terminals.load' ? 'load' : 'unload'} ${args.at}`;
}

/** What terminals did for a shipment, in order, repetitions included. */
export function effectsOf(lab: Lab, { id }: Shipment): string[] {
  return lab.ledger
    .effects(/^terminals\./)
    .filter(({ args }) => args.shipment === id)
    .map(entryOf);
}

/** The call of a step, held at a gate; see {@link reach}. */
export function holdStep(lab: Lab, { operation, entry }: Step, when: 'before' | 'after') {
  return lab.world.holds(operation, when, (row) => entryOf(row) === entry);
}

/** Looks until a child that was started a moment ago is known; a step that is no activity of the server is never seen. */
const LOOKS = 40;

/** The run that waits for an activity: the shipment, or a child of it. */
export async function busyRun(lab: Lab, run: Run): Promise<Run> {
  let looks = 0;
  const look = async () => {
    for (const one of lab.runs) if ((await one.pending()).length > 0) return one;
    return ++looks >= LOOKS && run;
  };
  return await lab.eventually(look, 'a step to be under way');
}

/**
 * Whether all runs of the check wait for nothing but time and messages, or are over. They are read one after the other, and
 * what one has sent may be on its way to another: so nothing may be on its way, and all have to read the same a second time.
 */
export async function allIdle(lab: Lab): Promise<boolean> {
  const { runs } = lab;
  const read = () => Promise.all(runs.map((run) => run.history()));
  const first = await read();
  const ended = new Set(first.flatMap((events, index) => (isClosed(events) ? [runs[index]?.workflowId] : [])));
  const idle = (events: HistoryEvent[]) => isIdle(events) && !openChildren(events).some((id) => ended.has(id));
  if (!first.every((events) => isClosed(events) || idle(events))) return false;
  const second = await read();
  return isDeepStrictEqual(first.map(lengthOf), second.map(lengthOf));
}

function isIdle(events: HistoryEvent[]): boolean {
  const last = lastTask(events);
  return last?.type === 'TaskCompleted' && openActivities(events).length === 0 && !isSending(events);
}

/** Whether a signal to another workflow, or a child's start, is on its way. */
function isSending(events: HistoryEvent[]): boolean {
  const names = events.map((event) => (event.type === 'Other' ? event.name : event.type));
  const count = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length;
  return (
    count(/^EVENT_TYPE_SIGNAL_EXTERNAL_.*_INITIATED$/) >
      count(/^EVENT_TYPE_(SIGNAL_EXTERNAL_.*_FAILED|EXTERNAL_.*_SIGNALED)$/) ||
    count(/^ChildInitiated$/) > count(/^ChildStart(ed|Failed)$/)
  );
}

function lengthOf({ length }: HistoryEvent[]): number {
  return length;
}

/**
 * Lets a shipment go as far as a leg's days at sea, and stops the clock there. The departure is held until time stands
 * still, so the sea is as wide as it was.
 */
export async function putToSea(lab: Lab, shipment: Shipment, leg: number): Promise<Run> {
  const departure = stepsOf(shipment)[3 * leg + 1];
  if (!departure) throw new Error(`there is no leg ${leg}`);
  const gate = holdStep(lab, departure, 'before');
  const run = await lab.start('shipment', shipment);
  await lab.until(gate.reached(), `the departure from ${shipment.legs[leg]?.from}`, { flowing: true });
  gate.open();
  await lab.eventually(async () => effectsOf(lab, shipment).includes(departure.entry), 'the departure');
  await lab.eventually(() => allIdle(lab), 'the days at sea to begin');
  return run;
}

/** Virtual time between a departure that took place and the first attempt to unload; undefined when one of them is missing. */
export function timeAtSea(lab: Lab, shipment: Shipment, { from, to }: Leg): number | undefined {
  const calls = lab.ledger.calls(/^terminals\./).filter(({ args }) => args.shipment === shipment.id);
  const left = calls.find((row) => row.effect && entryOf(row) === `move ${from}-${to}`);
  const came = calls.find((row) => entryOf(row) === `unload ${to}`);
  return left && came && came.at - left.at;
}

/** What became of an activity that was asked for a step. */
export interface Asked {
  activity: string;
  end: 'open' | 'completed' | 'failed' | 'timed-out' | 'canceled';
  /** The attempt that ended it; 1 where the server does not say. */
  attempt: number;
}

const ends = {
  ActivityCompleted: 'completed',
  ActivityFailed: 'failed',
  ActivityTimedOut: 'timed-out',
  ActivityCanceled: 'canceled',
} as const;

/** The last activity that was asked for a step, in whichever run; undefined when there was none. */
export async function lastAsked(lab: Lab, { kind, leg }: Step): Promise<Asked | undefined> {
  const asked: Asked[] = [];
  for (const events of await Promise.all(lab.runs.map((run) => run.history())))
    for (const { id, activity, input } of eventsOf(events, 'ActivityScheduled')) {
      if (activity !== `${kind}Leg` || (input[0] as { leg?: unknown } | null | undefined)?.leg !== leg) continue;
      const closing = events.filter(endsActivity).find(({ scheduled }) => scheduled === id);
      const started = eventsOf(events, 'ActivityStarted').findLast(({ scheduled }) => scheduled === id);
      asked.push({ activity, end: closing ? ends[closing.type] : 'open', attempt: started?.attempt ?? 1 });
    }
  return asked.at(-1);
}

/** The log that a shipment ended with; undefined when it ended otherwise. */
export function readEntries(outcome: Outcome): string[] | undefined {
  const result = outcome.status === 'completed' ? (outcome.result as { entries?: unknown } | null) : undefined;
  return Array.isArray(result?.entries) ? result.entries.map(String) : undefined;
}

export function entriesOf(shipment: Shipment): string[] {
  return stepsOf(shipment).map(({ entry }) => entry);
}

/** `load Oslo, move Oslo-Porto and unload Porto`, or `nothing`. */
export function list(entries: readonly string[]): string {
  if (entries.length <= 1) return entries[0] ?? 'nothing';
  return `${entries.slice(0, -1).join(', ')} and ${entries.at(-1)}`;
}

/** `Oslo → Porto → Lima`. */
export function sayRoute({ legs }: Shipment): string {
  return [legs[0]?.from, ...legs.map(({ to }) => to)].join(' → ');
}

/** How a shipment ended, in words. */
export function sayEnd(outcome: Outcome): string {
  if (outcome.status === 'completed') return `returned \`${JSON.stringify(outcome.result) ?? 'nothing'}\``;
  return `ended as ${outcome.status}`;
}
