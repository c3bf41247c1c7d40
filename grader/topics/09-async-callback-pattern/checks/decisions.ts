import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import {
  askFor,
  callBack,
  type Decision,
  drawDecision,
  drawRefund,
  finish,
  isOver,
  noTransfers,
  orderedFrom,
  ordersOf,
  passHours,
  quiet,
  readResult,
  sayEnd,
} from './refund.ts';

const needs = ['refused'];

export const early: Check = check(
  'early-decision',
  'a decision that comes early counts',
  async ({ lab }) => {
    noTransfers(lab);
    const signalled = await withTheStart(lab);
    if (signalled) return signalled;
    const refund = drawRefund(lab);
    const decision = drawDecision(lab, false);
    const gate = lab.world.holds('mail.send', 'before');
    lab.did = `Asked for a refund. While the question to the approver was still on its way, ${decision.by} refused it; then 8 days passed.`;
    const run = await lab.start('approveRefund', refund);
    await lab.until(gate.reached(), 'the approver to be asked');
    await run.signal('decide', decision);
    gate.open();
    return await sayDecided(lab, { run, decision });
  },
  { needs },
);

async function withTheStart(lab: Lab) {
  const refund = drawRefund(lab);
  const decision = drawDecision(lab, false);
  lab.did = `Started a refund together with its decision: ${decision.by} refused it. Then 8 days passed.`;
  const run = await lab.startWithSignal('approveRefund', refund, { signal: 'decide', args: [decision] });
  const said = await sayDecided(lab, { run, decision });
  return said.kind === 'found' ? said : undefined;
}

async function sayDecided(lab: Lab, { run, decision }: { run: Run; decision: Decision }) {
  await quiet(lab, run);
  if (!(await isOver(run)) && orderedFrom(lab) === 0) await passHours(lab, 8 * 24);
  const outcome = await run.outcome();
  if (readResult(outcome).by === decision.by) return holds;
  return finding({
    did: lab.did,
    saw: `\`approveRefund\` ${sayEnd(outcome)}, as if nobody had answered.`,
    why: 'A signal can come at any moment after the start. Nobody sends it a second time: whoever answered believes that it is done, and whoever waits waits for an answer that has been given.',
    read: '#a-signal-can-be-early',
    evidence: run,
  });
}

export const firstCounts: Check = check(
  'first-counts',
  'the first decision counts, and none that comes after it',
  async ({ lab }) => {
    const before = await bothEarly(lab);
    if (before) return before;
    const refund = drawRefund(lab);
    const [first, second] = [drawDecision(lab, true), drawDecision(lab, false)];
    const gate = lab.world.holds('bank.request', 'before');
    lab.did = `Asked for a refund; ${first.by} approved it. While the transfer was being ordered, ${second.by} refused it. Then the bank called back.`;
    const run = await askFor(lab, refund);
    await run.signal('decide', first);
    await lab.eventually(async () => gate.arrived.length > 0 || (await isOver(run)), 'the bank to get an order');
    if (!(await isOver(run))) await run.signal('decide', second);
    gate.open();
    const outcome = await finish(lab, run);
    const { by } = readResult(outcome);
    if (!outcome || by === first.by) return holds;
    return finding({
      did: lab.did,
      saw: `\`approveRefund\` ${sayEnd(outcome)}. It was ${first.by} who had decided.`,
      why: 'The second decision comes from somebody who did not know of the first. If it may still change what is on record, the record and the bank say different things.',
      read: '#the-first-one-counts',
      evidence: run,
    });
  },
  { needs },
);

async function bothEarly(lab: Lab) {
  const refund = drawRefund(lab);
  const [first, second] = [drawDecision(lab, false), drawDecision(lab, true)];
  let holding = true;
  const gate = lab.world.holds('mail.send', 'before', () => holding);
  lab.did = `Asked for a refund. While the question to the approver was still on its way, ${first.by} refused it, and then ${second.by} approved it.`;
  const run = await lab.start('approveRefund', refund);
  await lab.until(gate.reached(), 'the approver to be asked');
  await run.signal('decide', first);
  await run.signal('decide', second);
  holding = false;
  gate.open();
  await quiet(lab, run);
  const orders = ordersOf(lab).length;
  const outcome = orders > 0 ? await finish(lab, run) : await run.outcome();
  // A decision that was lost is told by another check.
  if (orders === 0 && readResult(outcome).by !== second.by) {
    if (outcome?.status === 'unfinished') await run.abandon();
    return undefined;
  }
  return finding({
    did: lab.did,
    saw: `${orders > 0 ? 'The bank was told to pay, and' : 'Nothing was paid, but'} \`approveRefund\` ${sayEnd(outcome)}.`,
    why: 'Two people were asked and two have answered: that is ordinary. If the last one wins, a refusal holds only as long as nobody presses the other button.',
    read: '#the-first-one-counts',
    evidence: run,
  });
}

async function orderLost(lab: Lab) {
  const refund = drawRefund(lab);
  const decision = drawDecision(lab, true);
  const before = ordersOf(lab).length;
  let lost = false;
  lab.world.on('bank.request', () => {
    if (lost) return undefined;
    lost = true;
    return { kind: 'lose-answer' };
  });
  lab.did = `Asked for a refund; ${decision.by} approved it. The bank took the order, its answer got lost, and the transfer was tried again.`;
  const run = await askFor(lab, refund);
  await run.signal('decide', decision);
  const again = () => {
    const last = lab.ledger.calls('bank.request').at(-1);
    return lost && last?.outcome.kind === 'answered' ? last : undefined;
  };
  const isOrdered = async () => again() !== undefined || (await isOver(run));
  await lab.eventually(isOrdered, 'the bank to get the order again', { flowing: true });
  const orders = ordersOf(lab).length - before;
  const order = again();
  if (order && (await callBack(run, order, lab.draw.id('transfer')))) await run.settle({ accept: ['unfinished'] });
  if (orders <= 1) return undefined;
  return finding({
    did: lab.did,
    saw: `The bank was told ${sayTimes(orders)} to move ${refund.cents} cents: the orders came with different keys.`,
    why: 'An activity runs at least once. By the key the bank can tell an order that comes again from a new one, so the key has to be the same in each attempt.',
    read: '#the-first-one-counts',
    evidence: run,
  });
}

const sayTimes = (count: number) => (count === 2 ? 'twice' : `${count} times`);

const isTransfer = ({ activity }: { activity: string }) => activity === 'bankTransfer';

export const paidOnce: Check = check(
  'paid-once',
  'a refund that is approved is one order to the bank',
  async ({ lab }) => {
    const refund = drawRefund(lab);
    const decision = drawDecision(lab, true);
    const other = drawDecision(lab, true);
    let holding = true;
    const gate = lab.world.holds('bank.request', 'after', () => holding);
    lab.did = `Asked for a refund; ${decision.by} approved it. While the transfer was being ordered, the same approval came again, and then one by ${other.by}.`;
    const run = await askFor(lab, refund);
    await run.signal('decide', decision);
    await lab.eventually(async () => gate.arrived.length > 0 || (await isOver(run)), 'the bank to get an order');
    for (const again of [decision, other]) if (!(await isOver(run))) await run.signal('decide', again);
    await quiet(lab, run);
    // Each transfer that has been begun is seen by the bank, which answers none of them yet.
    const begun = async () => eventsOf(await run.history(), 'ActivityScheduled').filter(isTransfer).length;
    await lab.eventually(async () => gate.arrived.length >= (await begun()), 'the bank to get an order');
    holding = false;
    gate.open();
    await finish(lab, run);
    const orders = ordersOf(lab).length;
    // A transfer that nobody can complete is told by another check.
    if (orders <= 1) return (await isOver(run)) ? ((await orderLost(lab)) ?? holds) : holds;
    return finding({
      did: lab.did,
      saw: `The bank was told ${sayTimes(orders)} to move ${refund.cents} cents.`,
      why: 'Signals arrive at least once, buttons are pressed twice, and two people answer the same question. What a signal sets off directly happens as often as the signal comes.',
      read: '#the-first-one-counts',
      evidence: run,
    });
  },
  { needs },
);
