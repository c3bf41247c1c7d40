import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Lab } from '../lab/lab.ts';
import { Lane } from '../lab/lane.ts';
import { buildParts, type Parts } from '../lab/parts.ts';
import { eventsOf, failureTypes } from '../lab/read-history.ts';
import type { Supply } from '../lab/supply.ts';
import { openTestSupply } from '../lab/test-supply.ts';
import { composeSubmission } from '../submission/submission.ts';
import { check, holds } from './check.ts';
import { runChecks } from './run-checks.ts';

const workflows = `
import { condition, continueAsNew, defineQuery, defineSignal, defineUpdate, proxyActivities, setHandler, sleep, ApplicationFailure } from '@temporalio/workflow';
import type * as activities from './activities';
const { charge, remember, zone } = proxyActivities<typeof activities>({ startToCloseTimeout: '10 minutes' });
export async function pays(x: { key: string }) { await sleep('30 days'); return await charge(x); }
export async function entity(x: { count: number }): Promise<{ count: number }> {
  let { count } = x; let over = false;
  setHandler(defineSignal<[number]>('add'), (n) => { count += n; });
  setHandler(defineQuery<number>('count'), () => count);
  setHandler(defineUpdate<number, [number]>('take'), (n) => { count -= n; return count; }, { validator: (n) => { if (n > count) throw ApplicationFailure.create({ message: 'too much', type: 'TooMuch' }); } });
  setHandler(defineSignal('close'), () => { over = true; });
  setHandler(defineSignal('roll'), () => { rolled = true; });
  let rolled = false;
  await condition(() => over || rolled);
  if (rolled && !over) return await continueAsNew<typeof entity>({ count });
  return { count };
}
export async function local() { return await zone(); }
export async function reminded() { await sleep('1 day'); return await remember('seen'); }
export async function storms() { for (;;) await sleep(1000); }
`;

const activities = `
import { payments, refusalsAreFinal } from '#world';
import { writeFile, readFile } from 'node:fs/promises';
let seen = 0;
export async function charge({ key }: { key: string }) { return await refusalsAreFinal(payments.charge({ key, cents: 1, account: 'a' })); }
export async function remember(word: string) { seen++; const before = await readFile('note', 'utf8').catch(() => 'nothing'); await writeFile('note', word); return { seen, before }; }
export async function zone() { return Intl.DateTimeFormat().resolvedOptions().timeZone; }
`;

let supply: Supply;
let lane: Lane;
let parts: Parts;

beforeAll(async () => {
  supply = await openTestSupply(process.env);
  const files: [string, string][] = [
    ['workflows.ts', workflows],
    ['activities.ts', activities],
  ];
  [lane, parts] = await Promise.all([
    Lane.open(supply, 'fast'),
    buildParts(composeSubmission({ origin: 'folder', dir: process.cwd(), files }), {}, 'fast'),
  ]);
});

afterAll(async () => {
  await Promise.all([lane.close(), supply.close()]);
  await supply.keeper.close();
});

/** Runs a piece of a check as a check runs, and gives what it saw. */
async function inLab<Seen>(look: (lab: Lab) => Promise<Seen>): Promise<Seen> {
  let seen: Seen | undefined;
  const claim = check('claim', 'a claim', async ({ lab }) => {
    seen = await look(lab);
    return holds;
  });
  const [result] = await runChecks({ checks: [claim], setting: {}, parts, lane, seed: 7 });
  const why = result?.kind === 'stopped' ? JSON.stringify({ ...result.raw, run: undefined, runs: undefined }) : '';
  expect(result?.kind, why).toBe('held');
  return seen as Seen;
}

test('virtual time passes, and the ledger and the history tell when', async () => {
  const { rows, events, draws } = await inLab(async (lab) => {
    const run = await lab.start('pays', { key: 'k' });
    const outcome = await run.settle();
    expect(outcome).toMatchObject({ status: 'completed', result: { chargeId: expect.stringMatching(/^charge-/) } });
    return { rows: lab.ledger.rows, events: await run.history(), draws: lab.draw.id('x') };
  });
  const day = 86_400_000;
  expect(Math.floor(((rows[0]?.at ?? 0) - (events[0]?.at ?? 0)) / day)).toBe(30);
  expect(eventsOf(events, 'TimerStarted')[0]?.ms).toBe(30 * day);
  expect(eventsOf(events, 'ActivityScheduled')[0]).toMatchObject({
    activity: 'charge',
    input: [{ key: 'k' }],
    options: { startToCloseMs: 600_000, retry: { initialMs: 1000, attempts: 0 } },
  });
  expect(draws).toMatch(/^x-/);
  expect(await inLab(async ({ draw }) => draw.id('x'))).toBe(draws);
});

test('a refusal fails the workflow with its code as type', async () => {
  await inLab(async (lab) => {
    lab.world.refuses('payments.charge', 'CardDeclined');
    const outcome = await (await lab.start('pays', { key: 'k' })).settle();
    expect(outcome.status === 'failed' && failureTypes(outcome.failure)).toEqual(['CardDeclined']);
    expect(lab.ledger.calls()).toHaveLength(1);
  });
});

test('signals, queries, updates, with a start and without; continue-as-new is followed', async () => {
  await inLab(async (lab) => {
    const run = await lab.startWithSignal('entity', { count: 1 }, { signal: 'add', args: [4] });
    expect(await run.query('count')).toBe(5);
    expect(await run.update('take', 2)).toEqual({ status: 'completed', result: 3 });
    const refused = { status: 'refused', message: 'too much', type: 'TooMuch', types: ['TooMuch'] };
    expect(await run.update('take', 9)).toEqual(refused);
    await run.signal('roll');
    await lab.eventually(async () => (await run.histories()).length === 2, 'the next run');
    await run.signal('close');
    expect(await run.settle()).toEqual({ status: 'completed', result: { count: 3 } });
    const { run: other, outcome } = await lab.startWithUpdate('entity', { count: 8 }, { update: 'take', args: [3] });
    expect(outcome).toEqual({ status: 'completed', result: 5 });
    await other.cancel();
    expect(await other.settle()).toEqual({ status: 'canceled' });
  });
});

test('another host is another machine: new memory, empty disk, other time zone; timers go on', async () => {
  await inLab(async (lab) => {
    const first = await lab.start('reminded', {});
    expect(await first.settle()).toMatchObject({ result: { seen: 1, before: 'nothing' } });
    const again = await lab.start('reminded', {});
    await lab.pass('1 hour');
    await lab.replaceHost({ timeZone: 'Asia/Tokyo' });
    expect(await again.settle()).toMatchObject({ result: { seen: 1, before: 'nothing' } });
    expect(await (await lab.start('local', {})).settle()).toMatchObject({ result: 'Asia/Tokyo' });
    expect(await lab.replay(first)).toEqual({ kind: 'replayed' });
  });
  expect(await inLab(async (lab) => (await lab.start('local', {})).settle())).toMatchObject({ result: 'UTC' });
});

test('an attempt that was lost with its host times out in virtual time, and the next one begins', async () => {
  await inLab(async (lab) => {
    const gate = lab.world.holds('payments.charge', 'after', ({ caller }) => caller.attempt === 1);
    const run = await lab.start('pays', { key: 'k' });
    await lab.until(gate.reached(), 'the charge', { flowing: true });
    await lab.crash();
    await lab.recover();
    await lab.expire(run);
    expect(await run.settle()).toMatchObject({ status: 'completed' });
    expect(lab.ledger.calls().map(({ effect, caller }) => [effect, caller.attempt])).toEqual([
      [true, 1],
      [false, 2],
    ]);
    expect(lab.crashes).toHaveLength(1);
  });
});

test('two attempts overlap when the first is still running', async () => {
  await inLab(async (lab) => {
    const gate = lab.world.holds('payments.charge', 'before', ({ caller }) => caller.attempt === 1);
    const run = await lab.start('pays', { key: 'k' });
    await lab.until(gate.reached(), 'the charge', { flowing: true });
    await lab.expire(run);
    await lab.eventually(async () => lab.ledger.calls().length === 2, 'the second attempt', { flowing: true });
    gate.open();
    expect(await run.settle()).toMatchObject({ status: 'completed' });
    expect(lab.ledger.effects()).toHaveLength(1);
  });
});

test('a storm is stopped, and the lane serves the next check', async () => {
  const outcome = await inLab(async (lab) => (await lab.start('storms', {})).settle({ accept: ['storm'] }));
  expect(outcome).toMatchObject({ status: 'storm', of: 'events' });
  expect(await inLab(async (lab) => (await lab.start('pays', { key: 'k' })).settle())).toMatchObject({
    status: 'completed',
  });
});

test('what an abandoned activity holds is given back: the next check has the same engine, and its time skips', async () => {
  const { address } = lane.engine;
  await inLab(async (lab) => {
    const gate = lab.world.holds('payments.charge', 'before');
    const runs = await Promise.all(['a', 'b', 'c'].map((key) => lab.start('pays', { key })));
    await lab.until(gate.reached(runs.length), 'the charges', { flowing: true });
    for (const run of runs) await run.cancel();
    for (const run of runs) expect(await run.settle()).toEqual({ status: 'canceled' });
  });
  expect(lane.isSoiled).toBe(true);
  const days = await inLab(async (lab) => {
    const before = await lab.now();
    await (await lab.start('pays', { key: 'k' })).settle();
    return ((await lab.now()) - before) / 86_400_000;
  });
  expect(days).toBeGreaterThanOrEqual(30);
  expect(lane.engine.address).toBe(address);
});

test('a wait for which time can’t be made to flow says why; the promise it gives up reaches nobody', async () => {
  const unheard: unknown[] = [];
  const note = (reason: unknown) => unheard.push(reason);
  process.on('unhandledRejection', note);
  await inLab(async (lab) => {
    const first = lab.until(new Promise(() => {}), 'nothing', { ms: 300, flowing: true });
    first.catch(() => {});
    await expect(lab.until(new Promise(() => {}), 'nothing', { flowing: true })).rejects.toThrow('already flowing');
    await expect(first).rejects.toThrow();
  });
  process.off('unhandledRejection', note);
  expect(unheard).toEqual([]);
});

test('executions are counted, open and closed', async () => {
  await inLab(async (lab) => {
    const before = (await lab.executions()).length;
    // Settled before the other starts: once nothing is left to wait for, the clock runs to the end of whatever is open.
    await (await lab.start('local', {})).settle();
    await lab.start('entity', { count: 0 });
    const now = await lab.executions();
    expect(now.length - before).toBe(2);
    expect(now.filter(({ open, workflow }) => open && workflow === 'entity')).toHaveLength(1);
  });
});
