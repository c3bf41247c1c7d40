import { check, finding, holds } from '../../../check/check.ts';
import { isTimed } from '../../../lab/rest.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import {
  answersOf,
  calledActivities,
  callsOf,
  decisionOf,
  type Facts,
  type Loan,
  movesOn,
  resultOf,
  sayEnd,
  scoreOf,
  startLoan,
  stopFor,
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

export const waitsForFacts = check(
  'waits-for-facts',
  'no loan is decided before bureau and bank have answered',
  async ({ lab }) => {
    const services = ['bureau.report', 'loans.accounts'] as const;
    lab.did =
      'Decided two loans. For one the credit bureau could not be reached for an hour; for the other it was the bank.';
    for (const operation of services) {
      const applicant = lab.draw.id('applicant');
      stopFor(lab, applicant, operation, '65 minutes');
      const loan = await startLoan(lab, { applicant });
      const outcome = await loan.run.settle();
      const [letter] = callsOf(lab, loan, 'loans.send');
      // Whoever waits is right, and so is whoever gives up and says so.
      if (!letter && outcome.status !== 'completed') continue;
      const { rows } = lab.ledger;
      const [answer] = answersOf(lab, loan, operation);
      if (answer && (!letter || rows.indexOf(answer) < rows.indexOf(letter))) continue;
      return finding({
        did: lab.did,
        saw: `When ${letter ? 'the letter was sent' : 'the result came'}, the ${operation === 'loans.accounts' ? 'bank' : 'bureau'} had not answered once.`,
        why: 'A decision rests on facts, and this one had to do without. An outage ends, and an applicant can wait for it; a letter that is out can’t be taken back.',
        read: '#facts-come-from-outside',
        evidence: loan.run,
      });
    }
    return holds;
  },
  { needs: ['asks-today', 'waits-in-workflow', 'result-last', 'no-local-calls'] },
);

export const asksEachTime = check(
  'asks-each-time',
  'bureau and bank are asked for every loan',
  async ({ lab }) => {
    lab.did =
      'Decided two loans of one applicant, a minute apart. In between, what bureau and bank had to say of her became different.';
    const applicant = lab.draw.id('applicant');
    const now: Facts = {
      report: { points: lab.draw.integer(400, 480), defaults: 0 },
      accounts: { balanceCents: 0, overdrafts: 0 },
    };
    let isLater = false;
    const says = (value: unknown) => (row: LedgerRow) =>
      isLater && row.args.applicant === applicant ? { kind: 'answer' as const, value } : undefined;
    lab.world.on('bureau.report', says(now.report));
    lab.world.on('loans.accounts', says(now.accounts));
    await startLoan(lab, { applicant });
    await movesOn(lab);
    // Local activities of two runs at the same moment get in each other's way on this server.
    await lab.pass('1 minute');
    const before = lab.ledger.rows.length;
    isLater = true;
    const second = await startLoan(lab, { applicant });
    const outcome = await second.run.settle();
    const asked = lab.ledger.rows.slice(before).map(({ operation }) => operation);
    const unasked = [
      ...(asked.includes('bureau.report') ? [] : ['the credit bureau']),
      ...(asked.includes('loans.accounts') ? [] : ['the bank']),
    ];
    const { score } = resultOf(outcome);
    const expected = scoreOf({ application: second.application, facts: now });
    if (unasked.length === 0 && (outcome.status !== 'completed' || score === expected)) return holds;
    return finding({
      did: lab.did,
      saw:
        unasked.length > 0
          ? `Nobody asked ${unasked.join(' and ')} for the second loan.`
          : `The second loan was answered with the score ${say(score)}. By what bureau and bank had to say of her then, it was ${expected}.`,
      why: 'What was true for one loan need not be true for the next one. Somebody who has stopped paying meanwhile would get her second loan by what was known for the first.',
      read: '#facts-come-from-outside',
      evidence: second.run,
    });
  },
  { needs: ['asks-today', 'waits-in-workflow', 'result-last', 'no-local-calls', 'decision'] },
);

export const decision = check(
  'decision',
  'a loan is approved from 600 points on, if nothing was left unpaid',
  async ({ lab }) => {
    lab.did =
      'Decided five loans: one with exactly 600 points, one with 599, a good one, one with very many points and a default, and one with less than 0 points.';
    const kinds = [
      { score: 600 },
      { score: 599 },
      { score: lab.draw.integer(610, 700) },
      { score: lab.draw.integer(900, 1100), defaults: lab.draw.integer(1, 2) },
      { score: -lab.draw.integer(1, 60) },
    ];
    for (const kind of kinds) {
      const loan = await startLoan(lab, kind);
      const outcome = await loan.run.settle();
      const expected = { decision: decisionOf(loan), score: scoreOf(loan) };
      const { decision, score } = resultOf(outcome);
      const letter = callsOf(lab, loan, 'loans.send').at(-1)?.args;
      const file = callsOf(lab, loan, 'loans.archive').at(-1)?.args;
      const isRight = decision === expected.decision && score === expected.score;
      if (isRight && letter?.decision === expected.decision && file?.score === expected.score) continue;
      const told = letter ? `the letter said ${say(letter.decision)}` : 'no letter was sent';
      const filed = file ? `the archive has the score ${say(file.score)}` : 'nothing was archived';
      return finding({
        did: lab.did,
        saw: `A loan with ${sayFacts(loan)} ${outcome.status === 'completed' ? `was answered with ${say(decision)} and the score ${say(score)}` : sayEnd(outcome)}; ${told}, and ${filed}. Right was ${say(expected.decision)} with ${expected.score} points.`,
        why: 'The rule is the part that people from outside check. Whoever is refused may ask for the reason, and it has to be the same in the answer, in the letter and in the archive.',
        read: '#a-rule-is-ordinary-code',
        evidence: loan.run,
      });
    }
    return holds;
  },
  { needs: ['asks-today', 'waits-in-workflow', 'result-last'] },
);

function sayFacts(loan: Loan): string {
  const { defaults } = loan.facts.report;
  return `${scoreOf(loan)} points and ${defaults === 0 ? 'no defaults' : defaults === 1 ? '1 default' : `${defaults} defaults`}`;
}

function say(value: unknown): string {
  return value === undefined ? 'nothing' : `\`${JSON.stringify(value)}\``;
}
