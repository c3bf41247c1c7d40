import type { WrongSpecimen } from '../../../check/zoo.ts';
import { edit, full, handing, knownAlready, noting, setWithdraw, waiting } from './edits.ts';

/** Ways to lose something between two runs. */
export const runs: readonly WrongSpecimen[] = [
  {
    name: 'state-as-it-came',
    because: 'It hands on the state it was given, which is the one from the beginning of the run.',
    fails: 'carries-balance',
    hint: 3,
    edits: [edit('({ ...state, balanceCents, processed:', '({ ...state, processed:')],
  },
  {
    name: 'line-after-the-handlers',
    because: 'It waits for its line when all handlers are done, and what comes while it waits is cut off.',
    fails: 'beside-the-line',
    hint: 4,
    edits: [
      edit(noting, '  const line = noteOpen({ accountId, balanceCents });\n'),
      edit(waiting, `${waiting}\n  await line;`),
    ],
  },
  {
    name: 'opens-once-only',
    because: 'The account was opened in the first run, so only the first run writes its line into the journal.',
    fails: 'carries-balance',
    hint: 3,
    edits: [edit(noting, '  if (state.processed.length === 0) await noteOpen({ accountId, balanceCents });\n')],
  },
  {
    name: 'handing-over-caught',
    because: '`continueAsNew` works by throwing, so a `catch` around it ends the account.',
    fails: 'carries-balance',
    hint: 3,
    edits: [edit(handing, `  try {\n  ${handing}  } catch {\n    return { balanceCents };\n  }\n`)],
  },
  {
    name: 'ids-in-a-set',
    because: 'A Set has no form in JSON, and arrives as an empty object.',
    fails: 'delivered-twice',
    hint: 2,
    edits: [
      edit(
        '(state: AccountState): Promise<{ balanceCents: number }> {\n  const { accountId, operationsPerRun } = state;\n  const seen = new Set(state.processed);\n',
        '(\n  state: AccountState,\n  seen = new Set(state.processed),\n): Promise<{ balanceCents: number }> {\n  const { accountId, operationsPerRun } = state;\n',
      ),
      edit('({ ...state, balanceCents, processed: [...seen].slice(-1000) })', '({ ...state, balanceCents }, seen)'),
    ],
  },
  {
    name: 'ids-not-handed-on',
    because: 'The money is handed on, and the memory of who sent it is not.',
    fails: 'delivered-twice',
    hint: 3,
    edits: [edit(', processed: [...seen].slice(-1000) })', ' })')],
  },
  {
    name: 'remembers-ten',
    because: 'It keeps the list short, and shorter than repetitions take to arrive.',
    fails: 'delivered-twice',
    hint: 3,
    edits: [edit('slice(-1000)', 'slice(-10)')],
  },
  {
    name: 'remembers-the-oldest',
    because: 'It keeps 1,000 ids, from the wrong end of the list: what is new is forgotten at once.',
    fails: 'delivered-twice',
    hint: 4,
    edits: [edit('slice(-1000)', 'slice(0, 1000)')],
  },
  {
    name: 'ids-as-object-keys',
    because:
      'Keys of an object that look like whole numbers come first and in the order of numbers, whatever came when.',
    fails: 'delivered-twice',
    hint: 4,
    edits: [
      edit('[...seen].slice(-1000)', 'Object.keys(Object.fromEntries([...seen].map((id) => [id, true]))).slice(-1000)'),
    ],
  },
  {
    name: 'ids-in-order-of-letters',
    because: 'It keeps the list sorted, and takes the front of it for what came first.',
    fails: 'delivered-twice',
    hint: 4,
    edits: [edit('[...seen].slice(-1000)', '[...seen].sort().slice(-1000)')],
  },
  {
    name: 'repetition-is-refused',
    because: 'A message that comes twice counts once, so the second one is turned away.',
    fails: 'delivered-twice',
    hint: 3,
    edits: [
      edit(
        knownAlready,
        "    if (seen.has(messageId)) throw ApplicationFailure.create({ type: 'AlreadyPaid', message: 'carried out' });\n",
      ),
    ],
  },
  {
    name: 'never-hands-over',
    because: 'It waits for Temporal’s suggestion, which comes after thousands of events.',
    fails: 'bounded-runs',
    hint: 3,
    edits: [edit(full, 'const full = () => operationsPerRun > 0 && workflowInfo().continueAsNewSuggested;')],
  },
  {
    name: 'hands-over-at-every-message',
    because: 'A new run for each message keeps the history short, and pays a run for every message.',
    fails: 'bounded-runs',
    hint: 3,
    edits: [edit('operations >= operationsPerRun ||', 'operations >= Math.min(1, operationsPerRun) ||')],
  },
  {
    name: 'handler-after-the-first-wait',
    because: 'Signals wait for their handler, so updates are believed to wait as well.',
    fails: 'ready-at-once',
    hint: 3,
    edits: [edit(noting, ''), edit(`  ${setWithdraw}\n`, `${noting}  ${setWithdraw}\n`)],
  },
  {
    name: 'hands-over-at-once',
    because: 'It hands over when the last operation is counted, whoever is still under way.',
    fails: 'hands-over-whole',
    hint: 3,
    edits: [edit(waiting, 'await condition(() => full() || (closing && allHandlersFinished()));')],
  },
  {
    name: 'hands-over-in-the-handler',
    because: 'The handler that counts the last operation hands over itself.',
    fails: 'hands-over-whole',
    hint: 3,
    folder: true,
  },
  {
    name: 'turned-away-when-full',
    because: 'A run that has had its share sends customers to the next one, and leaves it to them to come again.',
    fails: 'hands-over-whole',
    hint: 2,
    edits: [
      edit(
        knownAlready,
        `${knownAlready}    if (operations >= operationsPerRun) throw ApplicationFailure.create({ type: 'TryAgain' });\n`,
      ),
    ],
  },
  {
    name: 'queue-left-behind',
    because: 'Messages wait in a list of the run, and the list is not emptied before the run ends.',
    fails: 'hands-over-whole',
    hint: 3,
    folder: true,
  },
  {
    name: 'journal-not-waited-for',
    because: 'The journal must not keep anybody waiting, so nobody waits for it: not even the end of the run.',
    fails: 'writes-its-line',
    hint: 3,
    edits: [edit(noting, '  noteOpen({ accountId, balanceCents }).catch(() => undefined);\n')],
  },
  {
    name: 'closes-without-its-line',
    because: 'It waits for the journal before it hands over, and forgets that closing ends the run as well.',
    fails: 'writes-its-line',
    hint: 3,
    edits: [
      edit(
        noting,
        '  let noted = false;\n  void noteOpen({ accountId, balanceCents }).then(() => {\n    noted = true;\n  });\n',
      ),
      edit(waiting, 'await condition(() => (closing || (full() && noted)) && allHandlersFinished());'),
    ],
  },
  {
    name: 'closes-at-once',
    because: 'It takes closing for the end, and not for the last thing to be finished.',
    fails: 'closes-whole',
    hint: 3,
    edits: [edit(waiting, 'await condition(() => closing || (full() && allHandlersFinished()));')],
  },
  {
    name: 'close-forgotten',
    because: 'Whether the run ends by closing or by handing over is decided before it waits for its handlers.',
    fails: 'closes-when-full',
    hint: 2,
    edits: [
      edit(
        waiting,
        'await condition(() => closing || full());\n  const closes = closing;\n  await condition(allHandlersFinished);',
      ),
      edit('if (closing) return { balanceCents };', 'if (closes) return { balanceCents };'),
    ],
  },
  {
    name: 'full-before-closed',
    because: 'A run that is full hands over, also one that has been closed.',
    fails: 'closes-when-full',
    hint: 2,
    edits: [edit('if (closing) return { balanceCents };', 'if (closing && !full()) return { balanceCents };')],
  },
];
