import type { Timeline } from '../lab/timeline.ts';
import type { Finding, Graded, Verdict } from '../verdict/verdict.ts';

const hour = 3_600_000;
const day = 24 * hour;
const start = Date.UTC(2030, 0, 1);

/** A history with everything a timeline can show; for the tests of the views. */
export const sampleTimeline: Timeline = {
  workflow: 'bookTrip',
  from: start,
  to: start + 11 * day + 2 * hour,
  rows: [
    { kind: 'activity', name: 'bookFlight', from: start, to: start + 200, outcome: 'completed', event: 5 },
    { kind: 'effect', name: 'flights.book', from: start + 100, outcome: 'completed' },
    {
      kind: 'activity',
      name: 'bookHotel',
      from: start + 200,
      to: start + 9000,
      outcome: 'failed',
      attempts: 3,
      detail: 'SoldOut: no room left',
      event: 11,
      decisive: true,
    },
    { kind: 'timer', name: '11 days', from: start + 9000, to: start + 11 * day, outcome: 'fired', event: 17 },
    { kind: 'signal', name: 'subscribe', from: start + 2 * day, event: 18 },
    { kind: 'crash', name: 'worker crashed', from: start + 3 * day },
    {
      kind: 'child',
      name: 'refundTrip',
      from: start + 11 * day,
      to: start + 11 * day + hour,
      outcome: 'completed',
      event: 24,
    },
    {
      kind: 'effect',
      name: 'payments.charge',
      from: start + 11 * day + hour,
      outcome: 'lost',
      detail: 'it happened, but the answer was lost',
    },
    { kind: 'update', name: 'changeSeat', from: start + 11 * day + hour, event: 26 },
    { kind: 'cancel', name: 'cancellation asked for', from: start + 11 * day + hour, event: 27 },
    {
      kind: 'task-failure',
      name: 'workflow task failed',
      from: start + 11 * day + hour,
      detail: 'Error: no plan for this',
      event: 30,
    },
    { kind: 'activity', name: 'cancelFlight', from: start + 11 * day + hour, outcome: 'open', event: 32 },
    { kind: 'end', name: 'workflow completed', from: start + 11 * day + 2 * hour, event: 40 },
  ],
};

export const sampleFinding: Finding = {
  id: 'saga-pattern-with-compensation/undo-order',
  claim: 'what was done last is undone first',
  did: 'Booked flight, hotel and car; then the card was declined.',
  saw: 'Undone in this order: `cancelFlight`, `cancelHotel`, `cancelCar`.',
  why: 'A later step may build on an earlier one. Undoing the foundation first leaves the rest standing on nothing.',
  read: 'lessons/06-saga-pattern-with-compensation.md#last-in-first-out',
  timeline: sampleTimeline,
};

const syntaxFinding: Finding = {
  id: 'saga-pattern-with-compensation/syntax-error',
  claim: 'the code can be read',
  did: 'Read the files of the exercise.',
  saw: 'Expected ")" but found ";".',
  why: 'A file that is not TypeScript can’t be bundled, so no worker can load it and nothing was run.',
  read: 'lessons/03-workflows-orchestration.md#why-a-broken-workflow-hangs',
  where: { file: 'workflows.ts', line: 12, column: 31 },
  caret: '  await bookFlight(trip.flight;\n                              ^',
};

const graded: Graded = {
  topic: 'saga-pattern-with-compensation',
  number: 6,
  title: 'Undo in order',
  origin: 'exercise',
  checks: [
    { id: 'happy-trip', claim: 'a trip that goes well books flight, hotel and car once', status: 'passed', ms: 41.4 },
    { id: 'undo-order', claim: 'what was done last is undone first', status: 'passed', ms: 63 },
    { id: 'lost-answer', claim: 'a step whose answer was lost is undone too', status: 'passed', ms: 80 },
  ],
  notices: [],
  ms: 812,
  seed: 4711,
  engine: { kind: 'jvm', version: '1.38.0', path: 'fast' },
  submission: { sha256: 'a'.repeat(64) },
};

const [happy, undo, lost] = graded.checks;

/** One verdict of each kind, for the tests of the views. */
export const samples = {
  passed: { ...graded, kind: 'passed' },
  failed: {
    ...graded,
    kind: 'failed',
    checks: [
      ...(happy ? [happy] : []),
      ...(undo ? [{ ...undo, status: 'failed' as const }] : []),
      ...(lost ? [{ ...lost, status: 'skipped' as const, because: sampleFinding.id }] : []),
    ],
    findings: [
      sampleFinding,
      {
        ...sampleFinding,
        id: 'saga-pattern-with-compensation/cancelled-trip',
        claim: 'a trip that is cancelled gives back everything it booked',
      },
    ],
    notices: ['workflows.ts:14: Type "number" is not assignable to type "string".'],
  },
  unrunnable: {
    ...graded,
    kind: 'unrunnable',
    checks: graded.checks.map((check, index) =>
      index === 0
        ? { ...check, status: 'failed', ms: 0 }
        : { ...check, status: 'skipped', ms: 0, because: syntaxFinding.id },
    ),
    findings: [syntaxFinding],
  },
  inconclusive: {
    ...graded,
    kind: 'inconclusive',
    checks: [],
    findings: [],
    engine: undefined,
    fault: { code: 'no-engine', message: 'There is no engine to grade with.', repair: 'sudo apt-get install maven' },
  },
} satisfies Record<Verdict['kind'], Verdict>;
