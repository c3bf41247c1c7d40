import { expect, test } from 'vitest';
import { drawTimeline } from './draw-timeline.ts';
import type { ActivityOptions, HistoryEvent } from './history-event.ts';

const options: ActivityOptions = {
  startToCloseMs: 1000,
  scheduleToCloseMs: 0,
  scheduleToStartMs: 0,
  heartbeatMs: 0,
  retry: { initialMs: 1000, backoff: 2, maximumMs: 100_000, attempts: 0, nonRetryable: [] },
  taskQueue: 'q',
};

test('a history, the ledger and a crash come together on one axis', () => {
  const events: HistoryEvent[] = [
    { id: 1, at: 0, type: 'RunStarted', workflow: 'trip', input: [] },
    { id: 2, at: 10, type: 'ActivityScheduled', activity: 'bookHotel', activityId: '1', input: [], options },
    { id: 3, at: 40, type: 'ActivityStarted', scheduled: 2, attempt: 3 },
    {
      id: 4,
      at: 50,
      type: 'ActivityFailed',
      scheduled: 2,
      failure: {
        message: 'Activity failed',
        kind: 'activity',
        cause: { message: 'full', kind: 'application', type: 'NoRoom' },
      },
    },
    { id: 5, at: 60, type: 'TimerStarted', timerId: 't', ms: 259_200_000 },
    { id: 6, at: 70, type: 'Signaled', signal: 'go', input: [] },
    { id: 7, at: 80, type: 'TimerCanceled', timerId: 't' },
    { id: 8, at: 90, type: 'RunFailed', failure: { message: 'no room', kind: 'application', type: 'NoRoom' } },
  ];
  const timeline = drawTimeline({
    workflow: 'trip',
    events,
    ledger: [
      {
        operation: 'hotels.book',
        args: {},
        key: 'k',
        at: 20,
        effect: true,
        outcome: { kind: 'answer-lost' },
        caller: {},
      },
    ],
    crashes: [30],
    decisive: 4,
  });
  expect(
    timeline.rows.map(({ kind, name, from, to, outcome, attempts }) => ({ kind, name, from, to, outcome, attempts })),
  ).toMatchInlineSnapshot(`
    [
      {
        "attempts": 3,
        "from": 10,
        "kind": "activity",
        "name": "bookHotel",
        "outcome": "failed",
        "to": 50,
      },
      {
        "attempts": undefined,
        "from": 20,
        "kind": "effect",
        "name": "hotels.book",
        "outcome": "lost",
        "to": undefined,
      },
      {
        "attempts": undefined,
        "from": 30,
        "kind": "crash",
        "name": "worker crashed",
        "outcome": undefined,
        "to": undefined,
      },
      {
        "attempts": undefined,
        "from": 60,
        "kind": "timer",
        "name": "3 days",
        "outcome": "canceled",
        "to": 80,
      },
      {
        "attempts": undefined,
        "from": 70,
        "kind": "signal",
        "name": "go",
        "outcome": undefined,
        "to": undefined,
      },
      {
        "attempts": undefined,
        "from": 90,
        "kind": "end",
        "name": "workflow failed",
        "outcome": undefined,
        "to": undefined,
      },
    ]
  `);
  expect(timeline).toMatchObject({ workflow: 'trip', from: 0, to: 90 });
});

test('a call whose caller is gone has happened all the same, if the service had acted by then', () => {
  const call = { operation: 'hotels.book', args: {}, key: 'k', caller: {}, outcome: { kind: 'given-up' } } as const;
  const { rows } = drawTimeline({
    workflow: 'trip',
    events: [],
    ledger: [
      { ...call, at: 10, effect: true },
      { ...call, at: 20, effect: false },
    ],
    crashes: [],
  });
  expect(rows.map(({ outcome, detail }) => ({ outcome, detail }))).toEqual([
    { outcome: 'lost', detail: 'it happened, but the answer was lost' },
    { outcome: 'lost', detail: undefined },
  ]);
});

test('the deciding event is marked, and a storm is shortened to its beginning and its end', () => {
  const events = Array.from(
    { length: 400 },
    (_, id): HistoryEvent => ({ id, at: id, type: 'Signaled', signal: 's', input: [] }),
  );
  const { rows } = drawTimeline({ workflow: 'w', events, ledger: [], crashes: [], decisive: 3 });
  expect(rows).toHaveLength(60);
  expect(rows[49]).toEqual({ kind: 'left-out', name: '341 more rows', from: 49 });
  expect(rows.filter(({ decisive }) => decisive).map(({ event }) => event)).toEqual([3]);
  expect(rows.at(-1)?.event).toBe(399);
});
