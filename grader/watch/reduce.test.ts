import { expect, test } from 'vitest';
import type { Topic } from '../catalog/topic.ts';
import { sampleFinding, samples } from '../view/sample-verdicts.ts';
import { reduce } from './reduce.ts';
import { type Desk, type Effect, type Event, firstState, type Key, type State } from './state.ts';
import { startRun } from './steps.ts';

function topicOf(number: number, slug: string): Topic {
  const folder = `${String(number).padStart(2, '0')}-${slug}`;
  return {
    ...{ number, slug, folder, title: slug, summary: '', minutes: 20, docs: [], edits: ['workflows.ts'], needs: [] },
    ...{ paths: [], lesson: `lessons/${folder}.md`, exercise: `exercises/${folder}`, solution: `solutions/${folder}` },
    home: `grader/topics/${folder}`,
  };
}

const saga = topicOf(6, 'saga-pattern-with-compensation');
const other = topicOf(11, 'determinism');
const hints = ['A question', 'The concept', 'The place', 'Nearly the code'].map((title) => ({ title, text: title }));
const mistakes = [
  { fails: 'undo-order', rung: 2, because: 'It undoes in the order of the steps.', saw: sampleFinding.saw },
  { fails: 'undo-order', rung: 3, because: 'It undoes all at once.', saw: 'All at the same time.' },
];
const desk: Desk = {
  topic: saga,
  lesson: { body: 'A story.', hints, anchors: [] },
  known: { mistakes, alternatives: [] },
};
const untouched = { [saga.slug]: 'started', [other.slug]: 'untouched' } as const;
const begin = firstState(desk, { topics: [saga, other], progress: {}, states: untouched });

/** All events in order; the effects of the last one are what came of it. */
function after(state: State, ...events: Event[]): { state: State; effects: Effect[] } {
  let step: { state: State; effects: Effect[] } = { state, effects: [] };
  for (const event of events) step = reduce(step.state, event);
  return step;
}

const press = (char: string): Event => ({ kind: 'key', key: { kind: 'char', char } });
const key = (kind: Exclude<Key['kind'], 'char'>): Event => ({ kind: 'key', key: { kind } });
const running = startRun(begin).state;
const failed: Event = { kind: 'verdict', id: 1, verdict: samples.failed, asShipped: false };
const red = after(running, failed).state;
const green = after(
  running,
  { kind: 'verdict', id: 1, verdict: samples.passed, asShipped: false },
  {
    kind: 'surveyed',
    progress: { [saga.slug]: { passed: { at: '2026-01-01T00:00:00Z', sha256: 'a', grader: '1' } } },
    states: { ...untouched, [saga.slug]: 'passed' },
  },
).state;

test('a save while nothing runs begins a run', () => {
  const { state, effects } = after(red, { kind: 'saved' });
  expect(state.run).toEqual({ kind: 'running', id: 2, done: 0, failed: 0 });
  expect(effects).toEqual([{ kind: 'grade', id: 2, topic: saga }]);
  expect(state.shown).toEqual(red.shown);
});

test('a save during a run stops it, and the next begins when it has stopped', () => {
  const stopping = after(running, { kind: 'saved' });
  expect(stopping.effects).toEqual([{ kind: 'stop', id: 1 }]);
  expect(after(stopping.state, { kind: 'saved' }).effects).toEqual([]);
  const { state, effects } = after(stopping.state, { kind: 'stopped', id: 1 });
  expect(state.run).toMatchObject({ kind: 'running', id: 2 });
  expect(effects).toEqual([{ kind: 'grade', id: 2, topic: saga }]);
});

test('a verdict that was on its way when the files changed is not shown', () => {
  const { state, effects } = after(running, { kind: 'saved' }, failed);
  expect(state.shown).toEqual({ kind: 'nothing' });
  expect(effects).toEqual([{ kind: 'grade', id: 2, topic: saga }]);
});

test('what belongs to an earlier run says nothing any more', () => {
  const { state } = after(running, { kind: 'saved' }, { kind: 'stopped', id: 1 }, failed);
  expect(state.run).toMatchObject({ kind: 'running', id: 2 });
  expect(state.shown).toEqual({ kind: 'nothing' });
});

test('the first finding is shown as soon as it is there', () => {
  const ended = { kind: 'check-ended', id: 1, asShipped: true } as const;
  const { state } = after(running, { ...ended, held: true }, { ...ended, held: false, finding: sampleFinding });
  expect(state.run).toMatchObject({ done: 2, failed: 1 });
  expect(state.shown).toEqual({ kind: 'first', finding: sampleFinding, asShipped: true });
});

test('without a verdict it is tried once more with a new engine, and then shown', () => {
  const lost: Event = { kind: 'verdict', id: 1, verdict: samples.inconclusive, asShipped: false };
  const again = after(running, lost);
  expect(again.effects.map(({ kind }) => kind)).toEqual(['renew', 'grade']);
  expect(again.state.note?.text).toContain('not your code');
  const { state, effects } = after(again.state, { ...lost, id: 2 });
  expect(effects.map(({ kind }) => kind)).toEqual(['remember-verdict']);
  expect(state.shown).toMatchObject({ kind: 'verdict', verdict: { kind: 'inconclusive' } });
});

test('n goes on only after a pass', () => {
  expect(after(red, press('n'))).toMatchObject({
    effects: [],
    state: { note: { text: expect.stringContaining('l picks') } },
  });
  expect(after(green, press('n')).effects).toEqual([{ kind: 'open', topic: other }]);
});

test('a topic that is opened during a run is graded when the run has stopped', () => {
  const opened = after(running, { kind: 'opened', desk: { ...desk, topic: other } });
  expect(opened.effects).toEqual([{ kind: 'stop', id: 1 }]);
  expect(after(opened.state, { kind: 'stopped', id: 1 }).effects).toEqual([{ kind: 'grade', id: 2, topic: other }]);
});

test('h begins with the rung that helps against a known mistake, and then climbs', () => {
  const first = after(red, press('h'));
  expect(first.state.page).toEqual({ kind: 'hint', rung: 2, because: 'It undoes in the order of the steps.' });
  expect(first.effects).toEqual([{ kind: 'remember-hint', slug: saga.slug, rung: 2, hinted: sampleFinding.id }]);
  const second = after(first.state, press('h'));
  expect(second.state.page).toEqual({ kind: 'hint', rung: 3 });
  expect(after(second.state, key('left')).state.page).toEqual({ kind: 'hint', rung: 2 });
});

test('h on the exercise as shipped begins with the first rung', () => {
  const shipped = after(running, { ...failed, asShipped: true }).state;
  expect(after(shipped, press('h')).state.page).toEqual({ kind: 'hint', rung: 1 });
});

test('the solution is shown when asked for twice, or after a pass', () => {
  const asked = after(red, press('d'));
  expect(asked.effects).toEqual([{ kind: 'remember-asking', slug: saga.slug }]);
  const remembered = { ...asked.state, progress: { [saga.slug]: { asked: 1 } } };
  expect(after(remembered, press('d')).effects).toEqual([{ kind: 'read-diff', topic: saga }]);
  expect(after(green, press('d')).effects).toEqual([{ kind: 'read-diff', topic: saga }]);
});

test('a reset asks, and does nothing without a yes', () => {
  const asking = after(red, press('x')).state;
  expect(asking.asking).toBe(true);
  expect(after(asking, press('n'))).toMatchObject({
    effects: [],
    state: { asking: false, note: { text: 'Nothing was changed.' } },
  });
  expect(after(asking, key('enter')).effects).toEqual([]);
  expect(after(asking, press('y')).effects).toEqual([{ kind: 'restore', topic: saga }]);
  expect(after(asking, key('interrupt')).effects).toEqual([{ kind: 'quit', code: 130 }]);
});

test('a save does not answer the question whether to reset', () => {
  const asked = after(red, press('x'), { kind: 'saved' });
  expect(asked.state).toMatchObject({ asking: true, run: { kind: 'running' } });
  expect(after(asked.state, press('y')).effects).toEqual([{ kind: 'restore', topic: saga }]);
});

test('what is said once stays until a key is pressed', () => {
  const text = 'Your work is kept in .kata/kept.';
  const noted = after(red, { kind: 'noted', note: { tone: 'info', text, lasting: true } });
  const late = after(noted.state, { kind: 'saved' });
  expect(late.state).toMatchObject({ note: { text }, run: { kind: 'running' } });
  expect(after(late.state, press('a')).state.note).toBeUndefined();
});

test('t goes through the timelines and back', () => {
  const first = after(red, press('t')).state;
  expect(first.page).toEqual({ kind: 'timeline', index: 0 });
  expect(after(first, press('t')).state.page).toEqual({ kind: 'timeline', index: 1 });
  expect(after(first, press('t'), press('t')).state.page).toEqual({ kind: 'home' });
  expect(after(green, press('t')).state.note?.text).toContain('no timeline');
});

test('the list moves, searches, filters and picks', () => {
  const list = after(red, press('l')).state;
  expect(list.page).toMatchObject({ kind: 'list', cursor: saga.slug });
  const down = after(list, key('down'), key('down')).state;
  expect(down.page).toMatchObject({ cursor: other.slug });
  expect(after(down, key('enter')).effects).toEqual([{ kind: 'open', topic: other }]);
  const searched = after(list, press('/'), ...[...'determ'].map(press), key('enter')).state;
  expect(searched.page).toMatchObject({ search: 'determ', typing: false, cursor: other.slug });
  expect(after(list, press('/'), press('q')).effects).toEqual([]);
  expect(after(list, press('f'), press('f')).state.page).toMatchObject({ filter: 'passed' });
  expect(after(list, press('q')).effects).toEqual([{ kind: 'quit', code: 0 }]);
});

test('a save leads back to the verdict, but not out of the lesson', () => {
  expect(after(red, press('h'), { kind: 'saved' }).state.page).toEqual({ kind: 'home' });
  const reading = after(red, press('e'), { kind: 'saved' }).state;
  expect(reading.page).toEqual({ kind: 'lesson' });
  expect(after(reading, { ...failed, id: 2 }).state.note?.text).toBe('Not passed: esc shows it.');
});

test('every key gives the same state or another one, on every page and in every run', () => {
  const chars = [...' nlphedtarxo?qjkf/yZ'].map(press);
  const kinds = [
    'up',
    'down',
    'left',
    'right',
    'page-up',
    'page-down',
    'home',
    'end',
    'enter',
    'escape',
    'backspace',
  ] as const;
  const keys = [...chars, ...kinds.map(key)];
  for (const state of [begin, running, after(running, { kind: 'saved' }).state, red, green]) {
    for (const one of keys)
      for (const two of keys) expect(after(state, one, two).state.scroll).toBeGreaterThanOrEqual(0);
  }
});
