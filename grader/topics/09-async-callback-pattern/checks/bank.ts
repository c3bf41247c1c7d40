import { isDeepStrictEqual } from 'node:util';
import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import {
  askFor,
  callBack,
  completedTransfer,
  drawDecision,
  drawRefund,
  finish,
  isOver,
  ordered,
  passHours,
  sayEnd,
  somethingElse,
} from './refund.ts';

const needs = ['refused'];
const BANK_MS = inMs('5 days');

export const waitsForBank: Check = check(
  'waits-for-bank',
  'a transfer is not done before the bank says so',
  async ({ lab }) => {
    const { run, order } = await approve(lab);
    if (!order) return holds;
    lab.did += ' The bank took the order and has not called back yet.';
    await somethingElse(lab);
    const completed = await completedTransfer(lab);
    if (!completed && !(await isOver(run))) {
      await finish(lab, run);
      return holds;
    }
    return finding({
      did: lab.did,
      saw: `\`bankTransfer\` was completed already, and \`approveRefund\` ${sayEnd(await run.outcome())}.`,
      why: 'The bank has said that it took an order, and nothing else. If it can’t carry the order out, nobody at Harbour will ever know: the refund counts as paid.',
      read: '#done-when-somebody-else-says-so',
      evidence: run,
      ...(completed && { decisive: completed.id }),
    });
  },
  { needs },
);

export const transferred: Check = check(
  'transferred',
  'a refund that somebody approves ends with the reference of the bank',
  async ({ lab }) => {
    const { run, order, decision, refund } = await approve(lab);
    const reference = lab.draw.id('transfer');
    lab.did += ` Then the bank called back: ${reference}.`;
    const cents = order?.args.cents;
    const reached = order !== undefined && (await callBack(run, order, reference));
    const outcome = reached ? await run.settle({ accept: ['unfinished'] }) : await run.outcome();
    const expected = { outcome: 'paid', by: decision.by, escalated: false, reference };
    const right = outcome.status === 'completed' && isDeepStrictEqual(outcome.result, expected);
    if (right && cents === refund.cents) return holds;
    const saw = !order
      ? `The bank never got an order, and \`approveRefund\` ${sayEnd(outcome)}.`
      : cents !== refund.cents
        ? `The refund is ${refund.cents} cents; the bank was to move ${cents}.`
        : order.args.callback === undefined
          ? 'The order named nobody to call back, so the bank has nowhere to go with its reference.'
          : !reached
            ? 'The callback that the bank was given led to no activity that waits for it.'
            : `\`approveRefund\` ${sayEnd(outcome)}. The right answer was ${JSON.stringify(expected)}.`;
    return finding({
      did: lab.did,
      saw,
      why: 'The bank has to be able to find the activity that waits for it, days later and from another company. The reference is what a customer asks for when the money does not arrive.',
      read: '#tokens-and-ids',
      evidence: run,
    });
  },
  { needs: [...needs, 'waits-for-bank'] },
);

export const bankHasTime: Check = check(
  'bank-has-time',
  'the bank has five days for a transfer, whenever it was approved',
  async ({ lab }) => {
    const { run, order } = await approve(lab);
    if (!order) return holds;
    const scheduled = await scheduledTransfer(lab);
    if (!scheduled) return holds;
    const { startToCloseMs, scheduleToCloseMs, heartbeatMs } = scheduled.options;
    const limit = Math.min(...[startToCloseMs, scheduleToCloseMs, heartbeatMs].filter((ms) => ms > 0));
    await finish(lab, run);
    if (limit >= BANK_MS) return (await approvedLate(lab)) ?? holds;
    return finding({
      did: `${lab.did} Looked for how long the transfer may stay open.`,
      saw: `After ${sayDuration(limit)} it is given up.`,
      why: 'An activity that waits for somebody else needs the time that this somebody takes. Given up too early, it orders the transfer again, and the call of the bank finds an attempt that nobody waits for.',
      read: '#which-wait-belongs-where',
      evidence: run,
      decisive: scheduled.id,
    });
  },
  { needs: [...needs, 'transferred', 'escalated'] },
);

/** Five minutes before the seven days are over somebody approves, and the bank is down for longer than that. */
async function approvedLate(lab: Lab) {
  const refund = drawRefund(lab);
  const decision = drawDecision(lab, true);
  let outages = 0;
  lab.world.on('bank.request', () => (outages++ < 10 ? { kind: 'outage' } : undefined));
  lab.did = `Asked for a refund; five minutes before the seven days were over ${decision.by} approved it. The bank could not be reached for some minutes.`;
  const before = lab.ledger.calls('bank.request').length;
  const orders = () => lab.ledger.calls('bank.request').slice(before);
  const answered = () => orders().find(({ outcome }) => outcome.kind === 'answered');
  const run = await askFor(lab, refund);
  await passHours(lab, 167);
  await lab.pass('55 minutes');
  if (await isOver(run)) return undefined;
  await run.signal('decide', decision);
  const isSettled = async () => answered() !== undefined || (await isOver(run));
  await lab.eventually(isSettled, 'the bank to get an order', { flowing: true });
  const outcome = await run.outcome();
  const order = answered();
  if (order && (await callBack(run, order, lab.draw.id('transfer')))) await run.settle({ accept: ['unfinished'] });
  if (outcome.status === 'unfinished' || outcome.status === 'failed') return undefined;
  return finding({
    did: lab.did,
    saw: `\`approveRefund\` ${sayEnd(outcome)} while the transfer was still being tried.`,
    why: 'The seven days are for the humans. Whoever approves in time has decided, and then the bank needs its own time: a transfer may be on its way, and the record says that there is none.',
    read: '#which-wait-belongs-where',
    evidence: run,
  });
}

/** A refund that has been approved, up to the moment at which the bank has its order. */
async function approve(lab: Lab) {
  const refund = drawRefund(lab);
  const decision = drawDecision(lab, true);
  lab.did = `Asked for a refund of ${refund.cents} cents; ${decision.by} approved it.`;
  const run = await askFor(lab, refund);
  await run.signal('decide', decision);
  return { run, refund, decision, order: await ordered(lab, run) };
}

async function scheduledTransfer(lab: Lab) {
  for (const run of lab.runs) {
    const scheduled = eventsOf(await run.history(), 'ActivityScheduled');
    const transfer = scheduled.find(({ activity }) => activity === 'bankTransfer');
    if (transfer) return transfer;
  }
  return undefined;
}
