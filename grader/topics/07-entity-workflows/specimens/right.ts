import type { RightSpecimen } from '../../../check/zoo.ts';
import { asking, edit, handing, knownAlready, noMoney, noting, opening, plainJson, waiting } from './edits.ts';

/** Answers that look different from the solution and are right. */
export const right: readonly RightSpecimen[] = [
  {
    name: 'queue-and-main-loop',
    because: 'Handlers only put messages into a list; one loop carries them out, so nothing runs beside it.',
    folder: true,
  },
  {
    name: 'account-class',
    because:
      'The state is a class, the turns are a lock in a file of their own, and a run hands over one operation early.',
    folder: true,
  },
  {
    name: 'money-set-aside',
    because: 'The money is taken before the wait and given back when the clerk refuses; nothing is spent twice.',
    folder: true,
  },
  {
    name: 'looks-again-after-the-wait',
    because: 'After the clerk’s answer it looks again, and from there to the change nothing waits.',
    edits: [
      edit('turn.then(() => pay(withdrawal))', 'pay(withdrawal)'),
      edit(asking, `${asking}${knownAlready}${noMoney}`),
    ],
  },
  {
    name: 'journal-beside-the-work',
    because: 'The line for the journal is written beside the work, and waited for before the run ends.',
    edits: [
      edit(noting, '  const noted = noteOpen({ accountId, balanceCents });\n'),
      edit(waiting, `await noted;\n  ${waiting}`),
    ],
  },
  {
    name: 'hands-over-half-way',
    because: 'A run may hand over before its last operation; half of them is early enough to be worth a run.',
    edits: [edit('operations >= operationsPerRun ||', 'operations >= Math.ceil(operationsPerRun / 2) ||')],
  },
  {
    name: 'hands-on-that-it-closes',
    because: 'A run that is full hands over also when it was closed, and tells the next one, which then ends.',
    edits: [
      edit(
        `${opening}  let closing = false;\n`,
        `${opening.replace('state: AccountState', 'state: AccountState, closed = false')}  let closing = closed;\n`,
      ),
      edit(
        `  if (closing) return { balanceCents };\n${plainJson}${handing}`,
        `  if (closing && !full()) return { balanceCents };\n${handing.replace(' });', ' }, closing);')}`,
      ),
    ],
  },
];
