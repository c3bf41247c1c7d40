import { expect, test } from 'vitest';
import type { Topic } from '../../catalog/topic.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { samples, sampleTimeline } from '../sample-verdicts.ts';
import { renderDiff } from './render-diff.ts';
import { renderDoctorRow } from './render-doctor.ts';
import { renderHint } from './render-hint.ts';
import { type ListedTopic, renderList } from './render-list.ts';
import { renderOpening } from './render-opening.ts';
import { renderTimeline } from './render-timeline.ts';
import { renderSummary, renderVerdict, renderVerdictInBrief } from './render-verdict.ts';
import type { Screen } from './screen.ts';

const wide: Screen = { columns: 80, colour: false, unicode: true };
const narrow: Screen = { columns: 40, colour: false, unicode: true };
const plain: Screen = { columns: 80, colour: false, unicode: false };
const plainNarrow: Screen = { columns: 40, colour: false, unicode: false };

const verdicts: Verdict[] = Object.values(samples);
const next = ['Edit exercises/06-saga/workflows.ts, then: `npx kata check 6`'];
const show = (verdict: Verdict, screen: Screen) => `\n${renderVerdict(verdict, screen, { asShipped: true, next })}\n`;

const topic: Topic = {
  ...{ number: 6, slug: 'saga-pattern', folder: '06-saga-pattern', title: 'Undo in order', minutes: 25 },
  ...{ summary: 'What was booked is given back, the last first.', docs: [], edits: ['workflows.ts'], needs: [] },
  ...{ paths: ['day'], lesson: 'lessons/06-saga-pattern.md', exercise: 'exercises/06-saga-pattern' },
  ...{ solution: 'solutions/06-saga-pattern', home: 'grader/topics/06-saga-pattern' },
};

test('a failed verdict at 80 columns', () => {
  expect(show(samples.failed, wide)).toMatchInlineSnapshot(`
    "
    06 Undo in order: not passed, 1 of 3 claims held, 1 failed, 1 not asked

    This exercise is as it was shipped, and it is meant to be broken. What follows
    is what is wrong with it; repair it until all claims hold.

    ✗ what was done last is undone first   saga-pattern-with-compensation/undo-order
        Booked flight, hotel and car; then the card was declined.
        Undone in this order: \`cancelFlight\`, \`cancelHotel\`, \`cancelCar\`.
        A later step may build on an earlier one. Undoing the foundation first
        leaves the rest standing on nothing.
        → lessons/06-saga-pattern-with-compensation.md#last-in-first-out

      \`bookTrip\` in virtual time, 11.1 days in all
       +00:00:00 activity  bookFlight                             │●               │
       +00:00:00 effect    flights.book                           │●               │
    ▶  +00:00:00 activity  bookHotel failed at attempt 3, after   │●               │
                           8.8 seconds: SoldOut: no room left
       +00:00:09 timer     11 days, fired                         │━━━━━━━━━━━━━━━━│
       +2d 00:00 signal    subscribe                              │  ●             │
       +3d 00:00 crash     worker crashed                         │    ●           │
      +11d 00:00 child     refundTrip, after 1 hour               │               ●│
      +11d 01:00 effect    payments.charge lost: it happened, but │               ●│
                           the answer was lost
      +11d 01:00 update    changeSeat                             │               ●│
      +11d 01:00 cancel    cancellation asked for                 │               ●│
      +11d 01:00 failure   workflow task failed: Error: no plan   │               ●│
                           for this
      +11d 01:00 activity  cancelFlight not finished              │               ╍│
      +11d 02:00 end       workflow completed                     │               ●│

    ✗ a trip that is cancelled gives back everything it booked
      saga-pattern-with-compensation/cancelled-trip

    ✓ a trip that goes well books flight, hotel and car once
    – a step whose answer was lost is undone too (not asked, because of undo-order)

    ! workflows.ts:14: Type "number" is not assignable to type "string".

    0.8 s · seed 4711 · engine jvm 1.38.0, fast path

    Edit exercises/06-saga/workflows.ts, then: \`npx kata check 6\`
    "
  `);
});

test('a failed verdict at 40 columns', () => {
  expect(show(samples.failed, narrow)).toMatchInlineSnapshot(`
    "
    06 Undo in order: not passed, 1 of 3
    claims held, 1 failed, 1 not asked

    This exercise is as it was shipped, and
    it is meant to be broken. What follows
    is what is wrong with it; repair it
    until all claims hold.

    ✗ what was done last is undone first
      saga-pattern-with-compensation/
      undo-order
      Booked flight, hotel and car; then the
      card was declined.
      Undone in this order: \`cancelFlight\`,
      \`cancelHotel\`, \`cancelCar\`.
      A later step may build on an earlier
      one. Undoing the foundation first
      leaves the rest standing on nothing.
      → lessons/
        06-saga-pattern-with-compensation.md
        #last-in-first-out

      \`bookTrip\` in virtual time, 11.1 days
      in all
       +00:00:00 activity bookFlight
       +00:00:00 effect flights.book
    ▶  +00:00:00 activity bookHotel failed
                  at attempt 3, after 8.8
                  seconds: SoldOut: no room
                  left
       +00:00:09 timer 11 days, fired
       +2d 00:00 signal subscribe
       +3d 00:00 crash worker crashed
      +11d 00:00 child refundTrip, after 1
                  hour
      +11d 01:00 effect payments.charge
                  lost: it happened, but the
                  answer was lost
      +11d 01:00 update changeSeat
      +11d 01:00 cancel cancellation asked
                  for
      +11d 01:00 failure workflow task
                  failed: Error: no plan for
                  this
      +11d 01:00 activity cancelFlight not
                  finished
      +11d 02:00 end workflow completed

    ✗ a trip that is cancelled gives back
      everything it booked
      saga-pattern-with-compensation/
      cancelled-trip

    ✓ a trip that goes well books flight,
      hotel and car once
    – a step whose answer was lost is undone
      too (not asked, because of undo-order)

    ! workflows.ts:14: Type "number" is not
      assignable to type "string".

    0.8 s · seed 4711 · engine jvm 1.38.0,
    fast path

    Edit exercises/06-saga/workflows.ts,
      then: \`npx kata check 6\`
    "
  `);
});

test('a failed verdict in plain mode at 40 columns', () => {
  expect(show(samples.failed, plainNarrow)).toMatchInlineSnapshot(`
    "
    06 Undo in order: not passed, 1 of 3
    claims held, 1 failed, 1 not asked

    This exercise is as it was shipped, and
    it is meant to be broken. What follows
    is what is wrong with it; repair it
    until all claims hold.

    [failed] what was done last is undone
      first
      saga-pattern-with-compensation/
      undo-order
      Booked flight, hotel and car; then the
      card was declined.
      Undone in this order: \`cancelFlight\`,
      \`cancelHotel\`, \`cancelCar\`.
      A later step may build on an earlier
      one. Undoing the foundation first
      leaves the rest standing on nothing.
      Read: lessons/
        06-saga-pattern-with-compensation.md
        #last-in-first-out

      \`bookTrip\` in virtual time, 11.1 days
      in all
       +00:00:00 activity bookFlight
       +00:00:00 effect flights.book
    >  +00:00:00 activity bookHotel failed
                  at attempt 3, after 8.8
                  seconds: SoldOut: no room
                  left
       +00:00:09 timer 11 days, fired
       +2d 00:00 signal subscribe
       +3d 00:00 crash worker crashed
      +11d 00:00 child refundTrip, after 1
                  hour
      +11d 01:00 effect payments.charge
                  lost: it happened, but the
                  answer was lost
      +11d 01:00 update changeSeat
      +11d 01:00 cancel cancellation asked
                  for
      +11d 01:00 failure workflow task
                  failed: Error: no plan for
                  this
      +11d 01:00 activity cancelFlight not
                  finished
      +11d 02:00 end workflow completed

    [failed] a trip that is cancelled
      gives back everything it booked
      saga-pattern-with-compensation/
      cancelled-trip

    [passed] a trip that goes well books
      flight, hotel and car once
    [skipped] a step whose answer was lost
      is undone too (not asked,
      because of undo-order)

    [warning] workflows.ts:14: Type "number"
      is not assignable to type
      "string".

    0.8 s - seed 4711 - engine jvm 1.38.0,
    fast path

    Edit exercises/06-saga/workflows.ts,
      then: \`npx kata check 6\`
    "
  `);
});

test('code that can’t start shows its place', () => {
  expect(show(samples.unrunnable, wide)).toMatchInlineSnapshot(`
    "
    06 Undo in order: not passed, the code can't start

    This exercise is as it was shipped, and it is meant to be broken. What follows
    is what is wrong with it; repair it until all claims hold.

    ✗ the code can be read               saga-pattern-with-compensation/syntax-error
        workflows.ts:12:31
          await bookFlight(trip.flight;
                                      ^
        Read the files of the exercise.
        Expected ")" but found ";".
        A file that is not TypeScript can’t be bundled, so no worker can load it and
        nothing was run.
        → lessons/03-workflows-orchestration.md#why-a-broken-workflow-hangs

    – what was done last is undone first (not asked, because of syntax-error)
    – a step whose answer was lost is undone too (not asked, because of
      syntax-error)

    0.8 s · seed 4711 · engine jvm 1.38.0, fast path

    Edit exercises/06-saga/workflows.ts, then: \`npx kata check 6\`
    "
  `);
});

test('a pass says what was proven', () => {
  expect(show(samples.passed, wide)).toMatchInlineSnapshot(`
    "
    ✓ 06 Undo in order: passed, 3 claims proven

    ✓ a trip that goes well books flight, hotel and car once
    ✓ what was done last is undone first
    ✓ a step whose answer was lost is undone too

    0.8 s · seed 4711 · engine jvm 1.38.0, fast path

    Edit exercises/06-saga/workflows.ts, then: \`npx kata check 6\`
    "
  `);
});

test('a fault is not the learner’s code', () => {
  expect(show(samples.inconclusive, plain)).toMatchInlineSnapshot(`
    "
    06 Undo in order: no verdict, the grader could not decide. This is not your
    code.

    [warning] There is no engine to grade with. (no-engine)
      sudo apt-get install maven

    0.8 s - seed 4711

    Edit exercises/06-saga/workflows.ts, then: \`npx kata check 6\`
    "
  `);
});

test('several verdicts in brief', () => {
  const lines = verdicts.map((verdict) => renderVerdictInBrief(verdict, wide));
  expect(`\n${[...lines, renderSummary(verdicts, wide)].join('\n')}\n`).toMatchInlineSnapshot(`
    "
    ✓ 06 Undo in order: passed, 3 claims proven
    06 Undo in order: not passed, 1 of 3 claims held, 1 failed, 1 not asked
    ✗ what was done last is undone first   saga-pattern-with-compensation/undo-order
    ✗ a trip that is cancelled gives back everything it booked
      saga-pattern-with-compensation/cancelled-trip
    06 Undo in order: not passed, the code can't start
    ✗ the code can be read               saga-pattern-with-compensation/syntax-error
    06 Undo in order: no verdict, the grader could not decide. This is not your
    code.
    ! There is no engine to grade with. (no-engine)
      sudo apt-get install maven
    1 of 4 topics passed; 1 without a verdict, which is not your code.
    "
  `);
});

test('a topic may count something beside its claims', () => {
  const score = { held: 6, of: 9, words: 'pitfalls mended' };
  const shown = renderVerdictInBrief({ ...samples.failed, score }, wide).replaceAll(/\s+/g, ' ');
  expect(shown).toContain(
    '06 Undo in order: not passed, 6 of 9 pitfalls mended, 1 of 3 claims held, 1 failed, 1 not asked',
  );
});

test('a long timeline keeps its ends and what decided', () => {
  const rows = Array.from({ length: 40 }, (_row, index) => ({
    ...{ kind: 'activity' as const, name: `step${index}`, from: sampleTimeline.from + index * 60_000 },
    ...{ to: sampleTimeline.from + index * 60_000 + 500, outcome: 'completed' as const, decisive: index === 20 },
  }));
  const text = renderTimeline({ ...sampleTimeline, to: sampleTimeline.from + 2_400_000, rows }, wide, { rows: 12 });
  expect(`\n${text}\n`).toMatchInlineSnapshot(`
    "
      \`bookTrip\` in virtual time, 40 minutes in all
      +00:00:00 activity  step0                                   │●               │
      +00:01:00 activity  step1                                   │●               │
      +00:02:00 activity  step2                                   │●               │
      +00:03:00 activity  step3                                   │ ●              │
      … 14 more
      +00:18:00 activity  step18                                  │       ●        │
      +00:19:00 activity  step19                                  │       ●        │
    ▶ +00:20:00 activity  step20                                  │        ●       │
      +00:21:00 activity  step21                                  │        ●       │
      … 14 more
      +00:36:00 activity  step36                                  │              ● │
      +00:37:00 activity  step37                                  │              ● │
      +00:38:00 activity  step38                                  │               ●│
      +00:39:00 activity  step39                                  │               ●│
    "
  `);
});

const screens: [string, Screen][] = [
  ['wide', wide],
  ['narrow', narrow],
  ['plain', plain],
  ['plain and narrow', plainNarrow],
];
test.each(screens)('no line is wider than the screen: %s', (_name, screen) => {
  const caret = `  ${'const somethingVeryLong = '.repeat(5)}\n${' '.repeat(90)}^`;
  const [finding] = samples.unrunnable.findings;
  const long: Verdict = { ...samples.unrunnable, findings: [{ ...finding, caret }] };
  for (const verdict of [...verdicts, long]) {
    for (const line of renderVerdict(verdict, screen, { asShipped: true, full: true, next }).split('\n')) {
      expect(line.length, line).toBeLessThanOrEqual(screen.columns);
    }
  }
});

test('plain mode is ASCII and has no control sequences', () => {
  const odd: Verdict = { ...samples.failed, title: 'Zurück — “naïve” 東京 ✗' };
  const text = verdicts
    .concat(odd)
    .map((verdict) => renderVerdict(verdict, plain, { full: true }))
    .join('\n');
  expect(text).toMatch(/^[\n\x20-\x7E]*$/);
  expect(text).toContain('Zuruck - "naive" ?? no');
});

test('colours change nothing but colours', () => {
  for (const verdict of verdicts) {
    const coloured = renderVerdict(verdict, { ...wide, colour: true });
    expect(coloured).toContain('\u001B[');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
    const bare = coloured.replace(/\u001B\[[\d;]*m/g, '');
    expect(bare).toBe(renderVerdict(verdict, wide).replace(/`([^`\n]+)`/g, '$1'));
  }
});

const listed: ListedTopic[] = [
  { topic: { ...topic, number: 1, title: 'The trial', slug: 'ideal-use-cases' }, state: 'passed', current: false },
  {
    topic: { ...topic, number: 2, title: 'Not everything', slug: 'when-not-to-use' },
    state: 'changed',
    current: false,
  },
  { topic, state: 'started', current: true },
  {
    topic: { ...topic, number: 7, title: 'Two carts', slug: 'queues', minutes: 0 },
    state: 'untouched',
    current: false,
  },
];

test('the list', () => {
  expect(`\n${renderList(listed, wide)}\n`).toMatchInlineSnapshot(`
    "
    ━···  1 of 4 topics passed

     ✓ 01 The trial       25 min  ideal-use-cases  passed
     ~ 02 Not everything  25 min  when-not-to-use  changed since it passed
    ▸◐ 06 Undo in order   25 min  saga-pattern  current, started
     · 07 Two carts               queues
    "
  `);
  expect(`\n${renderList(listed, narrow)}\n`).toMatchInlineSnapshot(`
    "
    ━···  1 of 4 topics passed

     ✓ 01 The trial       25 min
     ~ 02 Not everything  25 min
    ▸◐ 06 Undo in order   25 min
     · 07 Two carts
    "
  `);
  expect(`\n${renderList(listed, plainNarrow)}\n`).toMatchInlineSnapshot(`
    "
    1 of 4 topics passed

    01 The trial (ideal-use-cases): 25
       min, passed
    02 Not everything (when-not-to-use):
       25 min, changed since it passed
    06 Undo in order (saga-pattern): 25
       min, current, started
    07 Two carts (queues)
    "
  `);
});

test('a hint, an opening, a row of doctor, a diff', () => {
  const hint = { title: 'The place', text: 'Look at the `finally` in **bookTrip**: what does it know?' };
  const row = {
    name: 'Java',
    state: 'missing' as const,
    detail: 'no Java on this machine',
    repair: 'One of:\n  apt-get install java\n  brew install java',
  };
  const files = (text: string) => new Map([['workflows.ts', `first\n${text}\nlast\n`]]);
  const diff = renderDiff(
    { before: files('wrong'), after: files('right'), names: ['exercises/06', 'solutions/06'] },
    wide,
  );
  const texts = [
    renderHint({ topic, hint, rung: 3, of: 4 }, narrow),
    renderOpening(topic, wide),
    renderDoctorRow(row, wide),
    renderDoctorRow({ ...row, state: 'ok', repair: '' }, plain),
    diff,
  ];
  expect(`\n${texts.join('\n----\n')}\n`).toMatchInlineSnapshot(`
    "
    06 Undo in order · hint 3 of 4: The
    place

    Look at the \`finally\` in bookTrip: what
    does it know?
    ----
    06 Undo in order · about 25 minutes
    What was booked is given back, the last first.

      lesson  lessons/06-saga-pattern.md
      edit    exercises/06-saga-pattern/workflows.ts
      read    \`npx kata lesson 6\`
      grade   \`npx kata check 6\`
    ----
    ✗ Java missing: no Java on this machine
        One of:
          apt-get install java
          brew install java
    ----
    [ok] Java: no Java on this machine
    ----
    --- exercises/06/workflows.ts
    +++ solutions/06/workflows.ts
    @@ -1,3 +1,3 @@
     first
    -wrong
    +right
     last
    "
  `);
});
