import { isDeepStrictEqual } from 'node:util';
import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome } from '../../../lab/run.ts';
import {
  askFor,
  callBack,
  drawDecision,
  drawRefund,
  isOver,
  lettersTo,
  ordered,
  orderedFrom,
  passHours,
  readResult,
  sayEnd,
} from './refund.ts';

const needs = ['refused', 'transferred', 'paid-once', 'escalated'];

export const decidedInTime: Check = check(
  'decided-in-time',
  'the manager is not asked when somebody has decided within three days',
  async ({ lab }) => {
    const late = await approvedLate(lab, 3);
    // A manager who is asked some hours early is let pass, as elsewhere.
    if (!late || late.letters.before > 0) return holds;
    const { run, letters, end, expected } = late;
    if (letters.inAll === 0 && readResult(end).escalated !== true) return holds;
    return finding({
      did: lab.did,
      saw:
        letters.inAll > 0
          ? 'The manager was asked all the same.'
          : `The bank called back, and \`approveRefund\` ${sayEnd(end)}. The right answer was ${JSON.stringify(expected)}.`,
      why: 'The manager is asked when nobody has decided. A timer that nobody stops goes off after a decision as well: then somebody is asked about money that is on its way, or the record says so.',
      read: '#silence-is-an-answer-too',
      evidence: run,
    });
  },
  { needs },
);

export const lateApproval: Check = check(
  'late-approval',
  'a refund that is approved at the last moment is paid, and says that the manager was asked',
  async ({ lab }) => {
    const late = await approvedLate(lab, 7);
    if (!late) return holds;
    const { run, end, expected } = late;
    if (end.status === 'completed' && isDeepStrictEqual(end.result, expected)) return holds;
    return finding({ did: lab.did, ...sayLate(lab, late), evidence: run });
  },
  { needs: [...needs, 'bank-has-time'] },
);

function sayLate(lab: Lab, { early, end, expected }: Late) {
  const read = '#which-wait-belongs-where';
  const ended = `\`approveRefund\` ${sayEnd(early)}`;
  if (early.status === 'completed')
    return orderedFrom(lab) > 0
      ? { saw: `${ended} while the transfer was still being tried.`, why: `${HUMANS}: ${ON_ITS_WAY}`, read }
      : { saw: `${ended}, and the bank never got an order.`, why: `${HUMANS}, however late it is.`, read };
  if (early.status !== 'unfinished')
    return {
      saw: `${ended}, though the refund was approved.`,
      why: NO_REASON,
      read: '#done-when-somebody-else-says-so',
    };
  return {
    saw: `The bank called back, and \`approveRefund\` ${sayEnd(end)}. The right answer was ${JSON.stringify(expected)}.`,
    why: 'The record says how a refund came about: who decided, and whether the manager was asked. One that was paid says so like one that was refused.',
    read: '#in-the-exercise',
  };
}

const HUMANS =
  'The seven days are for the humans. Whoever approves in time has decided, and then the bank needs its own time';
const ON_ITS_WAY = 'a transfer may be on its way, and the record says that there is none.';
const NO_REASON =
  'Whoever approves in time has decided. A bank that can’t be reached for some minutes is no reason to give that up: with the same key an order may be given as often as it takes.';

interface Late {
  early: Outcome;
  end: Outcome;
  expected: object;
}

/**
 * Five minutes before so many days are over somebody approves, and the bank is down for longer than that. How the refund
 * stood before the bank called back, and how it ended. Undefined when it was over before anybody approved it.
 */
async function approvedLate(lab: Lab, days: 3 | 7) {
  const refund = drawRefund(lab);
  const { by, ...decision } = drawDecision(lab, true);
  const reference = lab.draw.id('transfer');
  lab.world.fails('bank.request', 10);
  lab.did = `Asked for a refund; five minutes before the ${days === 3 ? 'three' : 'seven'} days were over ${by} approved it. The bank could not be reached for some minutes.`;
  const run = await askFor(lab, refund);
  await passHours(lab, days * 24 - 1);
  await lab.pass('55 minutes');
  if (await isOver(run)) return undefined;
  const before = lettersTo(lab, refund.manager).length;
  await run.signal('decide', { ...decision, by });
  const order = await ordered(lab, run, { flowing: true });
  const early = await run.outcome();
  const reached = order !== undefined && (await callBack(run, order, reference));
  const end = reached ? await run.settle({ accept: ['unfinished'] }) : early;
  const letters = { before, inAll: lettersTo(lab, refund.manager).length };
  return { run, letters, early, end, expected: { outcome: 'paid', by, escalated: days === 7, reference } };
}
