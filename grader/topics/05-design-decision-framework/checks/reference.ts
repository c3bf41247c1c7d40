import { check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { callsOf, isFiled, type Loan, resultOf, sayEnd, startLoan } from './loan.ts';

export const oneReference = check(
  'one-reference',
  'one loan has one reference, and no other loan has the same',
  async ({ lab }) => {
    lab.did =
      'Decided two loans of one applicant, one after the other. One letter was sent, and the connection broke before the answer; the same happened to the archive with the other loan.';
    const applicant = lab.draw.id('applicant');
    const references: string[] = [];
    for (const operation of ['loans.send', 'loans.archive'] as const) {
      const loan = await startLoan(lab, { applicant });
      loseOnce(lab, operation, loan);
      const outcome = await loan.run.settle();
      if (outcome.status !== 'completed')
        return finding({
          did: lab.did,
          saw: `\`decideLoan\` ${sayEnd(outcome)}.`,
          why: 'A lost answer is the most ordinary of all failures, and a second try is the cure for it. An application that ends with the first one is a customer who hears nothing.',
          read: '#ids-are-made-once',
          evidence: loan.run,
        });
      const found = readReferences(lab, loan, resultOf(outcome).reference);
      const [reference] = found.map(({ reference }) => reference);
      if (typeof reference !== 'string' || reference === '' || found.some((other) => other.reference !== reference))
        return finding({
          did: lab.did,
          saw: sayDifference(found),
          why: !isMadeAgain(found)
            ? 'A reference is there so that a letter, a file and an answer find each other. When each of them has its own, the applicant quotes one that leads nowhere.'
            : 'An attempt that has done its work and could not say so is made again, from its first line. What is made up in it is made up anew: the applicant quotes a reference that nobody finds.',
          read: '#ids-are-made-once',
          evidence: loan.run,
        });
      references.push(reference);
      if (!isFiled(lab, loan)) return holds;
    }
    if (references[0] !== references[1]) return holds;
    return finding({
      did: lab.did,
      saw: 'Both loans have the same reference.',
      why: 'A reference is there to find one case among all. When two have the same, a clerk opens the wrong file. And applicants come back.',
      read: '#ids-are-made-once',
    });
  },
  { needs: ['asks-today', 'waits-in-workflow'] },
);

function loseOnce(lab: Lab, operation: 'loans.send' | 'loans.archive', loan: Loan): void {
  lab.world.on(operation, ({ args }) => {
    const isFirst = args.applicationId === loan.application.applicationId && callsOf(lab, loan, operation).length === 1;
    return isFirst ? { kind: 'lose-answer' } : undefined;
  });
}

/** A reference somewhere; `attempt` counts from 1. */
interface Mention {
  where: string;
  attempt: number;
  reference: unknown;
}

function readReferences(lab: Lab, loan: Loan, result: unknown): Mention[] {
  const mentions = (where: string, rows: LedgerRow[]): Mention[] =>
    rows.map(({ args }, index) => ({ where, attempt: index + 1, reference: args.reference }));
  return [
    ...mentions('the letter', callsOf(lab, loan, 'loans.send')),
    ...mentions('the archive', callsOf(lab, loan, 'loans.archive')),
    { where: 'the result', attempt: 1, reference: result },
  ];
}

/** Whether one and the same step came with another reference when it was made again. */
function isMadeAgain(mentions: Mention[]): boolean {
  return mentions.some(({ where, reference }) =>
    mentions.some((other) => other.where === where && other.reference !== reference),
  );
}

/** References are random, so a sentence speaks of the places where they differ. */
function sayDifference(mentions: Mention[]): string {
  const empty = mentions.find(({ reference }) => typeof reference !== 'string' || reference === '');
  if (empty) return `There is no reference in ${empty.where}.`;
  const [first] = mentions;
  const other = mentions.find(({ reference }) => reference !== first?.reference);
  const subject = first?.where.replace('the', 'The');
  return other?.where === first?.where
    ? `${subject} had one reference at the first attempt, and another one when it was sent again.`
    : `${subject} had one reference, and ${other?.where} had another.`;
}
