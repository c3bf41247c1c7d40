import { check, type Found, finding, type Held, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { findUnderWay } from '../../../lab/rest.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { calledActivities, callsOf, type Loan, resultOf, sayEnd, startLoan } from './loan.ts';

export const oneReference = check(
  'one-reference',
  'one loan has one reference, and no other loan has the same',
  async ({ lab }) => {
    lab.did =
      'Decided two loans of one applicant, a minute apart. One letter was sent, and the connection broke before the answer; the same happened to the archive with the other loan.';
    const applicant = lab.draw.id('applicant');
    await leaveMidnight(lab);
    const first = await startLoan(lab, { applicant });
    loseOnce(lab, 'loans.send', first);
    // Local activities of two runs at the same moment get in each other's way on this server.
    await lab.pass('1 minute');
    const second = await startLoan(lab, { applicant });
    loseOnce(lab, 'loans.archive', second);
    const references: string[] = [];
    for (const loan of [first, second]) {
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
      const reference = sameReference(found);
      if (reference === undefined)
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
    }
    if (references[0] !== references[1]) return await apartAtOnce(lab);
    return finding({
      did: lab.did,
      saw: 'Both loans have the same reference.',
      why: 'A reference is there to find one case among all. When two have the same, a clerk opens the wrong file. And applicants come back.',
      read: '#ids-are-made-once',
    });
  },
  { needs: ['asks-today', 'waits-in-workflow', 'result-last'] },
);

/** Loans of three applicants within a second: with three, at most one of them is on the other side of a full second. */
async function apartAtOnce(lab: Lab): Promise<Held | Found> {
  if ((await calledActivities(lab)).some(({ isLocal }) => isLocal)) return holds;
  lab.did = 'Decided three loans, of three applicants who had applied within the same second.';
  const loans = await Promise.all([startLoan(lab), startLoan(lab), startLoan(lab)]);
  const references: unknown[] = [];
  for (const loan of loans) references.push(resultOf(await loan.run.settle()).reference);
  if (new Set(references).size === references.length) return holds;
  return finding({
    did: lab.did,
    saw: 'Two of them have the same reference.',
    why: 'A reference is there to find one case among all. On a busy day many workflows do the same thing in the same moment: what is made of the clock is then the same for all of them.',
    read: '#ids-are-made-once',
  });
}

export const referenceOutlives = check(
  'reference-outlives',
  'a step that another worker makes again has the same reference',
  async ({ lab }) => {
    const sent = lab.world.holds('loans.send', 'after');
    lab.did =
      'Decided a loan. The letter was sent, and before the answer arrived the machine of the worker died; another one made the step again.';
    const loan = await startLoan(lab);
    await lab.until(sent.reached(), 'the letter to be sent', { flowing: true });
    await lab.crash();
    sent.open();
    const lost = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
    await lab.recover();
    await lab.expire(lost);
    const outcome = await loan.run.settle();
    // Whether there is time and leave for another attempt is another topic's claim.
    if (outcome.status !== 'completed') return holds;
    const found = readReferences(lab, loan, resultOf(outcome).reference);
    if (sameReference(found) !== undefined) return holds;
    return finding({
      did: lab.did,
      saw: sayDifference(found),
      why: 'While one process made the step again, the reference stayed the same; with that process it was gone. Workers end at every deployment, and each new one knows only what the workflow tells it.',
      read: '#ids-are-made-once',
      evidence: loan.run,
    });
  },
  { needs: ['decision', 'one-reference'] },
);

/** Two loans a minute apart are of one day, unless midnight is between them. */
async function leaveMidnight(lab: Lab): Promise<void> {
  const left = inMs('1 day') - ((await lab.now()) % inMs('1 day'));
  if (left < inMs('10 minutes')) await lab.pass('15 minutes');
}

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

/** The reference that is mentioned everywhere; undefined when there is none, or more than one. */
function sameReference(mentions: Mention[]): string | undefined {
  const reference = mentions[0]?.reference;
  if (typeof reference !== 'string' || reference === '') return undefined;
  return mentions.every((other) => other.reference === reference) ? reference : undefined;
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
