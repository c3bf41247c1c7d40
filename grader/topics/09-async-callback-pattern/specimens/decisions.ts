import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  asking,
  firstWait,
  letterTime,
  managerLetter,
  paidRecord,
  pushing,
  secondWait,
  verdict,
  workflow,
} from './edits.ts';

export const aboutDecisions: readonly WrongSpecimen[] = [
  {
    name: 'exactly-at-the-limit',
    because: '"Up to 500 euros" is read as "less than".',
    fails: 'small-refund',
    hint: 3,
    edits: [workflow('cents <= 50_000', 'cents < 50_000')],
  },
  {
    name: 'decided-by-the-one-who-was-asked',
    because: 'It takes for granted that the answer comes from the approver.',
    fails: 'refused',
    hint: 3,
    edits: [workflow(verdict, verdict.replace("decisions[0]?.by ?? 'timeout'", "decisions[0] ? approver : 'timeout'"))],
  },
  {
    name: 'only-the-invited',
    because: 'It takes an answer only from those whom it has asked, and throws others away.',
    fails: 'refused',
    hint: 3,
    edits: [workflow(pushing, `if ([approver, manager].includes(decision.by)) ${pushing}`)],
  },
  {
    name: 'looks-each-hour',
    because: 'It looks each hour whether somebody has answered, and sleeps in between.',
    fails: 'refused',
    hint: 2,
    edits: [
      workflow(
        firstWait,
        `for (let hours = 0; hours < 72 && !isDecided(); hours++) await sleep('1 hour');\n  if (!isDecided()) {`,
      ),
      workflow('import { condition,', 'import { sleep, condition,'),
    ],
  },
  {
    name: 'forgets-what-came-early',
    because: 'It begins to listen with a clean sheet when the question is out.',
    fails: 'early-decision',
    hint: 1,
    edits: [workflow(asking, `${asking}  decisions.length = 0;\n`)],
  },
  {
    name: 'last-one-wins',
    because: 'It keeps what was said last, as one does with settings.',
    fails: 'first-counts',
    hint: 1,
    edits: [workflow(pushing, 'decisions.unshift(decision);')],
  },
  {
    name: 'looks-again-at-the-end',
    because: 'The first decision is acted on, and the latest one is written down.',
    fails: 'first-counts',
    hint: 3,
    edits: [workflow(paidRecord, "by: decisions.at(-1)?.by ?? '', escalated, reference")],
  },
  {
    name: 'one-decision-a-person',
    because: 'It keeps one decision for each person, and who thinks again has decided again.',
    fails: 'first-counts',
    hint: 1,
    edits: [
      workflow(
        pushing,
        `const at = decisions.findIndex(({ by }) => by === decision.by);\n    decisions[at < 0 ? decisions.length : at] = decision;`,
      ),
    ],
  },
  {
    name: 'manager-never-asked',
    because: 'It waits for seven days for the one person who was asked.',
    fails: 'escalated',
    hint: 3,
    edits: [
      workflow(firstWait, "if (!(await condition(isDecided, '7 days'))) {"),
      workflow(
        `    escalated = true;\n${managerLetter}    ${secondWait}\n`,
        '    console.log(`${manager} is not asked`);\n',
      ),
    ],
  },
  {
    name: 'sleeps-until-day-seven',
    because: '`sleep` waits for a time, and for nothing else: a decision is looked at when time is up.',
    fails: 'escalated',
    hint: 2,
    edits: [
      workflow(secondWait, "await sleep('4 days');"),
      workflow('import { condition,', 'import { sleep, condition,'),
    ],
  },
  {
    name: 'escalated-by-name',
    because: 'It takes a refund for escalated when the manager is the one who has answered.',
    fails: 'escalated',
    hint: 3,
    edits: [workflow(verdict, `if (decisions[0]) escalated = decisions[0].by === manager;\n  ${verdict}`)],
  },
  {
    name: 'clears-when-the-manager-is-asked',
    because: 'It begins afresh with the manager, and forgets who answered while the letter was on its way.',
    fails: 'escalated',
    hint: 1,
    edits: [workflow(managerLetter, `${managerLetter}    decisions.length = 0;\n`)],
  },
  {
    name: 'letter-withdrawn-at-a-decision',
    because: 'A decision makes the question needless, so the letter is withdrawn, and counts as sent.',
    fails: 'escalated',
    hint: 2,
    edits: [
      workflow(
        managerLetter,
        `    const asking = new CancellationScope();\n    void condition(isDecided).then(() => asking.cancel());\n    await asking\n      .run(() => ${managerLetter.trim().replace(/^await |;$/g, '')})\n      .catch((error: unknown) => {\n        if (!isCancellation(error)) throw error;\n      });\n`,
      ),
      workflow('import { condition,', 'import { CancellationScope, isCancellation, condition,'),
    ],
  },
  {
    name: 'manager-asked-each-day',
    because: 'It reminds the manager every day, where one letter was asked for.',
    fails: 'escalated',
    hint: 4,
    edits: [
      workflow(
        `${managerLetter}    ${secondWait}\n`,
        `    for (let day = 3; day < 7; day++) {\n  ${managerLetter.replace('/manager', '/manager/${day}')}      if (await condition(isDecided, '1 day')) break;\n    }\n`,
      ),
    ],
  },
  {
    name: 'waits-for-ever',
    because: 'The manager will answer some day.',
    fails: 'nobody-answers',
    hint: 2,
    edits: [workflow(secondWait, 'await condition(isDecided);')],
  },
  {
    name: 'seven-more-days-for-the-manager',
    because: 'It gives the second wait the time that both of them have together.',
    fails: 'nobody-answers',
    hint: 2,
    edits: [workflow(secondWait, "await condition(isDecided, '7 days');")],
  },
  {
    name: 'silence-is-consent',
    because: 'What nobody has refused is taken for approved.',
    fails: 'nobody-answers',
    hint: 2,
    edits: [
      workflow(
        verdict,
        "if (decisions[0]?.approved === false) return { outcome: 'refused', by: decisions[0].by, escalated };",
      ),
      workflow(paidRecord, "by: decisions[0]?.by ?? 'timeout', escalated, reference"),
    ],
  },
  {
    name: 'manager-not-asked-yet',
    because: 'It is not the manager’s turn before the letter has gone out, so a word from there is dropped.',
    fails: 'whoever-decides',
    hint: 1,
    edits: [workflow(pushing, `if (decision.by !== manager || escalated) ${pushing}`)],
  },
  {
    name: 'approver-has-had-his-turn',
    because: 'Once the manager has been asked it is the manager’s turn, and the approver comes too late.',
    fails: 'whoever-decides',
    hint: 1,
    edits: [workflow(pushing, `if (decision.by !== approver || !escalated) ${pushing}`)],
  },
  {
    name: 'a-week-for-a-letter',
    because: 'The answer may take a week, so the activity that asks gets a week.',
    fails: 'asked-again',
    hint: 2,
    edits: [workflow(letterTime, "{ startToCloseTimeout: '7 days' }")],
  },
  {
    name: 'timer-left-running',
    because: 'The manager’s turn is a timer beside the wait, and nobody stops it when a decision has come.',
    fails: 'decided-in-time',
    hint: 4,
    edits: [
      workflow(
        `if (!(await condition(isDecided, '3 days'))) {\n    escalated = true;\n${managerLetter}    ${secondWait}\n  }`,
        `let asking: Promise<void> | undefined;\n  void sleep('3 days').then(() => {\n    escalated = true;\n${managerLetter.replace('await', 'asking =')}  });\n  await condition(isDecided, '7 days');\n  await asking;`,
      ),
      workflow('import { condition,', 'import { sleep, condition,'),
    ],
  },
];
