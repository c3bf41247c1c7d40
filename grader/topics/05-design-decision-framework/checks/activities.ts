import { isDeepStrictEqual } from 'node:util';
import { check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { answersOf, calledActivities, callsOf, findOpenActivity, movesOn, startLoan, stopFor } from './loan.ts';

const four = ['fetchCreditReport', 'fetchAccounts', 'sendDecision', 'archive'];

export const fourActivities = check(
  'four-activities',
  'only what touches the world is an activity',
  async ({ lab }) => {
    lab.did = 'Decided a loan, and read the names of all activities in its history.';
    const { run } = await startLoan(lab);
    // What comes after an activity that waits can't be read; that it waits is another claim.
    const others = async () => (await calledActivities(lab)).filter(({ activity }) => !four.includes(activity));
    await movesOn(lab);
    if ((await others()).length === 0 && !(await findOpenActivity(lab))) await run.settle();
    const names = [...new Set((await others()).map(({ activity }) => `\`${activity}\``))];
    if (names.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `Besides the four there ${names.length === 1 ? 'was' : 'were'} ${names.join(' and ')}.`,
      why: 'Whatever asks nobody and changes nothing gains nothing from being an activity: each costs three events and a way to a worker and back, and may fail for reasons of its own. And a decision that is taken in one is not to be read in the workflow.',
      read: '#a-rule-is-ordinary-code',
      evidence: run,
    });
  },
);

export const oneStepEach = check(
  'one-step-each',
  'what has been done is not done again because something else failed',
  async ({ lab }) => {
    lab.world.fails('loans.accounts', 2);
    lab.world.fails('loans.archive', 2);
    lab.did = 'Decided a loan. The bank did not answer twice, and the archive was down twice; then both worked.';
    const loan = await startLoan(lab);
    await loan.run.settle();
    const reports = callsOf(lab, loan, 'bureau.report').length;
    const letters = callsOf(lab, loan, 'loans.send').length;
    if (reports <= 1 && letters <= 1) return holds;
    const what = [
      ...(reports > 1 ? [`the credit report was fetched ${reports} times`] : []),
      ...(letters > 1 ? [`the letter was sent ${letters} times`] : []),
    ].join(', and ');
    const activities = (await calledActivities(lab)).map(({ activity }) => activity);
    const recalled = [...(reports > 1 ? ['fetchCreditReport'] : []), ...(letters > 1 ? ['sendDecision'] : [])].find(
      (name) => activities.indexOf(name) !== activities.lastIndexOf(name),
    );
    return finding({
      did: lab.did,
      saw: `${what.charAt(0).toUpperCase()}${what.slice(1)}, although it had worked the first time.`,
      why: `${
        recalled
          ? `The workflow called \`${recalled}\` more than once. A step that has worked is behind you: what has to be made again is the one that failed, and that happens without the workflow’s help.`
          : 'An activity is the unit of repetition: when it fails, all of it is done again. Two calls in one mean that the second one’s bad day is the first one’s, too.'
      }${reports > 1 ? ' And a report costs money each time.' : ''}`,
      read: '#one-call-one-activity',
      evidence: loan.run,
    });
  },
  { needs: ['waits-in-workflow'] },
);

export const paidOnce = check(
  'paid-once',
  'what has been done is not done again because something else is down for long',
  async ({ lab }) => {
    lab.did = 'Decided a loan, with nothing in its way.';
    await (await startLoan(lab)).run.settle();
    const isLocal = (await calledActivities(lab)).some((call) => call.activity === 'archive' && call.isLocal);
    for (const [down, by, done, what, did] of [
      [
        'loans.accounts',
        'applicant',
        'bureau.report',
        'the credit report was fetched',
        'Decided a loan. The bank could not be reached for some minutes.',
      ],
      [
        'loans.archive',
        'applicationId',
        'loans.send',
        'the letter was sent',
        'Decided a loan. The archive could not be reached for some minutes.',
      ],
    ] as const) {
      lab.did = did;
      const name = lab.draw.id(by);
      stopFor(lab, name, down, '12 minutes', { isLocal: isLocal && by === 'applicationId' });
      const loan = await startLoan(lab, { [by]: name });
      await loan.run.settle();
      const times = answersOf(lab, loan, done).length;
      if (times <= 1) continue;
      return finding({
        did,
        saw: `Meanwhile ${what} ${times} times, although it had worked the first time.`,
        why: `Attempts at one step may come to an end, and the workflow may start that step again. What it starts again together with it had been done: ${by === 'applicant' ? 'a report is paid for each time it is asked for' : 'the applicant gets one letter after the other'}.`,
        read: '#one-call-one-activity',
        evidence: loan.run,
      });
    }
    return holds;
  },
  { needs: ['one-step-each', 'no-local-calls', 'waits-for-facts'] },
);

export const factsOnly = check(
  'facts-only',
  'what an activity brings back is the service’s answer, and nothing else',
  async ({ lab }) => {
    lab.did = 'Decided a loan, and compared what the two fetches gave back with what bureau and bank had answered.';
    const { facts, run } = await startLoan(lab);
    await run.settle();
    const events = (await Promise.all(lab.runs.map((run) => run.history()))).flat();
    for (const [activity, answer] of [
      ['fetchCreditReport', facts.report],
      ['fetchAccounts', facts.accounts],
    ] as const) {
      for (const { id } of eventsOf(events, 'ActivityScheduled').filter((event) => event.activity === activity)) {
        const completed = eventsOf(events, 'ActivityCompleted').find(({ scheduled }) => scheduled === id);
        if (!completed || isDeepStrictEqual(completed.result, answer)) continue;
        return finding({
          did: lab.did,
          saw: `\`${activity}\` gave back \`${JSON.stringify(completed.result)}\`. The service had answered \`${JSON.stringify(answer)}\`.`,
          why: sayStrange(completed.result, answer),
          read: '#a-rule-is-ordinary-code',
          evidence: run,
          decisive: completed.id,
        });
      }
    }
    return holds;
  },
  { needs: ['asks-today', 'waits-in-workflow', 'one-step-each'] },
);

export const noLocalCalls = check(
  'no-local-calls',
  'a call that may take minutes is given minutes, and no task of the workflow waits for it',
  async ({ lab }) => {
    lab.did = 'Decided a loan, and read in its history how the two facts were fetched.';
    const { run } = await startLoan(lab);
    await movesOn(lab);
    const called = await calledActivities(lab);
    const local = called.filter(({ activity, isLocal }) => isLocal && activity.startsWith('fetch'));
    const hasty = await findHasty(lab);
    if (local.length === 0 && !hasty) return holds;
    if (hasty && local.length === 0)
      return finding({ did: lab.did, ...sayHasty(hasty), read: '#in-the-exercise', evidence: run });
    return finding({
      did: lab.did,
      saw: `Called as local activities: ${[...new Set(local.map(({ activity }) => `\`${activity}\``))].sort().join(' and ')}.`,
      why: 'A local activity runs inside a task of the workflow. That task has seconds; a slow answer makes it ask for more time again and again, signals wait meanwhile, and if the worker dies the call is made again. It is for calls of milliseconds.',
      read: '#local-activities-are-for-moments',
      evidence: run,
    });
  },
);

/** Why it matters that an activity gave back something else than the service's answer. Pure. */
function sayStrange(result: unknown, answer: Record<string, unknown>): string {
  const got = typeof result === 'object' && result !== null ? (result as Record<string, unknown>) : {};
  const list = (names: string[]) => names.map((name) => `\`${name}\``).join(' and ');
  const missing = Object.keys(answer).filter((name) => got[name] !== answer[name]);
  const added = Object.keys(got).filter((name) => !(name in answer));
  if (missing.length > 0)
    return `The history keeps what an activity brought, and shows years later what a decision rested on. Here it does not have ${list(missing)} as the service gave ${missing.length === 1 ? 'it' : 'them'}. What follows from a fact is for the workflow to conclude.`;
  return `An activity brings facts as the service gave them. ${list(added)} ${added.length === 1 ? 'is' : 'are'} not among them, and in the history it looks as if the service had said so. What follows from a fact is for the workflow to conclude.`;
}

/** The longest that an answer may take. */
export const ANSWER_MS = inMs('5 minutes');

/** A fetch that is given up too early: each of its attempts, or all of them together. */
interface Hasty {
  activity: string;
  what: 'attempt' | 'all';
  ms: number;
}

async function findHasty(lab: Lab): Promise<Hasty | undefined> {
  const events = (await Promise.all(lab.runs.map((run) => run.history()))).flat();
  const fetches = eventsOf(events, 'ActivityScheduled').filter(({ activity }) => activity.startsWith('fetch'));
  for (const { activity, options } of fetches) {
    const { startToCloseMs, scheduleToCloseMs: allMs, retry } = options;
    const ms = Math.min(...[startToCloseMs, allMs].filter((limit) => limit > 0));
    if (ms < ANSWER_MS) return { activity, what: 'attempt', ms };
    if (allMs > 0 && allMs <= 2 * ANSWER_MS && retry.attempts !== 1) return { activity, what: 'all', ms: allMs };
  }
  return undefined;
}

function sayHasty({ activity, what, ms }: Hasty): { saw: string; why: string } {
  if (what === 'attempt')
    return {
      saw: `An attempt of \`${activity}\` is given up after ${sayDuration(ms)}.`,
      why: 'An answer may take five minutes. An attempt that is cut off before that costs as much as one that is waited for, and brings nothing: the answer was on its way. Another attempt fares no better.',
    };
  const left = ms - ANSWER_MS;
  return {
    saw: `All attempts of \`${activity}\` together have ${sayDuration(ms)}.`,
    why: `An answer may take five minutes. When an attempt has taken so long, and failed, the next one has ${left > 0 ? `less than ${sayDuration(left)}` : 'no time'} left: the loan ends without its facts, while they may be on their way.`,
  };
}
