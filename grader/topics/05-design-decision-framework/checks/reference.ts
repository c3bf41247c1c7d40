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

/** So many loans a bank decides before anybody looks whether two have the same reference. */
const LOANS = 300;

export const roomForAll = check(
  'room-for-all',
  'there are enough references for all loans of a bank',
  async ({ lab }) => {
    lab.did = 'Decided seven loans of different applicants, and compared their references.';
    const first = await startLoan(lab);
    await first.run.settle();
    // Local activities of several runs at the same moment get in each other's way on this server.
    if ((await calledActivities(lab)).some(({ isLocal }) => isLocal)) return holds;
    const others = await Promise.all(Array.from({ length: 6 }, () => startLoan(lab)));
    const references: string[] = [];
    for (const { run, application } of [first, ...others]) {
      const { reference } = resultOf(await run.settle());
      // What names the loan or its run is as unique as that is, however short.
      const names = [application.applicationId, run.workflowId, run.firstRunId];
      if (typeof reference !== 'string' || names.some((name) => reference.includes(name))) return holds;
      references.push(reference);
    }
    const { places, among, signs } = measureRoom(references);
    if (among ** places >= ENOUGH) return holds;
    return finding({
      did: lab.did,
      saw: `They differ in ${places} ${places === 1 ? 'place' : 'places'}, where each has one of ${signs}: that makes ${(among ** places).toLocaleString('en')} references in all.`,
      why: `Chance repeats itself sooner than one thinks: of ${LOANS} loans, two have the same one ${among ** places < LOANS ** 2 ? 'as often as not' : 'now and then'}, and there is nobody who would notice. An id that is not shortened is not repeated.`,
      read: '#ids-are-made-once',
    });
  },
  { needs: ['decision', 'one-reference'] },
);

/** Among so many, {@link LOANS} loans have two of the same in one of a hundred cases. */
const ENOUGH = (100 * LOANS ** 2) / 2;

/** What signs may stand at a place, the fewest first. */
const alphabets: readonly [RegExp, number, string][] = [
  [/^[0-9]$/, 10, 'the ten digits'],
  [/^[0-9a-f]$/i, 16, 'the sixteen hexadecimal digits'],
  [/^[a-z]$/i, 26, 'the 26 letters'],
  [/^[0-9a-z]$/i, 36, '36 digits and letters'],
];

/** In how many places texts differ, and among how many signs there. Pure. */
function measureRoom(references: readonly string[]): { places: number; among: number; signs: string } {
  const longest = Math.max(...references.map(({ length }) => length));
  const columns = Array.from({ length: longest }, (_, place) => references.map((reference) => reference.charAt(place)));
  const differing = columns.filter((column) => new Set(column).size > 1);
  const signs = differing.flat().filter((sign) => /[0-9a-z]/i.test(sign));
  const [, among = 62, words = '62 signs'] =
    alphabets.find(([alphabet]) => signs.every((sign) => alphabet.test(sign))) ?? [];
  return { places: differing.length, among, signs: words };
}

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
