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
  'the bank has five days for a transfer',
  async ({ lab }) => {
    const { run, order } = await approve(lab);
    if (!order) return holds;
    const scheduled = await scheduledTransfer(lab);
    if (!scheduled) return holds;
    const { startToCloseMs, scheduleToCloseMs, heartbeatMs } = scheduled.options;
    const limit = Math.min(...[startToCloseMs, scheduleToCloseMs, heartbeatMs].filter((ms) => ms > 0));
    await finish(lab, run);
    if (limit >= BANK_MS) return holds;
    return finding({
      did: `${lab.did} Looked for how long the transfer may stay open.`,
      saw: `After ${sayDuration(limit)} it is given up.`,
      why: 'An activity that waits for somebody else needs the time that this somebody takes. Given up too early, it orders the transfer again, and the call of the bank finds an attempt that nobody waits for.',
      read: '#which-wait-belongs-where',
      evidence: run,
      decisive: scheduled.id,
    });
  },
  { needs: [...needs, 'transferred', 'paid-once'] },
);

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
