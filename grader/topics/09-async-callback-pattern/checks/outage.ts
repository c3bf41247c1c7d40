import { isDeepStrictEqual } from 'node:util';
import { type Check, check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { openActivities } from '../../../lab/still-open.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { askFor, callBack, drawDecision, drawRefund, finish, isOver, ordered, sayEnd } from './refund.ts';

export const bankTakesItLate: Check = check(
  'bank-takes-it-late',
  'the five days of the bank begin when it takes the order',
  async ({ lab }) => {
    const decision = drawDecision(lab, true);
    const reference = lab.draw.id('transfer');
    const gate = firstAttemptHangs(lab);
    lab.did = `Asked for a refund; ${decision.by} approved it. The bank could not be reached for a day and a half.`;
    const run = await askFor(lab, drawRefund(lab));
    await run.signal('decide', decision);
    await lab.eventually(async () => gate.arrived.length > 0 || (await isOver(run)), 'the bank to get an order');
    const trying = await waitingFor(lab, gate.arrived[0]);
    if (trying) await lab.passBeside(trying, '36 hours');
    const isEarly = trying && (await isOver(run));
    gate.open('outage');
    if (!trying) return holds;
    if (isEarly) {
      const saw = `\`approveRefund\` ${sayEnd(await run.outcome())} while the transfer was still being tried.`;
      return finding({ did: lab.did, saw, ...ITS_OWN, evidence: run });
    }
    const order = await ordered(lab, run, { flowing: true });
    const waiting = await waitingFor(lab, order);
    // How many attempts there are is another claim.
    if (!order || !waiting) return holds;
    lab.did += ' Then it took the order.';
    const inAll = await limitInAll(waiting, order);
    if (inAll) {
      await finish(lab, run);
      return finding({
        did: `${lab.did} Looked for how long the transfer may stay open.`,
        saw: `All attempts at \`bankTransfer\` together may take ${sayDuration(inAll.ms)}: about ${inAll.hoursLeft} hours after the order it is given up.`,
        ...ITS_OWN,
        evidence: run,
      });
    }
    await lab.passBeside(waiting, BANK_TAKES);
    lab.did += ' It called back 117 hours (not quite five days) after that.';
    const reached = await callBack(run, order, reference);
    const end = reached ? await run.settle({ accept: ['unfinished'] }) : await run.outcome();
    const expected = { outcome: 'paid', by: decision.by, escalated: false, reference };
    if (end.status === 'completed' && isDeepStrictEqual(end.result, expected)) return holds;
    if (end.status === 'unfinished') await run.abandon();
    return finding({
      did: lab.did,
      saw: `${reached ? 'Its call reached the transfer' : 'No transfer was waiting for its call any more'}, and \`approveRefund\` ${sayEnd(end)}. The right answer was ${JSON.stringify(expected)}.`,
      ...ITS_OWN,
      evidence: run,
    });
  },
  { needs: ['refused', 'transferred', 'paid-once', 'bank-has-time', 'decided-in-time', 'late-approval'] },
);

/** Not quite five days. */
const BANK_TAKES = '117 hours';
const HOUR_MS = inMs('1 hour');

/**
 * The limit on all attempts, if the bank calls back after it. Read from the history: the test server forgets that limit with the
 * second attempt, a real one does not.
 */
async function limitInAll(run: Run, order: LedgerRow): Promise<{ ms: number; hoursLeft: number } | undefined> {
  const transfer = await openTransfer(run);
  const ms = transfer?.options.scheduleToCloseMs ?? 0;
  const left = (transfer?.at ?? 0) + ms - order.at;
  return ms > 0 && left < inMs(BANK_TAKES) ? { ms, hoursLeft: Math.round(left / HOUR_MS) } : undefined;
}

const ITS_OWN = {
  why: 'The five days are the bank’s, and they begin when it takes the order. Where time that was lost before is taken off them, the bank moves the money, and the refund does not end as paid.',
  read: '#which-wait-belongs-where',
};

/**
 * One call that hangs: tries for a day and a half would be more than a thousand. Whatever else the first attempt tries fails,
 * so that the order is given by an attempt that has all its time.
 */
function firstAttemptHangs({ world }: Lab) {
  let calls = 0;
  const gate = world.holds('bank.request', 'before', () => calls++ === 0);
  world.on('bank.request', ({ caller }) => (caller.attempt === 1 ? { kind: 'outage' } : undefined));
  return gate;
}

/** The run whose transfer has called the bank, and is open: it may be a child. */
async function waitingFor(lab: Lab, row: LedgerRow | undefined): Promise<Run | undefined> {
  const id = row?.caller.workflowId;
  if (!id) return undefined;
  const run = lab.runs.find(({ workflowId }) => workflowId === id) ?? (await lab.find('the run of a transfer', id));
  return run && (await openTransfer(run)) ? run : undefined;
}

async function openTransfer(run: Run) {
  return openActivities(await run.history()).find(({ activity }) => activity === 'bankTransfer');
}
