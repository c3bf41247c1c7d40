import { expect, test } from 'vitest';
import type { Topic } from '../catalog/topic.ts';
import { sampleFinding, samples } from '../view/sample-verdicts.ts';
import { renderAdded } from './plain-text.ts';
import { reduce } from './reduce.ts';
import { type Event, firstState, type State } from './state.ts';
import { startRun } from './steps.ts';

const topicOf = (number: number, slug: string): Topic => ({
  ...{ number, slug, folder: `0${number}-${slug}`, title: `About ${slug}`, summary: '', minutes: 20, docs: [] },
  ...{ edits: ['workflows.ts'], needs: [], paths: [], lesson: `lessons/${slug}.md`, exercise: `exercises/${slug}` },
  ...{ solution: `solutions/${slug}`, home: `grader/topics/${slug}` },
});
const saga = topicOf(6, 'saga-pattern-with-compensation');
const topics = [saga, topicOf(7, 'parent-and-child')];
const hints = [{ title: 'A question', text: 'What was booked?' }];
const desk = {
  topic: saga,
  lesson: { body: 'Harbour sells trips.\n\n## More', hints, anchors: [] },
  known: { mistakes: [], alternatives: [] },
};
const key = (char: string): Event => ({ kind: 'key', key: { kind: 'char', char } });
const screen = { columns: 60, colour: false, unicode: false };

test('a session in plain mode: what is new is said once, and nothing else', () => {
  const begin = startRun(firstState(desk, { topics, progress: {}, states: {} })).state;
  const events: [string, Event][] = [
    ['ready', { kind: 'ready' }],
    ['check-ended', { kind: 'check-ended', id: 1, held: false, asShipped: false, finding: sampleFinding }],
    ['verdict', { kind: 'verdict', id: 1, verdict: samples.unrunnable, asShipped: false }],
    ['h', key('h')],
    ['x', key('x')],
    ['no', key('n')],
    ['l', key('l')],
    ['down', { kind: 'key', key: { kind: 'down' } }],
    ['saved', { kind: 'saved' }],
    ['passed', { kind: 'verdict', id: 2, verdict: samples.passed, asShipped: false }],
    ['esc', { kind: 'key', key: { kind: 'escape' } }],
  ];
  let state: State = begin;
  const said = [`(start)\n${renderAdded(state, undefined, { screen, highlight: (code) => code })}`];
  for (const [name, event] of events) {
    const next = reduce(state, event).state;
    said.push(`(${name})\n${renderAdded(next, state, { screen, highlight: (code) => code })}`);
    state = next;
  }
  expect(said.join('\n\n')).toMatchInlineSnapshot(`
    "(start)
    Harbour sells trips.

    time     about 20 minutes
    lesson   lessons/saga-pattern-with-compensation.md
    edit     exercises/saga-pattern-with-compensation/
             workflows.ts

    Starting the engine...

    (ready)
    Checking...

    (check-ended)


    (verdict)
    06 Undo in order: not passed, the code can't start

    [failed] the code can be read
      saga-pattern-with-compensation/syntax-error
        workflows.ts:12:31
          await bookFlight(trip.flight;
                                      ^
        Read the files of the exercise.
        Expected ")" but found ";".
        A file that is not TypeScript can't be bundled, so no
        worker can load it and nothing was run.
        Read: lessons/03-workflows-orchestration.md
          #why-a-broken-workflow-hangs

    [skipped] what was done last is undone first (not asked,
      because of syntax-error)
    [skipped] a step whose answer was lost is undone too (not
      asked, because of syntax-error)

    0.8 s - seed 4711 - engine jvm 1.38.0, fast path

    Edit
      exercises/saga-pattern-with-compensation/workflows.ts:
      every save is checked. h gives a hint, e shows the lesson.

    Waiting for a save in
    exercises/saga-pattern-with-compensation

    Keys: h hint, e lesson, a all findings, d diff, l list, r
    run, x reset, o open, w web, ? help, q quit

    (h)
    06 About saga-pattern-with-compensation - hint 1 of 1: A
    question

    What was booked?

    (x)
    Bring exercises/saga-pattern-with-compensation back as it
    was shipped? A copy of your work is kept. [y/N]

    Keys: y yes, reset, any other key no

    (no)
    Nothing was changed.

    Waiting for a save in
    exercises/saga-pattern-with-compensation

    Keys: esc back, h next hint, e lesson, a all findings, d
    diff, l list, r run, x reset, o open, w web, ? help, q quit

    (l)
    Topics

    >06 About saga-pattern-with-compensation
        (saga-pattern-with-compensation): 20 min, current
     07 About parent-and-child (parent-and-child): 20 min

    (down)
    >07 About parent-and-child (parent-and-child): 20 min

    (saved)
    Checking...

    (passed)
    Passed: esc shows it.

    Waiting for a save in
    exercises/saga-pattern-with-compensation

    Keys: up down move, enter pick, / search, f filter, esc
    back, ? help, q quit

    (esc)
    [passed] 06 Undo in order: passed, 3 claims proven

    [passed] a trip that goes well books flight, hotel and car
      once
    [passed] what was done last is undone first
    [passed] a step whose answer was lost is undone too

    0.8 s - seed 4711 - engine jvm 1.38.0, fast path

    That was the last one: all topics have passed - d compares
      your answer with the course's own"
  `);
});
