import { check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { isClosed, lastTask, openActivities, openChildren } from '../../../lab/still-open.ts';
import type { Gate } from '../../../world/gate.ts';
import { answersOf, calledActivities, callsOf, findOpenActivity, type Loan, startLoan, stopFor } from './loan.ts';

export const waitsInWorkflow = check(
  'waits-in-workflow',
  'while a decision rests, no activity is open',
  async ({ lab }) => {
    lab.did = 'Started a decision, and looked at it during its 24 hours of rest.';
    await startLoan(lab);
    const open = await findOpenActivity(lab);
    if (!open) return holds;
    return finding({
      did: lab.did,
      saw: `The activity \`${open.activity}\` was running and did not come to its end: the day is waited for inside of it.`,
      why: 'The process that waits holds one of its worker’s places for a day. When it is restarted, the day begins again, after the time limit of the activity has run out. A wait in the workflow holds nothing and survives everything.',
      read: '#waits-and-order',
      evidence: open.run,
    });
  },
);

export const resultLast = check(
  'result-last',
  'the result comes when the archive has answered',
  async ({ lab }) => {
    const gate = lab.world.holds('loans.archive', 'before');
    lab.did = 'Decided a loan, and let the archive take its time to answer.';
    const { run } = await startLoan(lab);
    const { events } = await lab.eventually(
      async () => {
        const events = await run.history();
        return isAtArchive(events, gate) && { events };
      },
      'the loan to be archived',
      { flowing: true, ms: 6000 },
    );
    gate.open();
    if (!isClosed(events)) {
      await run.settle();
      return holds;
    }
    if ((await run.outcome()).status !== 'completed') return holds;
    const isStarted = gate.arrived.length > 0 || openActivities(events).length > 0 || openChildren(events).length > 0;
    return finding({
      did: lab.did,
      saw: '`decideLoan` gave its result while the archive had not answered yet.',
      why: `The result says that all is done. ${
        isStarted
          ? 'Here the archiving had only been started when it came: if it fails now, nobody notices. An activity or a child that has been started is not done yet.'
          : 'Whoever has it looks for the loan in the archive.'
      }`,
      read: '#in-the-exercise',
      evidence: run,
    });
  },
  { needs: ['asks-today', 'waits-in-workflow'] },
);

/** Whether a run is over, or the archive is asked and what the workflow had to do beside that has been done. */
function isAtArchive(events: HistoryEvent[], gate: Gate): boolean {
  if (isClosed(events)) return true;
  if (gate.held === 0) return false;
  const children = eventsOf(events, 'ChildInitiated').length;
  // A local activity asks from within a task, and that task lasts as long as the call.
  if (children === 0 && openActivities(events).length === 0) return true;
  const task = lastTask(events);
  return task?.type === 'TaskCompleted' && eventsOf(events, 'ChildStarted').length === children;
}

export const coolingOff = check(
  'cooling-off',
  'the letter goes out 24 hours after the facts, and the archive comes last',
  async ({ lab }) => {
    lab.did = 'Decided a loan, and looked at when its letter was sent and when it was archived.';
    const loan = await startLoan(lab);
    await loan.run.settle();
    const saw = seeOrder(lab, loan);
    if (saw)
      return finding({
        did: lab.did,
        saw,
        why: 'The day of rest is a promise to the applicant, and the order is one to the auditors: what is archived has been sent. Both are decisions about when, so the workflow keeps them.',
        read: '#waits-and-order',
        evidence: loan.run,
      });
    const applicant = lab.draw.id('applicant');
    for (const operation of ['bureau.report', 'loans.accounts'] as const)
      stopFor(lab, applicant, operation, '10 minutes');
    lab.did = 'Decided a loan. Bureau and bank could not be reached at first, and answered later.';
    const late = await startLoan(lab, { applicant });
    await late.run.settle();
    const { rest, isRested } = restOf(lab, late);
    // Whoever gave up during the outage has sent nothing.
    if (rest === undefined || isRested) return holds;
    return finding({
      did: lab.did,
      saw: `The letter was sent ${rest < inMs('24 hours') ? 'less than 24' : 'more than 25'} hours after the last of the facts had come.`,
      why: `Without its facts nothing is decided yet, so the day of rest begins when the last of them has come.${
        rest < inMs('24 hours')
          ? ' It was begun before that; a service that is down for a day would leave no rest at all.'
          : ''
      }`,
      read: '#waits-and-order',
      evidence: late.run,
    });
  },
  { needs: ['asks-today', 'waits-in-workflow', 'result-last', 'waits-for-facts'] },
);

export const waitsForSteps = check(
  'waits-for-steps',
  'the archive waits for the letter, and the result for both, also when one is down',
  async ({ lab }) => {
    lab.did = 'Decided a loan, with nothing in its way.';
    await (await startLoan(lab)).run.settle();
    const called = await calledActivities(lab);
    for (const [activity, operation, did] of [
      ['sendDecision', 'loans.send', 'Decided a loan. At first, its letter could not be sent.'],
      ['archive', 'loans.archive', 'Decided a loan. At first, the archive could not be reached.'],
    ] as const) {
      lab.did = did;
      const applicationId = lab.draw.id('loan');
      const isLocal = called.some((call) => call.activity === activity && call.isLocal);
      stopFor(lab, applicationId, operation, '65 minutes', { isLocal });
      const loan = await startLoan(lab, { applicationId });
      const outcome = await loan.run.settle();
      const seen =
        outcome.status === 'completed' ? (seeLeftOut(lab, loan) ?? seeTooEarly(lab, loan)) : seeTooEarly(lab, loan);
      if (seen) return finding({ did, ...seen, read: '#in-the-exercise', evidence: loan.run });
    }
    return holds;
  },
  { needs: ['result-last', 'no-local-calls', 'cooling-off'] },
);

/** What a loan that has its result lacks. Whoever gave up and failed has said that not all is done. */
function seeLeftOut(lab: Lab, loan: Loan): { saw: string; why: string } | undefined {
  for (const [operation, step, lack] of [
    ['loans.send', 'send the letter', 'no letter was sent'],
    ['loans.archive', 'archive the loan', 'nothing was archived'],
  ] as const) {
    if (answersOf(lab, loan, operation).length > 0) continue;
    const tries = callsOf(lab, loan, operation).length;
    const tried = `\`decideLoan\` tried ${tries === 1 ? 'once' : `${tries} times`} to ${step}. Then it gave its result`;
    return {
      saw: `${tries > 0 ? tried : '`decideLoan` gave its result'}, and ${lack}.`,
      why: 'The result says that all is done, and whoever has it believes that. A service that is down comes back, and a workflow can wait for it; a step that was left out does not come by itself.',
    };
  }
  return undefined;
}

/** Whether a loan was archived before its letter had been sent. */
function seeTooEarly(lab: Lab, loan: Loan): { saw: string; why: string } | undefined {
  const { rows } = lab.ledger;
  const [letter] = answersOf(lab, loan, 'loans.send');
  const [file] = answersOf(lab, loan, 'loans.archive');
  if (!file || (letter && rows.indexOf(letter) < rows.indexOf(file))) return undefined;
  return {
    saw: `The loan was archived while its letter could not be sent. ${letter ? 'The letter went out later.' : 'No letter was sent.'}`,
    why: 'What is archived has been sent: so it is promised to the auditors. A service that is down comes back, and a workflow can wait for it before it takes the next step.',
  };
}

/** How long a loan rested; undefined when no letter was sent. */
function restOf(lab: Lab, loan: Loan): { rest: number | undefined; isRested: boolean } {
  const facts = [...answersOf(lab, loan, 'bureau.report'), ...answersOf(lab, loan, 'loans.accounts')];
  const [letter] = callsOf(lab, loan, 'loans.send');
  const rest = letter && letter.at - Math.max(...facts.map(({ at }) => at));
  const isRested = rest !== undefined && rest >= inMs('24 hours') - inMs('1 minute') && rest <= inMs('25 hours');
  return { rest, isRested };
}

/** What is wrong with the times of a loan whose facts came at once. */
function seeOrder(lab: Lab, loan: Loan): string | undefined {
  const [letter] = callsOf(lab, loan, 'loans.send');
  const [file] = callsOf(lab, loan, 'loans.archive');
  const { rest = 0, isRested } = restOf(lab, loan);
  if (!letter || !file)
    return `When \`decideLoan\` had ended, the letter ${letter ? 'had been' : 'had not been'} sent, and the loan ${file ? 'had been' : 'had not been'} archived.`;
  if (!isRested) return `The letter was sent ${rest < inMs('1 minute') ? 'at once' : `after ${sayDuration(rest)}`}.`;
  const isOrdered = lab.ledger.rows.indexOf(letter) < lab.ledger.rows.indexOf(file);
  return isOrdered ? undefined : 'The loan was archived before its letter was sent.';
}
