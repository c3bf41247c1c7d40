import { check, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import {
  calledActivities,
  callsOf,
  decisionOf,
  findOpenActivity,
  isFiled,
  isTimed,
  type Loan,
  movesOn,
  resultOf,
  sayEnd,
  scoreOf,
  startLoan,
} from './loan.ts';

export const asksToday = check(
  'asks-today',
  'a decision rests on what the bureau and the bank say today',
  async ({ lab }) => {
    lab.did = 'Started a decision, and looked at who was asked before it came to its first wait.';
    const loan = await startLoan(lab);
    await movesOn(lab);
    const unasked = [
      ...(callsOf(lab, loan, 'bureau.report').length === 0 ? ['the credit bureau'] : []),
      ...(callsOf(lab, loan, 'loans.accounts').length === 0 ? ['the bank'] : []),
    ];
    if (unasked.length === 0) return holds;
    if ((await calledActivities(lab)).length === 0 && (await isTimed(loan.run)))
      return finding({
        did: lab.did,
        saw: '`decideLoan` began to wait before anybody had been asked about this applicant.',
        why: 'The rest is there for a decision: for a day it can still be looked at. Facts that are asked for after it are decided upon and sent in one breath.',
        read: '#waits-and-order',
        evidence: loan.run,
      });
    return finding({
      did: lab.did,
      saw: `Nobody asked ${unasked.join(' and ')} about this applicant. \`decideLoan\` went on all the same.`,
      why: 'A fact is where it is kept: outside. What is built into the workflow’s code is as old as the deployment, and no history says what the decision was based on.',
      read: '#facts-come-from-outside',
      evidence: loan.run,
    });
  },
);

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

export const decision = check(
  'decision',
  'a loan is approved from 600 points on, if nothing was left unpaid',
  async ({ lab }) => {
    lab.did =
      'Decided four loans: one with exactly 600 points, one with 599, a good one, and one with many points and a default.';
    const kinds = [
      { score: 600 },
      { score: 599 },
      { score: lab.draw.integer(610, 700) },
      { score: lab.draw.integer(650, 750), defaults: lab.draw.integer(1, 2) },
    ];
    for (const kind of kinds) {
      const loan = await startLoan(lab, kind);
      const outcome = await loan.run.settle();
      const expected = { decision: decisionOf(loan), score: scoreOf(loan) };
      const { decision, score } = resultOf(outcome);
      // Whether they come at all is asked elsewhere.
      const told = callsOf(lab, loan, 'loans.send').at(-1)?.args.decision ?? expected.decision;
      const filed = callsOf(lab, loan, 'loans.archive').at(-1)?.args.score ?? expected.score;
      const isRight = decision === expected.decision && score === expected.score;
      if (isRight && told === expected.decision && filed === expected.score) {
        if (isFiled(lab, loan)) continue;
        return holds;
      }
      return finding({
        did: lab.did,
        saw: `A loan with ${sayFacts(loan)} ${outcome.status === 'completed' ? `was answered with ${say(decision)} and the score ${say(score)}` : sayEnd(outcome)}; the letter said ${say(told)}, and the archive has the score ${say(filed)}. Right was ${say(expected.decision)} with ${expected.score} points.`,
        why: 'The rule is the part that people from outside check. Whoever is refused may ask for the reason, and it has to be the same in the answer, in the letter and in the archive.',
        read: '#a-rule-is-ordinary-code',
        evidence: loan.run,
      });
    }
    return holds;
  },
  { needs: ['asks-today', 'waits-in-workflow'] },
);

export const coolingOff = check(
  'cooling-off',
  'the letter goes out 24 hours after the facts, and the archive comes last',
  async ({ lab }) => {
    lab.did = 'Decided a loan, and looked at when its letter was sent and when it was archived.';
    const loan = await startLoan(lab);
    await loan.run.settle();
    const facts = [...callsOf(lab, loan, 'bureau.report'), ...callsOf(lab, loan, 'loans.accounts')];
    const since = Math.max(...facts.map(({ at }) => at));
    const [letter] = callsOf(lab, loan, 'loans.send');
    const [file] = callsOf(lab, loan, 'loans.archive');
    const rest = (letter?.at ?? since) - since;
    const isRested = letter && rest >= inMs('24 hours') - inMs('1 minute') && rest <= inMs('25 hours');
    if (isRested && file && lab.ledger.rows.indexOf(letter) < lab.ledger.rows.indexOf(file)) return holds;
    return finding({
      did: lab.did,
      saw:
        !letter || !file
          ? `When the result came, the letter ${letter ? 'had been' : 'had not been'} sent, and the loan ${file ? 'had been' : 'had not been'} archived.`
          : isRested
            ? 'The loan was archived before its letter was sent.'
            : `The letter was sent ${rest < inMs('1 minute') ? 'at once' : `after ${sayDuration(rest)}`}.`,
      why: 'The day of rest is a promise to the applicant, and the order is one to the auditors: what is archived has been sent. Both are decisions about when, so the workflow keeps them.',
      read: '#waits-and-order',
      evidence: loan.run,
    });
  },
  { needs: ['asks-today', 'waits-in-workflow'] },
);

function sayFacts(loan: Loan): string {
  const { defaults } = loan.facts.report;
  return `${scoreOf(loan)} points and ${defaults === 0 ? 'no defaults' : defaults === 1 ? '1 default' : `${defaults} defaults`}`;
}

function say(value: unknown): string {
  return value === undefined ? 'nothing' : `\`${JSON.stringify(value)}\``;
}
