import type { Check, TopicChecks } from '../../check/check.ts';
import { closedAccount, damagedItem, refundedOnce } from './checks/money.ts';
import { earlyNote, givenUp, nothingToReturn } from './checks/openings.ts';
import { inOrder } from './checks/order.ts';
import { letterSent, lightHistory, timeLimits } from './checks/steps.ts';
import { daysOpen, ownNotes, refusedOnce } from './checks/working.ts';

/** Each is driven by a return of its own, so that a workflow which hangs for one reason is still asked about the others. */
const pitfalls = [
  letterSent,
  timeLimits,
  closedAccount,
  damagedItem,
  refundedOnce,
  givenUp,
  nothingToReturn,
  earlyNote,
  lightHistory,
] as const satisfies readonly Check[];

export const topic: TopicChecks = {
  independent: true,
  score: { of: pitfalls, words: 'pitfalls mended' },
  checks: [...pitfalls, refusedOnce, daysOpen, ownNotes, inOrder],
};
