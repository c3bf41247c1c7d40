import { expect, test } from 'vitest';
import type { Topic } from '../../catalog/topic.ts';
import { sampleFinding, samples } from '../sample-verdicts.ts';
import type { ListedTopic } from './render-list.ts';
import type { Screen } from './screen.ts';
import { type FrameView, renderFrame } from './watch-frame.ts';
import { type PageView, renderPage } from './watch-page.ts';

const wide: Screen = { columns: 80, colour: false, unicode: true };
const narrow: Screen = { columns: 40, colour: false, unicode: true };
const coloured: Screen = { columns: 80, colour: true, unicode: true, links: '/clone' };

function topicOf(number: number, slug: string, title: string): Topic {
  const folder = `${String(number).padStart(2, '0')}-${slug}`;
  return {
    ...{ number, slug, folder, title, summary: `What ${title} is.`, minutes: 25, docs: [], edits: ['workflows.ts'] },
    ...{ needs: [], paths: [], lesson: `lessons/${folder}.md`, exercise: `exercises/${folder}` },
    ...{ solution: `solutions/${folder}`, home: `grader/topics/${folder}` },
  };
}

const saga = topicOf(6, 'saga-pattern-with-compensation', 'Undo in order');
const listed: ListedTopic[] = [
  { topic: topicOf(3, 'workflows-orchestration', 'The conductor'), state: 'passed', current: false },
  { topic: saga, state: 'started', current: true },
  { topic: topicOf(11, 'determinism-constraints', 'The same twice'), state: 'changed', current: false },
  { topic: topicOf(15, 'activity-heartbeats', 'Are you alive?'), state: 'untouched', current: false },
];
const lesson = {
  body: 'Harbour sells trips. A trip is four calls.\n\nOne Friday the network of the hotel chain was bad. Its computer wrote a booking down, and the connection broke. Harbour’s workflow tried twice more and gave the trip up. It cancelled the flight. It did not cancel the hotel: as far as it knew, there was none. The room stood empty for nine nights, and then the bill came. Nothing had crashed.\n\n## A list\n\nMore.',
};
const next = ['Edit exercises/06-saga-pattern-with-compensation/workflows.ts: every save is checked.'];
const red: PageView = {
  ...{ kind: 'home', topic: saga, full: false },
  shown: { kind: 'verdict', verdict: samples.failed, asShipped: false, next },
};
const firstRed: PageView = {
  ...{ kind: 'home', topic: saga, full: false, opening: lesson },
  shown: { kind: 'verdict', verdict: samples.failed, asShipped: true, next },
};
const green: PageView = {
  ...{ kind: 'home', topic: saga, full: false },
  shown: {
    ...{ kind: 'verdict', verdict: samples.passed, asShipped: false, next: ['n goes on to the next topic'] },
    passed: {
      matters: 'Half a trip that nobody takes back is paid for by somebody.',
      alternatives: ['The nesting of the blocks is the order of the undo; no list is needed.'],
    },
  },
};
const pages: Record<string, PageView> = {
  ...{ red, firstRed, green },
  missing: { kind: 'home', topic: saga, full: false, shown: { kind: 'missing' } },
  first: { kind: 'home', topic: saga, full: false, shown: { kind: 'first', finding: sampleFinding, asShipped: true } },
  hint: {
    ...{ kind: 'hint', topic: saga, rung: 2, of: 4, because: 'It undoes in the order of the steps.' },
    hint: { title: 'The concept', text: 'A stack is undone from its *top*.' },
  },
  lesson: { kind: 'lesson', topic: saga, lesson },
  diff: {
    ...{ kind: 'diff', topic: saga },
    before: new Map([['workflows.ts', 'return 1;\n']]),
    after: new Map([['workflows.ts', 'return 2;\n']]),
  },
  timeline: { kind: 'timeline', finding: sampleFinding, index: 0, of: 2 },
  list: { kind: 'list', listed, cursor: 'determinism-constraints', filter: 'all', search: '' },
  help: {
    kind: 'help',
    keys: [
      ['h', 'hint: one rung more'],
      ['↑ ↓ space', 'scroll'],
    ],
  },
};

const view: FrameView = {
  topic: saga,
  states: listed.map(({ state }) => state),
  status: { kind: 'watching', folder: saga.exercise },
  keys: [
    ...([
      ['n', 'next'],
      ['h', 'hint'],
      ['e', 'lesson'],
      ['t', 'timeline'],
      ['a', 'all findings'],
    ] as const),
    ...([
      ['d', 'diff'],
      ['l', 'list'],
      ['r', 'run'],
      ['x', 'reset'],
      ['o', 'open'],
      ['?', 'help'],
      ['q', 'quit'],
    ] as const),
  ].map(([key, word]) => [key, word]),
  scroll: 0,
};

function show(page: PageView, screen: Screen, rows: number, changes: Partial<FrameView> = {}): string {
  const frame = renderFrame(
    { ...view, ...changes },
    renderPage(page, screen, (code) => code),
    { screen, rows },
  );
  return `\n${frame.lines.join('\n')}\n`;
}

test('the first red window at 80 x 24', () => {
  expect(show(firstRed, wide, 24)).toMatchInlineSnapshot(`
    "
    06 Undo in order                                                     ━··· 1 of 4
    ────────────────────────────────────────────────────────────────────────────────
    Harbour sells trips. A trip is four calls.

    One Friday the network of the hotel chain was bad. Its computer wrote a booking
    down, and the connection broke. Harbour’s workflow tried twice more and gave the
    trip up. It cancelled the flight. It did not cancel the hotel: as far as it
    knew, there was none. The room stood empty for nine nights, and then the bil …

    time     about 25 minutes
    lesson   lessons/06-saga-pattern-with-compensation.md
    edit     exercises/06-saga-pattern-with-compensation/workflows.ts
    ────────────────────────────────────────────────────────────────────────────────
    06 Undo in order: not passed, 1 of 3 claims held, 1 failed, 1 not asked

    This exercise is as it was shipped, and it is meant to be broken. What follows
    is what is wrong with it; repair it until all claims hold.

    ✗ what was done last is undone first   saga-pattern-with-compensation/undo-order
        Booked flight, hotel and car; then the card was declined.
    ── 17 more lines: space or ↓ ───────────────────────────────────────────────────
    Waiting for a save in exercises/06-saga-pattern-with-compensation
    n next  h hint  e lesson  t timeline  a all findings  d diff  l list  r run
    x reset  o open  ? help  q quit
    "
  `);
});

test('a red window at 80 x 24, while the next save is being checked', () => {
  expect(show(red, wide, 24, { status: { kind: 'checking', done: 4, failed: 1 } })).toMatchInlineSnapshot(`
    "
    06 Undo in order                                                     ━··· 1 of 4
    ────────────────────────────────────────────────────────────────────────────────
    06 Undo in order: not passed, 1 of 3 claims held, 1 failed, 1 not asked

    ✗ what was done last is undone first   saga-pattern-with-compensation/undo-order
        Booked flight, hotel and car; then the card was declined.
        Undone in this order: \`cancelFlight\`, \`cancelHotel\`, \`cancelCar\`.
        A later step may build on an earlier one. Undoing the foundation first
        leaves the rest standing on nothing.
        → lessons/06-saga-pattern-with-compensation.md#last-in-first-out

    ✗ a trip that is cancelled gives back everything it booked
      saga-pattern-with-compensation/cancelled-trip

    ✓ a trip that goes well books flight, hotel and car once
    – a step whose answer was lost is undone too (not asked, because of undo-order)

    ! workflows.ts:14: Type "number" is not assignable to type "string".

    0.8 s · seed 4711 · engine jvm 1.38.0, fast path
    ── 3 more lines: space or ↓ ────────────────────────────────────────────────────
    ● Checking… 3 held, 1 not
    n next  h hint  e lesson  t timeline  a all findings  d diff  l list  r run
    x reset  o open  ? help  q quit
    "
  `);
});

test('a red window at 40 x 24, scrolled to its end', () => {
  expect(show(red, narrow, 24, { scroll: 1000 })).toMatchInlineSnapshot(`
    "
    06 Undo in order             ━··· 1 of 4
    ────────────────────────────────────────
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

    Edit exercises/06-saga-pattern-with-co
      mpensation/workflows.ts: every save is
      checked.
    ── the end: ↑ goes back ────────────────
    Waiting for a save in exercises/06-saga-
    n next  h hint  e lesson  t timeline
    a all findings  d diff  l list  r run
    x reset  o open  ? help  q quit
    "
  `);
});

test('a green window at 80 x 24', () => {
  expect(show(green, wide, 24)).toMatchInlineSnapshot(`
    "
    06 Undo in order                                                     ━··· 1 of 4
    ────────────────────────────────────────────────────────────────────────────────
    ✓ 06 Undo in order: passed, 3 claims proven

    ✓ a trip that goes well books flight, hotel and car once
    ✓ what was done last is undone first
    ✓ a step whose answer was lost is undone too

    Half a trip that nobody takes back is paid for by somebody.

    Other right answers
    • The nesting of the blocks is the order of the undo; no list is needed.

    0.8 s · seed 4711 · engine jvm 1.38.0, fast path

    n goes on to the next topic




    ────────────────────────────────────────────────────────────────────────────────
    Waiting for a save in exercises/06-saga-pattern-with-compensation
    n next  h hint  e lesson  t timeline  a all findings  d diff  l list  r run
    x reset  o open  ? help  q quit
    "
  `);
});

test('the list at 80 x 16 and at 40 x 20', () => {
  expect(show(pages.list ?? red, wide, 16)).toMatchInlineSnapshot(`
    "
    06 Undo in order                                                     ━··· 1 of 4
    ────────────────────────────────────────────────────────────────────────────────
    Topics

      ✓ 03 The conductor   25 min  workflows-orchestration  passed
     ▸◐ 06 Undo in order   25 min  saga-pattern-with-compensation  current, started
    > ~ 11 The same twice  25 min  determinism-constraints  changed since it passed
      · 15 Are you alive?  25 min  activity-heartbeats




    ────────────────────────────────────────────────────────────────────────────────
    Waiting for a save in exercises/06-saga-pattern-with-compensation
    n next  h hint  e lesson  t timeline  a all findings  d diff  l list  r run
    x reset  o open  ? help  q quit
    "
  `);
  expect(show(pages.list ?? red, narrow, 20)).toMatchInlineSnapshot(`
    "
    06 Undo in order             ━··· 1 of 4
    ────────────────────────────────────────
    Topics

      ✓ 03 The conductor   25 min
     ▸◐ 06 Undo in order   25 min
    > ~ 11 The same twice  25 min
      · 15 Are you alive?  25 min







    ────────────────────────────────────────
    Waiting for a save in exercises/06-saga-
    n next  h hint  e lesson  t timeline
    a all findings  d diff  l list  r run
    x reset  o open  ? help  q quit
    "
  `);
});

test('a hint, a question and a note', () => {
  const note = {
    tone: 'warning',
    text: 'This was not remembered: .kata/progress.json can’t be written (ENOSPC).',
  } as const;
  expect(show(pages.hint ?? red, wide, 16, { note })).toMatchInlineSnapshot(`
    "
    06 Undo in order                                                     ━··· 1 of 4
    ────────────────────────────────────────────────────────────────────────────────
    06 Undo in order · hint 2 of 4: The concept

    A known mistake: It undoes in the order of the steps.

    A stack is undone from its *top*.




    ────────────────────────────────────────────────────────────────────────────────
    ! This was not remembered: .kata/progress.json can’t be written (ENOSPC).
    Waiting for a save in exercises/06-saga-pattern-with-compensation
    n next  h hint  e lesson  t timeline  a all findings  d diff  l list  r run
    x reset  o open  ? help  q quit
    "
  `);
  const status = { kind: 'asking', question: `Bring ${saga.exercise} back as it was shipped? [y/N]` } as const;
  expect(show(pages.missing ?? red, narrow, 18, { status })).toMatchInlineSnapshot(`
    "
    06 Undo in order             ━··· 1 of 4
    ────────────────────────────────────────
    The folder exercises/06-saga-pattern-wit
    h-compensation is not there. Press x to
    bring the exercise back as it was
    shipped.






    ────────────────────────────────────────
    Bring exercises/06-saga-pattern-with-com
    pensation back as it was shipped? [y/N]
    n next  h hint  e lesson  t timeline
    a all findings  d diff  l list  r run
    x reset  o open  ? help  q quit
    "
  `);
});

test('a window of 10 lines keeps what matters', () => {
  expect(show(red, wide, 10)).toMatchInlineSnapshot(`
    "
    06 Undo in order                                                     ━··· 1 of 4
    06 Undo in order: not passed, 1 of 3 claims held, 1 failed, 1 not asked

    ✗ what was done last is undone first   saga-pattern-with-compensation/undo-order
        Booked flight, hotel and car; then the card was declined.
        Undone in this order: \`cancelFlight\`, \`cancelHotel\`, \`cancelCar\`.
        A later step may build on an earlier one. Undoing the foundation first
        leaves the rest standing on nothing.
    Waiting for a save in exercises/06-saga-pattern-with-compensation
    n next  h hint  e lesson  t timeline  a all findings  d diff  l list  r run
    "
  `);
});

test.each(Object.entries(pages))('no window is wider or longer than it may be: %s', (_name, page) => {
  for (const columns of [20, 33, 40, 80, 100]) {
    for (const rows of [5, 10, 24, 60]) {
      for (const unicode of [true, false]) {
        const frame = renderFrame(
          view,
          renderPage(page, { columns, colour: false, unicode }, (code) => code),
          {
            ...{ screen: { columns, colour: false, unicode }, rows },
          },
        );
        expect(frame.lines).toHaveLength(rows);
        expect(frame.lines.filter((line) => line.length > columns)).toEqual([]);
      }
    }
  }
});

test.each(Object.entries(pages))(
  'light and dark themes: only colours that the terminal defines itself: %s',
  (_name, page) => {
    const text = show(page, coloured, 60);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    const codes = [...text.matchAll(/\u001b\[([\d;]*)m/g)].flatMap(([, code = '']) => code.split(';').map(Number));
    const allowed = new Set([0, 1, 2, 3, 4, 7, 22, 23, 24, 27, 31, 32, 33, 34, 35, 36, 39]);
    expect([...new Set(codes)].filter((code) => !allowed.has(code))).toEqual([]);
  },
);

test('paths of the first window are links to their files', () => {
  expect(show(firstRed, coloured, 24)).toContain(
    '\u001b]8;;file:///clone/lessons/06-saga-pattern-with-compensation.md\u0007lessons/06-',
  );
});
