import { type Check, check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { findUnderWay, isInTask } from '../../../lab/rest.ts';
import { timeOfRun } from '../../../lab/time-of-run.ts';
import type { Gate } from '../../../world/gate.ts';
import { ask, drawForServer, idOf } from './asking.ts';
import { chargesOf, drawRenewal, holdFirst, pointWrites, sayEnd, sayGivenUp, times } from './subscription.ts';

export const workerDies: Check = check(
  'worker-dies',
  'when a machine dies, another one goes on and repeats nothing',
  async ({ lab }) => {
    const renewal = drawRenewal(lab);
    const gate = lab.world.holds('payments.charge', 'after');
    lab.did =
      'Renewed a subscription. The card was charged, and before the answer arrived the machine of the worker died; another one went on.';
    const run = await lab.start('renewSubscription', renewal);
    await dieOverCharge(lab, gate);
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

/** The machine dies with the charge that is held; another one takes over, and the server gives up the attempt. */
async function dieOverCharge(lab: Lab, gate: Gate): Promise<void> {
  await lab.until(gate.reached(), 'the card to be charged');
  await lab.crash();
  gate.open();
  const lost = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
  await lab.recover();
  await lab.expire(lost);
}

export const silence: Check = check(
  'silence',
  'a step that nothing more is heard of is tried again',
  async ({ lab }) => {
    const renewal = drawRenewal(lab);
    const silent = [['subscriptions.extend'], pointWrites, ['mail.send']] as const;
    const gates = silent.map((operations) => holdFirst(lab, operations, 'after'));
    lab.did =
      'Renewed a subscription. The date was set, the points added and the receipt mailed, and of the attempt that did so nothing more was heard each time, until its time was over.';
    const run = await lab.start('renewSubscription', renewal);
    const ended = run.settle();
    for (const gate of gates) {
      const next = await Promise.race([gate.reached.then(() => 'held'), ended.then(() => 'over')]);
      if (next === 'over') break;
      const busy = await lab.eventually(() => findUnderWay(lab), 'the server to know of the attempt');
      if (await isInTask(busy)) gate.open();
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

export const startedWithTime: Check = check(
  'started-with-time',
  'a renewal that was started has the time that a dead machine costs',
  async ({ lab }) => {
    const renewal = drawForServer(lab);
    const gate = lab.world.holds('payments.charge', 'before');
    lab.did = 'Called `startRenewal`, and looked how long the renewal may take.';
    const workflowId = idOf(await ask(lab, renewal));
    const run = workflowId === undefined ? undefined : await lab.find('renewSubscription', workflowId);
    const limit = run && (await timeOfRun(run));
    if (!run || limit === undefined) {
      gate.open();
      await run?.settle();
      return holds;
    }
    lab.did =
      'Called `startRenewal`. The machine of the worker died while the card was being charged; another one went on.';
    await dieOverCharge(lab, gate);
    const outcome = await run.settle();
    if (outcome.status === 'completed') return holds;
    return finding({
      did: lab.did,
      saw: `\`renewSubscription\` ${sayEnd(outcome)}: it had been started with ${sayDuration(limit)} for everything.`,
      why: 'A dead machine is noticed only when the time of the attempt is over. A run whose own time is over by then can make no other attempt: what is done stays done, the rest never happens, and whoever asks again is told that this month has been taken care of.',
      read: '#start-once',
      evidence: run,
    });
  },
  { needs: ['worker-dies', 'start-answers'] },
);
