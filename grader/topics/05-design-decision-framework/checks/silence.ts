import { check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { EventOf } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { ordinaryHost } from '../../../lab/ordinary-host.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { findTooQuiet } from '../../../lab/silence.ts';
import { ANSWER_MS } from './activities.ts';
import { movesOn, startLoan } from './loan.ts';

/** How much sooner the timers of a worker fire while an answer is held back; and what its heartbeats may be late then. */
const HURRY = 30;
const JITTER_MS = 5000;

export const mayBeQuiet = check(
  'may-be-quiet',
  'an attempt that waits for its answer is not taken for dead',
  async ({ lab }) => {
    lab.did = 'Decided a loan, and read in its history how long an attempt may be silent.';
    await startLoan(lab);
    await movesOn(lab);
    if (!(await fetchesOf(lab)).some(({ options }) => isShort(options.heartbeatMs))) return holds;
    await lab.recover(ordinaryHost(lab, { hurry: HURRY }));
    const gates = [lab.world.holds('bureau.report', 'before'), lab.world.holds('loans.accounts', 'before')];
    const { run } = await startLoan(lab);
    // One fetch after the other, or both at once: all that is open is listened to, then let go.
    for (let opened = 0; opened < gates.length; opened = gates.filter(({ arrived }) => arrived.length > 0).length) {
      const hasEnded = async () => (await run.outcome()).status !== 'unfinished';
      await lab.eventually(async () => gates.some(({ held }) => held > 0) || hasEnded(), 'a fact to be fetched');
      if (await hasEnded()) return holds;
      const quiet = await findQuiet(lab, run);
      if (quiet)
        return finding({
          did: 'Decided a loan whose facts were long in coming.',
          saw: `\`${quiet.activity}\` has a heartbeatTimeout of ${sayDuration(quiet.options.heartbeatMs)}, and while its service had not answered the server heard nothing from it for longer.`,
          why: 'A heartbeat timeout limits how long an attempt may be silent, and an activity is silent unless its own code sends heartbeats. So an attempt whose answer takes longer is taken for dead and made again; an answer that takes some minutes never arrives.',
          read: '#in-the-exercise',
          evidence: run,
          decisive: quiet.id,
        });
      for (const gate of gates) if (gate.held > 0) gate.open();
    }
    return holds;
  },
  { needs: ['no-local-calls'] },
);

/** The fetch that is open now and of which the server hears nothing for longer than it may be silent. */
async function findQuiet(lab: Lab, run: Run): Promise<EventOf<'ActivityScheduled'> | undefined> {
  const open = (await run.pending()).map(({ activity }) => activity);
  const limited = (await fetchesOf(lab)).filter(
    ({ activity, options }) => open.includes(activity) && isShort(options.heartbeatMs),
  );
  const hearings = limited.map(({ activity, options: { heartbeatMs } }) => ({ activity, heartbeatMs }));
  const quiet = await findTooQuiet(lab, run, hearings, { hurry: HURRY, jitterMs: JITTER_MS });
  return limited.find(({ activity }) => quiet.includes(activity));
}

function isShort(heartbeatMs: number): boolean {
  return heartbeatMs > 0 && heartbeatMs < ANSWER_MS;
}

async function fetchesOf(lab: Lab): Promise<EventOf<'ActivityScheduled'>[]> {
  const events = (await Promise.all(lab.runs.map((run) => run.history()))).flat();
  return eventsOf(events, 'ActivityScheduled').filter(({ activity }) => activity.startsWith('fetch'));
}
