import { check, type Found, finding, holds } from '../../../check/check.ts';
import type { ReplayOutcome } from '../../../host/host.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import { Stopped } from '../../../lab/stopped.ts';
import { askProgress, canAnswer, drawMonth, field, fillTill, type Month, resultOf, startMonth } from './month.ts';

// Late or not, these purchases are so by any `bonusAfter` that another check uses.
const times = ['05:15', '23:30', '06:45'];

export const replay = check(
  'replay',
  'a replay comes to the same steps as the first run',
  async ({ lab }) => {
    const month = drawMonth(lab, { bonusAfter: 22, times });
    fillTill(lab, month);
    lab.did =
      'Counted a month to its end, and then replayed its history with the same code, as a worker does that has forgotten the workflow.';
    const run = await startMonth(lab, month);
    await run.settle();
    const outcome = await lab.replay(run);
    if (outcome.kind === 'replayed') return holds;
    return finding({
      did: lab.did,
      ...(await whereReplayStopped(run, outcome)),
      why: 'A worker forgets workflows: at a deployment, at a crash, or when its memory is full. It rebuilds one by running the code again beside the history. Where the two do not fit, the task fails, and the workflow stays where it is until somebody mends the code.',
      read: '#what-replay-compares',
      evidence: run,
    });
  },
  { needs: ['by-the-rules'] },
);

export const remembers = check(
  'remembers',
  'what a month has counted is there again after a replay',
  async ({ lab }) => {
    const month = drawMonth(lab, { bonusAfter: 22, times });
    const twin = { ...month, customerId: lab.draw.id('customer') };
    fillTill(lab, month, twin);
    lab.did = 'Counted a month on a worker that remembers its workflows.';
    const known = await countAndAsk(lab, month);
    lab.did =
      'Counted a month on a worker without a cache: it forgets the workflow after each task, and replays all of it for the next one.';
    await lab.recover({ maxCachedWorkflows: 0 });
    const rebuilt = await countAndAsk(lab, twin);
    const why =
      'Nothing failed, because a replay compares steps and not variables. But every worker forgets: when it restarts in the middle of a month, it goes on with what the replay has made of the variables, and whoever is told the result or the progress is told something wrong.';
    const text = { why, read: '#do-not-ask-whether-it-is-a-replay', evidence: rebuilt.run };
    if (rebuilt.points !== known.points)
      return finding({
        did: lab.did,
        saw: `It came to ${JSON.stringify(rebuilt.points)} points. A worker that remembers the workflow all the time comes to ${known.points}.`,
        ...text,
      });
    if (!known.said || !rebuilt.said || rebuilt.said === known.said) return holds;
    return finding({
      did: `${lab.did} Asked for its progress while a letter to the customer was being sent.`,
      saw: `It answered ${rebuilt.said}. On a worker that remembers the workflow all the time it answered ${known.said}.`,
      ...text,
    });
  },
  { needs: ['by-the-rules', 'replay', 'query-starts-nothing', 'query-changes-nothing'] },
);

interface Counted {
  run: Run;
  points: unknown;
  /** Its progress while a letter was on its way, as JSON; undefined when it could not be asked then. */
  said: string | undefined;
}

async function countAndAsk(lab: Lab, month: Month): Promise<Counted> {
  const gate = lab.world.holds('mail.send', 'before', ({ args }) => args.to === month.customerId);
  const run = await startMonth(lab, month);
  await lab.until(gate.reached(), 'a letter to be sent', { flowing: true });
  const said = (await canAnswer(lab, run)) ? JSON.stringify(await askProgress(run)) : undefined;
  gate.open();
  return { run, points: field(resultOf(await run.settle()), 'points'), said };
}

/** Replays a run, and says in the learner's terms where that stopped; undefined when it did not. */
export async function whereReplayStopped(
  run: Run,
  outcome: Exclude<ReplayOutcome, { kind: 'replayed' }>,
): Promise<Pick<Found, 'saw' | 'decisive'>> {
  if (outcome.kind === 'unanswered')
    throw new Stopped({ kind: 'deadline', waitingFor: 'a replay to end', ms: outcome.ms, runs: [run] });
  const message = 'message' in outcome ? outcome.message : '';
  const [, recorded, asked] = message.match(/scheduled event '(\w+)' does not match .* command '(\w+)'/) ?? [];
  if (recorded && asked)
    return { saw: `Where the history says that the first run called \`${recorded}\`, the replay called \`${asked}\`.` };
  const id = Number(message.match(/HistoryEvent\(id: (\d+)/)?.[1]);
  const event = (await run.history()).find((one) => one.id === id);
  if (!event)
    return {
      saw: `The replay failed: ${message.match(/Nondeterminism error: ([^"\\]+)/)?.[1] ?? message.slice(0, 200)}.`,
    };
  return {
    saw: `At event ${id} the history says that the first run ${sayStep(event)}. At this point the replay came to something else.`,
    decisive: id,
  };
}

function sayStep(event: HistoryEvent): string {
  switch (event.type) {
    case 'ActivityScheduled':
      return `called \`${event.activity}\``;
    case 'ChildInitiated':
      return `started the child workflow \`${event.workflow}\``;
    case 'TimerStarted':
      return 'started a timer';
    case 'RunCompleted':
      return 'ended';
    default:
      return `went on with ${event.type}`;
  }
}
