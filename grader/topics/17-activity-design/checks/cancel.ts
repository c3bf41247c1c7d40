import { type Check, check, type Found, finding, type Held, holds } from '../../../check/check.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import type { Gate } from '../../../world/gate.ts';
import { offers, onboard } from './seller.ts';

/** Calls that may still be begun after the cancellation: it needs a heartbeat to arrive at all. */
const FURTHER = 3;
/** A call is held for some looks, so that a cancellation on its way arrives; the next one is waited for much longer. */
const LOOK_MS = 30;
const LOOKS = 5;
const CALL_LOOKS = 80;

export const stopsImporting: Check = check(
  'stops-importing',
  'an import stops within three calls when the onboarding is cancelled',
  async ({ lab }) => {
    // Early and late: who reports every fifth call or less often is caught between two reports at one of them.
    for (const call of [2, 6]) {
      const found = await cancelDuring(lab, call);
      if (found.kind === 'found') return found;
    }
    return holds;
  },
  { needs: ['onboarded', 'not-local'] },
);

/** Cancels an onboarding while a call of its import is under way. */
async function cancelDuring(lab: Lab, call: number): Promise<Held | Found> {
  const products = offers(lab, 50 * lab.draw.integer(15, 18));
  const calls = () => lab.ledger.calls('catalogue.add').length;
  const first = calls() + call;
  const earlier = lab.runs.length;
  let isUnderWay = true;
  const gate = lab.world.holds('catalogue.add', 'before', () => isUnderWay && calls() >= first);
  lab.did = `Onboarded a seller with ${products.length} products, and cancelled that while call ${call} of the import was under way.`;
  const { run } = await onboard(lab);
  await lab.until(gate.reached(), 'the import to be under way');
  await run.cancel();
  await lab.eventually(async () => heardOfCancel(await run.history()), 'the workflow to take the cancellation');
  const stopped = await stopsWithin(lab, gate, () => isOver(lab.runs.slice(earlier)));
  isUnderWay = false;
  gate.open();
  await run.settle({ accept: ['unfinished'] });
  if (stopped) return holds;
  return finding({
    did: lab.did,
    saw: `After that, the import went on for more than ${FURTHER} calls.`,
    why: 'Nobody wants this seller any more, and the products go into the shop all the same. Temporal can say that it is over; whether the work ends is up to the activity. The news comes with the answer to a heartbeat: who reports every tenth call hears it every tenth call, and who does not listen never hears it.',
    read: '#the-rest-of-a-good-activity',
    evidence: run,
  });
}

/** Lets the held calls go, one after the other; answers whether the import ended before too many were begun. */
async function stopsWithin(lab: Lab, gate: Gate, hasEnded: () => Promise<boolean>): Promise<boolean> {
  for (let released = 1; released <= FURTHER + 1; released++) {
    gate.releaseOne();
    for (let look = 0; gate.arrived.length <= released; look++) {
      await lab.linger(LOOK_MS);
      if (look === CALL_LOOKS || (await hasEnded())) return true;
    }
    for (let look = 0; look < LOOKS; look++) {
      await lab.linger(LOOK_MS);
      if (await hasEnded()) return true;
    }
  }
  return false;
}

/** Whether a workflow task that knows of the cancellation is done. */
function heardOfCancel(events: HistoryEvent[]): boolean {
  const asked = events.find(({ type }) => type === 'RunCancelRequested');
  return asked !== undefined && eventsOf(events, 'TaskCompleted').some(({ id }) => id > asked.id);
}

/** Whether an activity has ended since its run was asked to stop; a run that does not wait for its activity says nothing. */
async function isOver(runs: readonly Run[]): Promise<boolean> {
  const histories = await Promise.all(runs.map((run) => run.history()));
  return histories.some((events) => {
    const asked = events.find(({ type }) => type === 'RunCancelRequested')?.id ?? Number.POSITIVE_INFINITY;
    return events.some(({ id, type }) => id > asked && /^Activity(Completed|Failed|TimedOut|Canceled)$/.test(type));
  });
}
