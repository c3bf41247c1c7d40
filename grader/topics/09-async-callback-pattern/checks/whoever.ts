import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import {
  askFor,
  drawDecision,
  drawRefund,
  isOver,
  noTransfers,
  passHours,
  quiet,
  readResult,
  sayEnd,
} from './refund.ts';

/** Who answers out of turn, and when. */
interface OutOfTurn {
  who: 'approver' | 'manager';
  hours: number;
  when: string;
}

const MANAGER_FIRST: OutOfTurn = {
  who: 'manager',
  hours: 24,
  when: 'After a day, before the manager was to be asked,',
};
const APPROVER_LAST: OutOfTurn = {
  who: 'approver',
  hours: 120,
  when: 'After five days, when it was the manager’s turn,',
};

export const whoever: Check = check(
  'whoever-decides',
  'a decision counts, whosever turn it is',
  async ({ lab }) => {
    noTransfers(lab);
    return (await decidedBy(lab, MANAGER_FIRST)) ?? (await decidedBy(lab, APPROVER_LAST)) ?? holds;
  },
  { needs: ['refused', 'early-decision', 'escalated', 'nobody-answers'] },
);

async function decidedBy(lab: Lab, { who, hours, when }: OutOfTurn): Promise<Found | undefined> {
  const refund = drawRefund(lab);
  const by = refund[who];
  lab.did = `Asked for a refund. ${when} the ${who} refused it.`;
  const run = await askFor(lab, refund);
  await passHours(lab, hours);
  if (await isOver(run)) return undefined;
  await run.signal('decide', { ...drawDecision(lab, false), by });
  await quiet(lab, run);
  const outcome = await run.outcome();
  if (readResult(outcome).by === by) return undefined;
  if (outcome.status === 'unfinished') await run.abandon();
  return finding({
    did: lab.did,
    saw: `\`approveRefund\` ${sayEnd(outcome)}. It was ${by}, the ${who}, who had decided.`,
    why: 'Whoever may decide may do so unasked, and late. Nobody tells them that their answer was not taken, so they will not give it again.',
    read: '#the-first-one-counts',
    evidence: run,
  });
}
