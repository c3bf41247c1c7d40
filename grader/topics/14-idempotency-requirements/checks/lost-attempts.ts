import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Outcome, Run } from '../../../lab/run.ts';
import type { OperationName } from '../../../world/services.ts';
import {
  balanceOf,
  chargesOf,
  drawRenewal,
  pointsFor,
  pointWrites,
  type Renewal,
  sayEnd,
  times,
} from './subscription.ts';

export const pointsOnce: Check = check(
  'points-once',
  'points are added once, also when two attempts overlap',
  async ({ lab }) => {
    const late = await failTwice(lab);
    if (late) return late;
    const renewal = drawRenewal(lab);
    let held = false;
    const gates = pointWrites.map((operation) =>
      lab.world.holds(operation, 'before', ({ args }) => {
        const first = args.customerId === renewal.customerId && !held;
        held ||= first;
        return first;
      }),
    );
    lab.did =
      'Renewed a subscription. When the first attempt to add the points was about to write, it was held up for so long that a second attempt began; the second one finished, and then the first one went on.';
    const run = await lab.start('renewSubscription', renewal);
    await lab.until(Promise.race(gates.map((gate) => gate.reached())), 'the points to be added');
    // Attempts at a local activity don't overlap on one worker: there the first one has to end before the next begins.
    const busy = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
    if (await holdsTask(busy)) for (const gate of gates) gate.open();
    else await lab.expire(busy);
    await run.settle();
    const [row] = gates.flatMap((gate) => gate.arrived);
    for (const gate of gates) gate.open();
    await lab.eventually(async () => row?.outcome.kind !== 'open', 'the first attempt to go on');
    return await sayPoints(
      { lab, run, renewal },
      'An attempt that the server has given up may still be at work: nobody can stop it. What it saw before it wrote was no longer true when it wrote.',
    );
  },
  { needs: ['renewal'] },
);

async function failTwice(lab: Lab) {
  const renewal = drawRenewal(lab);
  for (const operation of pointWrites)
    lab.world.on(operation, ({ args }, index) => {
      if (args.customerId !== renewal.customerId || index > 1) return undefined;
      return index === 0 ? { kind: 'outage' } : { kind: 'lose-answer' };
    });
  lab.did =
    'Renewed a subscription. The first attempt to add the points found the database down; the second one added them, and its answer got lost.';
  const run = await lab.start('renewSubscription', renewal);
  await run.settle();
  const said = await sayPoints(
    { lab, run, renewal },
    'From outside the two attempts look the same: both failed. One had done nothing, the other all of it, and only the table knows which. Whatever else is asked, the memory of the worker for instance, is wrong about one of the two.',
  );
  if (said.kind === 'found') return said;
  const outcome = await run.outcome();
  return outcome.status === 'completed'
    ? undefined
    : sayGivenUp(
        lab,
        run,
        outcome,
        'A lost answer says nothing about the work. Asking again is the only way to learn what happened, and twice may be too few.',
      );
}

function sayGivenUp(lab: Lab, run: Run, outcome: Outcome, why: string) {
  return finding({
    did: lab.did,
    saw: `\`renewSubscription\` ${sayEnd(outcome)}, with the card charged.`,
    why,
    read: '#one-attempt-is-not-exactly-once',
    evidence: run,
  });
}

async function sayPoints({ lab, run, renewal }: { lab: Lab; run: Run; renewal: Renewal }, why: string) {
  const [points, balance] = [pointsFor(renewal), await balanceOf(lab, renewal)];
  const outcome = await run.outcome();
  const told: unknown = outcome.status === 'completed' ? Object(outcome.result).points : points;
  if (balance === points && told !== points)
    return finding({
      did: lab.did,
      saw: `${points} points were added, once, and the customer has ${balance}. \`renewSubscription\` says: ${JSON.stringify(told) ?? 'nothing'}.`,
      why: 'What an attempt reads before it writes may hold the work of an earlier attempt already. Whoever adds to that counts it twice, if only in the answer.',
      read: '#when-nobody-takes-a-key',
      evidence: run,
    });
  if (balance === points) return holds;
  return finding({
    did: lab.did,
    saw: `${points} points were to be added, and the customer has ${balance}.`,
    why,
    read: '#when-nobody-takes-a-key',
    evidence: run,
  });
}

export const workerDies: Check = check(
  'worker-dies',
  'when a machine dies, another one goes on and repeats nothing',
  async ({ lab }) => {
    const renewal = drawRenewal(lab);
    const gate = lab.world.holds('payments.charge', 'after');
    lab.did =
      'Renewed a subscription. The card was charged, and before the answer arrived the machine of the worker died; another one went on.';
    const run = await lab.start('renewSubscription', renewal);
    await lab.until(gate.reached(), 'the card to be charged');
    await lab.crash();
    gate.open();
    const lost = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
    await lab.recover();
    await lab.expire(lost);
    const outcome = await run.settle();
    const charges = chargesOf(lab, renewal).length;
    if (charges <= 1 && outcome.status === 'completed') return holds;
    if (charges <= 1)
      return finding({
        did: lab.did,
        saw: `\`renewSubscription\` ${sayEnd(outcome)}, and the card had been charged.`,
        why: 'Of a dead worker the server hears nothing: it learns of it when the time of the attempt is over. If that is all the time there was for the step, no other attempt is made.',
        read: '#one-attempt-is-not-exactly-once',
        evidence: run,
      });
    return finding({
      did: lab.did,
      saw: `The card was charged ${times(charges)}.`,
      why: 'The memory of a process ends with it, and workers end at every deployment. What an attempt has to know of the one before must be told by something that outlives both.',
      read: '#what-makes-a-key',
      evidence: run,
    });
  },
  { needs: ['renewal', 'finishes', 'charged-once'] },
);

export const silence: Check = check(
  'silence',
  'a step that nothing more is heard of is tried again',
  async ({ lab }) => {
    const renewal = drawRenewal(lab);
    const silent = [['subscriptions.extend'], pointWrites, ['mail.send']] as const;
    const gates = silent.map((operations) => holdFirst(lab, operations));
    lab.did =
      'Renewed a subscription. The date was set, the points added and the receipt mailed, and of the attempt that did so nothing more was heard each time, until its time was over.';
    const run = await lab.start('renewSubscription', renewal);
    const ended = run.settle();
    for (const gate of gates) {
      const next = await Promise.race([gate.reached.then(() => 'held'), ended.then(() => 'over')]);
      if (next === 'over') break;
      const busy = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
      if (await holdsTask(busy)) gate.open();
      else await lab.expire(busy);
    }
    const outcome = await ended;
    for (const gate of gates) gate.open();
    const why =
      'Of a worker that is dead or stuck the server hears nothing: it learns of it when the time of the attempt is over. If that is all the time there was for the step, no other attempt is made.';
    return outcome.status === 'completed' ? holds : sayGivenUp(lab, run, outcome, why);
  },
  { needs: ['renewal', 'finishes', 'charged-once', 'worker-dies'] },
);

/** Holds the first call of any of these operations, after it acted. */
function holdFirst(lab: Lab, operations: readonly OperationName[]) {
  let held = false;
  const gates = operations.map((operation) =>
    lab.world.holds(operation, 'after', () => {
      const first = !held;
      held = true;
      return first;
    }),
  );
  return {
    reached: Promise.race(gates.map((gate) => gate.reached())),
    open() {
      for (const gate of gates) gate.open();
    },
  };
}

/** Whether a worker holds a workflow task of this run: local activities run inside of one. */
async function holdsTask(run: Run): Promise<boolean> {
  return (await run.history()).findLast(({ type }) => type.startsWith('Task'))?.type === 'TaskStarted';
}

/** The run that somebody is at work for: a child, perhaps. */
async function findUnderWay(lab: Lab): Promise<Run | undefined> {
  for (const run of lab.runs) if (await isUnderWay(run)) return run;
  return undefined;
}

async function isUnderWay(run: Run): Promise<boolean> {
  return (await holdsTask(run)) || (await run.pending()).some(({ state }) => state === 'started');
}
