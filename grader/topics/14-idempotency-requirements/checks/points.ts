import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import { findUnderWay, isInTask } from '../../../lab/rest.ts';
import type { Run } from '../../../lab/run.ts';
import { balanceOf, drawRenewal, holdFirst, pointsFor, pointWrites, type Renewal, sayGivenUp } from './subscription.ts';

export const pointsOnce: Check = check(
  'points-once',
  'points are added once, also when two attempts overlap',
  async ({ lab }) => {
    const late = await failTwice(lab);
    if (late) return late;
    const renewal = drawRenewal(lab);
    const first = holdFirst(lab, pointWrites, 'before', { of: renewal });
    const heldUp =
      'Renewed a subscription. When the first attempt to add the points was about to write, it was held up for so long that a second attempt began';
    lab.did = `${heldUp}; the second one finished, and then the first one went on.`;
    const run = await lab.start('renewSubscription', renewal);
    await lab.until(first.reached, 'the points to be added');
    // Attempts at a local activity don't overlap on one worker: there the first one has to end before the next begins.
    const busy = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
    const isLocal = await isInTask(busy);
    if (isLocal) first.open();
    else await lab.expire(busy);
    // Who lets attempts wait for each other in the memory of a worker gets no second one to its end before the first goes on.
    const isBlocked = !(await endsSoon(lab, run));
    if (isBlocked) {
      lab.did = `${heldUp}; then the first one went on, and the second after it.`;
      first.open();
    }
    await run.settle();
    first.open();
    await lab.eventually(async () => first.isOver(), 'the first attempt to go on');
    const said = await sayPoints(
      { lab, run, renewal },
      'An attempt that the server has given up may still be at work: nobody can stop it. What it saw before it wrote was no longer true when it wrote.',
    );
    return said.kind === 'holds' && isBlocked && !isLocal ? await judgeTwoMachines(lab) : said;
  },
  { needs: ['renewal'] },
);

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
  const first = holdFirst(lab, pointWrites, 'before', { of: renewal, isSent: true });
  lab.did =
    'Renewed a subscription. The first attempt to add the points had sent its write when its machine died, and the write was long on its way. A second attempt, on another machine, finished; then that write arrived.';
  const run = await lab.start('renewSubscription', renewal);
  await lab.until(first.reached, 'the points to be added');
  const busy = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
  await lab.crash();
  await lab.recover();
  await lab.expire(busy);
  await run.settle();
  first.open();
  await lab.eventually(async () => first.isOver(), 'the first write to arrive');
  // Of a call whose caller is gone nothing is told any more: what it does now is to be seen in the table.
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
