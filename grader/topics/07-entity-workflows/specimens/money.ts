import type { WrongSpecimen } from '../../../check/zoo.ts';
import {
  asking,
  clerk,
  edit,
  firstTurn,
  inTurn,
  knownAlready,
  nextTurn,
  noMoney,
  setBalance,
  setWithdraw,
  taking,
} from './edits.ts';

/** Ways to get one message wrong, and two that come together. */
export const money: readonly WrongSpecimen[] = [
  {
    name: 'first-answer-kept',
    because: 'It gives a repetition the answer of the first time, and meanwhile there was a deposit.',
    fails: 'answered-again',
    hint: 2,
    edits: [
      edit(firstTurn, `${firstTurn}  const answers = new Map<string, Promise<number>>();\n`),
      edit(
        inTurn,
        `    const known = answers.get(withdrawal.messageId);\n    if (known) return known;\n${inTurn}    answers.set(withdrawal.messageId, paid);\n    paid.catch(() => answers.delete(withdrawal.messageId));\n`,
      ),
    ],
  },
  {
    name: 'deposit-of-less-than-nothing',
    because: 'It takes every deposit for money that comes in.',
    fails: 'in-and-out',
    hint: 3,
    edits: [edit('if (cents <= 0 || seen', 'if (seen')],
  },
  {
    name: 'amount-looked-at-in-the-handler',
    because: 'The handler can refuse as well, but by then the update is accepted and in the history.',
    fails: 'bad-amount',
    hint: 2,
    edits: [
      edit(setWithdraw, 'setHandler(withdraw, payInTurn);'),
      edit(knownAlready, `    checkAmount({ messageId, cents });\n${knownAlready}`),
    ],
  },
  {
    name: 'async-validator',
    because: 'A validator cannot wait: nobody looks at the promise that an `async` one returns.',
    fails: 'unhandled-rejection',
    hint: 2,
    edits: [
      edit(
        'function checkAmount({ cents }: Withdrawal): void {',
        'async function checkAmount({ cents }: Withdrawal) {',
      ),
    ],
  },
  {
    name: 'plain-error-in-the-handler',
    because: 'Outside workflows, throwing an Error is how a function refuses.',
    fails: 'plain-error',
    hint: 2,
    edits: [edit(noMoney, "    if (cents > balanceCents) throw new Error('Overdrawn');\n")],
  },
  {
    name: 'queue-stops-at-a-refusal',
    because: 'The next withdrawal waits for the one before it to be paid, and that one never is.',
    fails: 'fails-alone',
    hint: 4,
    edits: [edit(nextTurn, 'turn = paid;')],
  },
  {
    name: 'money-set-aside-for-good',
    because: 'It takes the money before it asks, and does not give it back when the clerk says no.',
    fails: 'fails-alone',
    hint: 2,
    edits: [edit(`${asking}    balanceCents -= cents;\n`, `    balanceCents -= cents;\n${asking}`)],
  },
  {
    name: 'refused-and-remembered',
    because: 'It marks the message as carried out before it asks, and leaves the mark when the clerk says no.',
    fails: 'fails-alone',
    hint: 2,
    edits: [
      edit(
        `${asking}${taking}`,
        `    seen.add(messageId);\n${asking}    balanceCents -= cents;\n    operations += 1;\n`,
      ),
    ],
  },
  {
    name: 'no-by-another-name',
    because: 'It turns every failure of the clerk’s step into the only refusal it has a name for.',
    fails: 'fails-alone',
    hint: 3,
    edits: [
      edit(
        asking,
        `    try {\n  ${asking}    } catch {\n      throw ApplicationFailure.create({ type: 'Overdrawn', message: 'the clerk refused' });\n    }\n`,
      ),
    ],
  },
  {
    name: 'one-try',
    because: 'A clerk’s no is final, so the step is given one attempt; and then an outage is final as well.',
    fails: 'outlasts-an-outage',
    hint: 2,
    edits: [
      edit(
        clerk,
        "const { noteOpen } = proxyActivities<typeof activities>({ startToCloseTimeout: '1 minute' });\nconst { approve } = proxyActivities<typeof activities>({\n  startToCloseTimeout: '1 minute',\n  retry: { maximumAttempts: 1 },\n});",
      ),
    ],
  },
  {
    name: 'balance-of-before',
    because: 'It takes the money first, and after a refusal puts back the balance it had noted.',
    fails: 'takes-back-its-own',
    hint: 2,
    edits: [
      edit(
        `${asking}    balanceCents -= cents;\n`,
        `    const before = balanceCents;\n    balanceCents -= cents;\n    try {\n  ${asking}    } catch (failure) {\n      balanceCents = before;\n      throw failure;\n    }\n`,
      ),
    ],
  },
  {
    name: 'paid-before-the-clerk',
    because:
      'It takes the money and marks the message first, and takes both back after a no: a repetition in between hears “paid”.',
    fails: 'not-paid-when-refused',
    hint: 2,
    edits: [
      edit('turn.then(() => pay(withdrawal))', 'pay(withdrawal)'),
      edit(
        `${asking}${taking}`,
        `    balanceCents -= cents;\n    seen.add(messageId);\n    try {\n  ${asking}    } catch (failure) {\n      balanceCents += cents;\n      seen.delete(messageId);\n      throw failure;\n    }\n    operations += 1;\n`,
      ),
    ],
  },
  {
    name: 'a-fee-for-each-look',
    because: 'A query looks like any other function, so it is allowed to change something.',
    fails: 'looking-only',
    hint: 2,
    edits: [edit(setBalance, 'setHandler(balance, () => balanceCents--);')],
  },
  {
    name: 'flag-and-condition',
    because: '`condition` wakes all who wait for the flag before the first of them can set it again.',
    fails: 'never-below-zero',
    hint: 4,
    folder: true,
  },
  {
    name: 'looks-before-its-turn',
    because: 'It looks whether the message is known, and then waits for its turn.',
    fails: 'paid-once',
    hint: 2,
    edits: [
      edit(knownAlready, ''),
      edit(inTurn, `    if (seen.has(withdrawal.messageId)) return Promise.resolve(balanceCents);\n${inTurn}`),
    ],
  },
  {
    name: 'under-way-is-turned-away',
    because: 'It knows that the message is being carried out, and refuses the repetition instead of letting it wait.',
    fails: 'paid-once',
    hint: 2,
    edits: [
      edit(firstTurn, `  const underWay = new Set<string>();\n${firstTurn}`),
      edit(
        inTurn,
        "    const { messageId } = withdrawal;\n    if (underWay.has(messageId)) throw ApplicationFailure.create({ type: 'UnderWay' });\n    underWay.add(messageId);\n    const paid = turn.then(() => pay(withdrawal)).finally(() => underWay.delete(messageId));\n",
      ),
    ],
  },
  {
    name: 'money-before-the-list',
    because: 'It looks whether there is enough money, and only then whether the message is known.',
    fails: 'answered-again',
    hint: 3,
    edits: [edit(`${knownAlready}${noMoney}`, `${noMoney}${knownAlready}`)],
  },
  {
    name: 'looks-again-at-money-first',
    because: 'After the clerk’s answer it looks again, at the money before the list: the first message has taken it.',
    fails: 'answered-again',
    hint: 2,
    edits: [
      edit('turn.then(() => pay(withdrawal))', 'pay(withdrawal)'),
      edit(asking, `${asking}${noMoney}${knownAlready}`),
    ],
  },
];
