import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  activity,
  asking,
  bankTime,
  callback,
  firstWait,
  ids,
  leaving,
  letterTime,
  managerLetter,
  order,
  secondWait,
  verdict,
  workflow,
} from './edits.ts';

export const wrong: readonly WrongSpecimen[] = [
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
    name: 'returns-at-once',
    because: 'The bank has taken the order, and that looks like an answer.',
    fails: 'waits-for-bank',
    hint: 2,
    edits: [
      activity(order, `const { orderNumber } = ${order}`),
      activity(leaving, 'return { reference: orderNumber };'),
    ],
  },
  {
    name: 'faked-with-a-timer',
    because: 'It waits a moment in the worker and then says that the bank has paid.',
    fails: 'waits-for-bank',
    hint: 2,
    edits: [
      activity(leaving, 'await new Promise((resolve) => setTimeout(resolve, 50));\n  return { reference: key };'),
    ],
  },
  {
    name: 'nobody-to-call-back',
    because: 'The activity stays open as it should, and the bank does not know whose it is.',
    fails: 'transferred',
    hint: 3,
    edits: [
      activity(order, 'await refusalsAreFinal(bank.request({ key, cents }));'),
      activity(`  ${ids}\n  ${callback}\n`, ''),
    ],
  },
  {
    name: 'token-as-a-string',
    because: 'A token is bytes; `String` makes a list of numbers of it, which no server knows.',
    fails: 'transferred',
    hint: 3,
    edits: [
      activity(ids, 'const taskToken = String(activityInfo().taskToken);'),
      activity(callback, 'const callback = { taskToken };'),
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
    edits: [workflow('decisions.push(decision);', 'decisions.unshift(decision);')],
  },
  {
    name: 'looks-again-at-the-end',
    because: 'The first decision is acted on, and the latest one is written down.',
    fails: 'first-counts',
    hint: 3,
    edits: [
      workflow('by: decisions[0].by, escalated, reference', "by: decisions.at(-1)?.by ?? '', escalated, reference"),
    ],
  },
  {
    name: 'pays-in-the-handler',
    because: 'The signal says "pay", so its handler pays, each time.',
    fails: 'paid-once',
    hint: 2,
    folder: true,
  },
  {
    name: 'order-key-with-the-attempt',
    because: 'Each attempt gives the bank another key, so an order whose answer got lost is a second order.',
    fails: 'paid-once',
    hint: 3,
    edits: [
      activity(ids, 'const { workflowExecution, activityId, attempt } = activityInfo();'),
      activity(order, order.replace('key,', 'key: `${key}/${attempt}`,')),
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
    name: 'clears-when-the-manager-is-asked',
    because: 'It begins afresh with the manager, and forgets who answered while the letter was on its way.',
    fails: 'escalated',
    hint: 1,
    edits: [workflow(managerLetter, `${managerLetter}    decisions.length = 0;\n`)],
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
      workflow('by: decisions[0].by, escalated, reference', "by: decisions[0]?.by ?? 'timeout', escalated, reference"),
    ],
  },
  {
    name: 'a-week-for-a-letter',
    because: 'The answer may take a week, so the activity that asks gets a week.',
    fails: 'asked-again',
    hint: 2,
    edits: [workflow(letterTime, "{ startToCloseTimeout: '7 days' }")],
  },
  {
    name: 'a-minute-for-the-bank',
    because: 'To order a transfer takes a second, and the activity is open until it is done.',
    fails: 'bank-has-time',
    hint: 2,
    edits: [workflow(bankTime, letterTime)],
  },
  {
    name: 'seven-days-for-everything',
    because: 'One scope with seven days is put around all of it, and the bank’s days are taken off them.',
    fails: 'bank-has-time',
    hint: 2,
    folder: true,
  },
];
