import { setTimeout as delay } from 'node:timers/promises';
import { type Duration, msToNumber } from '@temporalio/common/lib/time.js';
import { check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { LedgerRow } from '../../../world/ledger.ts';
import { drawDay, envOf, openFleet, queueOf, queues } from './fleet.ts';

/** A posting takes up to so long. */
const POSTING_MS = 5000;
/** Real time for which a posting that should live is held after SIGTERM. */
const LOOK_MS = 150;
/** Real time for a worker to do what its own clock says it will do. */
const PATIENCE_MS = 6000;
/** Real time after which this orchestrator sends SIGKILL. */
const KILL_MS = 30_000;

export const finishesPosting = check(
  'finishes-posting',
  'a posting that is under way when a deploy begins is finished',
  async ({ lab }) => {
    const host = await openFleet(lab);
    lab.did = `Closed a day with one posting. While the ledger was working on it, the worker got SIGTERM; SHUTDOWN_SECONDS was ${envOf(lab).SHUTDOWN_SECONDS}.`;
    const { graceMs, forceMs } = await readTimes(lab, String(await queueOf(lab, 'postLedger')), envOf(lab));
    const gate = lab.world.holds('books.post', 'before');
    const run = await lab.start('closeDay', drawDay(lab, 1));
    await lab.until(gate.reached(), 'the posting to be under way');
    const [posting] = gate.arrived;
    const stopped = host.stop(KILL_MS);
    // Answered after the worker was told to shut down.
    await host.call({ file: 'routing.ts', export: 'queueFor', args: ['quote'] });
    // How long it may take to show what its options say; what counts is what it then does.
    const cutMs = Math.min(graceMs, forceMs);
    await isCut(posting, stopped, cutMs >= POSTING_MS ? LOOK_MS : cutMs + PATIENCE_MS);
    const cut = posting?.outcome.kind === 'given-up';
    gate.open();
    const exit = await stopped;
    await openFleet(lab);
    // A worker that ended in good order has told the server; one that broke down has not.
    const isLost = exit.kind !== 'killed' && (await run.pending()).some(({ state }) => state === 'started');
    if (isLost) await lab.expire(run);
    await run.settle();
    if (!cut && lab.ledger.calls('books.post').length === 1) return holds;
    return finding({
      did: lab.did,
      saw: `${sayWhen(cutMs)} the worker broke the call to the ledger off. The next worker had to make the posting a second time.`,
      why: 'Every deploy does this to everything that is under way. The ledger may have acted already; then only the key saves you from a second booking. And what takes longer than the time between two deploys never ends at all.',
      read: '#a-deploy-is-a-shutdown',
      evidence: run,
    });
  },
  { needs: ['served'], deadlineMs: 60_000 },
);

export const toldInTime = check(
  'told-in-time',
  'what can’t be finished before SIGKILL is told to stop',
  async ({ lab }) => {
    await openFleet(lab);
    const later = String(lab.draw.integer(20, 60));
    lab.did = `Asked \`workerOptions\` for every queue, with SHUTDOWN_SECONDS=10 and with SHUTDOWN_SECONDS=${later}.`;
    for (const seconds of ['10', later]) {
      for (const queue of queues) {
        const { graceMs, forceMs } = await readTimes(lab, queue, { ...envOf(lab), SHUTDOWN_SECONDS: seconds });
        if (forceMs <= graceMs)
          return finding({
            did: lab.did,
            saw: `With SHUTDOWN_SECONDS=${seconds}, the worker of “${queue}” gives up after ${sayDuration(forceMs)} (\`shutdownForceTime\`). It would tell its activities to stop after ${sayDuration(graceMs)} (\`shutdownGraceTime\`): by then nobody is there to tell them.`,
            why: 'A worker that has given up reports nothing. The server still believes that somebody does this work, and gives it to nobody else until the time for an attempt is over: 30 minutes for a render.',
            read: '#a-deploy-is-a-shutdown',
          });
        if (graceMs <= Number(seconds) * 1000 - 1000) continue;
        return finding({
          did: lab.did,
          saw: `With SHUTDOWN_SECONDS=${seconds}, the worker of “${queue}” tells its activities to stop after ${sayDuration(graceMs)}. SIGKILL comes after ${seconds} seconds.`,
          why: 'A killed worker can’t say what it had. The server still believes that somebody does this work, and gives it to nobody else until the time for an attempt is over: 30 minutes for a render. Told in time, the attempt ends at once, and the next worker has it a second later.',
          read: '#a-deploy-is-a-shutdown',
        });
      }
    }
    return holds;
  },
);

interface Times {
  graceMs: number;
  forceMs: number;
}

/** What the submission's options say about the end of a worker. */
async function readTimes(lab: Lab, queue: string, env: ReturnType<typeof envOf>): Promise<Times> {
  const answer = await lab.call({ file: 'worker.ts', export: 'workerOptions', args: [{ ...env }, queue] });
  const { shutdownGraceTime = 0, shutdownForceTime = Number.POSITIVE_INFINITY } = Object(answer);
  return { graceMs: inMs(shutdownGraceTime), forceMs: inMs(shutdownForceTime) };
}

/** A duration as the SDK reads it; what it would refuse counts as none. */
function inMs(duration: number | string): number {
  try {
    return typeof duration === 'number' ? duration : msToNumber(duration as Duration);
  } catch {
    return 0;
  }
}

/** Waits until the call is broken off or the process has ended, at most so long. */
async function isCut(call: LedgerRow | undefined, stopped: Promise<unknown>, ms: number): Promise<void> {
  const over = Promise.race([stopped.then(() => true), delay(ms, true)]);
  for (;;) {
    if (call?.outcome.kind === 'given-up') return;
    if (await Promise.race([over, delay(20, false)])) return;
  }
}

function sayWhen(ms: number): string {
  return ms === 0 ? 'At once' : `After ${sayDuration(ms)}, though a posting takes up to 5 seconds,`;
}
