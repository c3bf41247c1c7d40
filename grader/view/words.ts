import type { Verdict } from '../verdict/verdict.ts';

/** What the terminal and the browser say in the same words. */

/** What is said to a learner who has not changed anything yet. */
export const meantToBeBroken =
  'This exercise is as it was shipped, and it is meant to be broken. What follows is what is wrong with it; repair it until all claims hold.';

/** How much a submission that passed has proven: `17 claims proven`. Pure. */
export function sayProven({ checks, score }: Pick<Verdict, 'checks' | 'score'>): string {
  return `${sayScore(score)}${count(checks.length, 'claim')} proven`;
}

/** How far a submission that failed has come: `10 of 17 claims held, 1 failed, 6 not asked`. Pure. */
export function sayHeld({ checks, score }: Pick<Verdict, 'checks' | 'score'>): string {
  const having = (wanted: 'passed' | 'failed' | 'skipped') => checks.filter(({ status }) => status === wanted).length;
  const asked = `${having('passed')} of ${count(checks.length, 'claim')} held, ${having('failed')} failed`;
  const skipped = having('skipped');
  return `${sayScore(score)}${asked}${skipped === 0 ? '' : `, ${skipped} not asked`}`;
}

function sayScore(score: Verdict['score']): string {
  return score ? `${score.held} of ${score.of} ${score.words}, ` : '';
}

function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
