import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import type { Gate } from '../../../world/gate.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { balanceOf, drawRenewal, pointsFor, pointWrites, type Renewal } from './subscription.ts';
import { findUnderWay, holdsTask, sayGivenUp } from './under-way.ts';

export const pointsOnce: Check = check(
  'points-once',
  'points are added once, also when two attempts overlap',
  async ({ lab }) => {
    const late = await failTwice(lab);
    if (late) return late;
    const renewal = drawRenewal(lab);
    const gates = holdFirstWrite(lab, renewal);
    lab.did =
      'Renewed a subscription. When the first attempt to add the points was about to write, it was held up for so long that a second attempt began; the second one finished, and then the first one went on.';
    const run = await lab.start('renewSubscription', renewal);
    await lab.until(Promise.race(gates.map((gate) => gate.reached())), 'the points to be added');
    // Attempts at a local activity don't overlap on one worker: there the first one has to end before the next begins.
    const busy = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
    const isLocal = await holdsTask(busy);
    if (isLocal) for (const gate of gates) gate.open();
    else await lab.expire(busy);
    // Who lets attempts wait for each other in the memory of a worker gets no second one to its end before the first goes on.
    const isBlocked = !(await endsSoon(lab, run));
    if (isBlocked) for (const gate of gates) gate.open();
    await run.settle();
    const [row] = gates.flatMap((gate) => gate.arrived);
    for (const gate of gates) gate.open();
    await lab.eventually(async () => row?.outcome.kind !== 'open', 'the first attempt to go on');
    const said = await sayPoints(
      { lab, run, renewal },
      'An attempt that the server has given up may still be at work: nobody can stop it. What it saw before it wrote was no longer true when it wrote.',
    );
    return said.kind === 'holds' && isBlocked && !isLocal ? await judgeTwoMachines(lab) : said;
  },
  { needs: ['renewal'] },
);

/** Holds the first call that writes points for a renewal. `isSent`: it arrives also when its caller is gone meanwhile. */
function holdFirstWrite(lab: Lab, { customerId }: Renewal, { isSent = false } = {}): Gate[] {
  let held = false;
  const isFirst = ({ args }: LedgerRow) => {
    const first = args.customerId === customerId && !held;
    held ||= first;
    return first;
  };
  return pointWrites.map((operation) => lab.world.holds(operation, 'before', isFirst, { isSent }));
}

/** In real time; a slow machine that takes longer is asked the other question as well. */
const SOON_MS = 1500;

async function endsSoon(lab: Lab, run: Run): Promise<boolean> {
  const until = performance.now() + SOON_MS;
  const isOver = async () => (await run.outcome()).status !== 'unfinished';
  await lab.eventually(async () => (await isOver()) || performance.now() > until, 'the second attempt to end', {
    flowing: true,
  });
  return await isOver();
}

/** Two attempts that overlap and have no memory in common. */
async function judgeTwoMachines(lab: Lab) {
  const renewal = drawRenewal(lab);
  const gates = holdFirstWrite(lab, renewal, { isSent: true });
  lab.did =
    'Renewed a subscription. The first attempt to add the points had sent its write when its machine died, and the write was long on its way. A second attempt, on another machine, finished; then that write arrived.';
  const run = await lab.start('renewSubscription', renewal);
  await lab.until(Promise.race(gates.map((gate) => gate.reached())), 'the points to be added');
  const busy = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
  await lab.crash();
  await lab.recover();
  await lab.expire(busy);
  await run.settle();
  const rows = gates.flatMap((gate) => gate.arrived);
  for (const gate of gates) gate.open();
  // Of a call whose caller is gone nothing is told any more: what it did is to be seen in the table.
  await lab.eventually(async () => rows.every(({ outcome }) => outcome.kind !== 'open'), 'the first write to arrive');
  await lab.linger(50);
  return await sayPoints(
    { lab, run, renewal },
    'What one attempt remembers for the next is in the memory of one process. The next attempt may be on another machine, and knows nothing of a write that is still on its way. Only the table sees both.',
  );
}

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
