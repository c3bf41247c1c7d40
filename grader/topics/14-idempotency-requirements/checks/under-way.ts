import { finding } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import { sayEnd } from './subscription.ts';

/** A renewal that ended in the middle of its work. */
export function sayGivenUp(lab: Lab, run: Run, outcome: Outcome, why: string) {
  return finding({
    did: lab.did,
    saw: `\`renewSubscription\` ${sayEnd(outcome)}, with the card charged.`,
    why,
    read: '#one-attempt-is-not-exactly-once',
    evidence: run,
  });
}

/** Whether a worker holds a workflow task of this run: local activities run inside of one. */
export async function holdsTask(run: Run): Promise<boolean> {
  return (await run.history()).findLast(({ type }) => type.startsWith('Task'))?.type === 'TaskStarted';
}

/** The run that somebody is at work for: a child, perhaps. */
export async function findUnderWay(lab: Lab): Promise<Run | undefined> {
  for (const run of lab.runs) if (await isUnderWay(run)) return run;
  return undefined;
}

async function isUnderWay(run: Run): Promise<boolean> {
  return (await holdsTask(run)) || (await run.pending()).some(({ state }) => state === 'started');
}
