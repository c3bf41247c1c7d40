import { type Check, check, finding, holds } from '../../../check/check.ts';
import { sayDuration } from '../../../lab/duration.ts';
import type { HistoryEvent } from '../../../lab/history-event.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { drawOrder, type Order, sayEnd, startOrder, startPickedUp } from './order.ts';

export const waitsForPickUp: Check = check(
  'waits-for-pick-up',
  'a packed order waits for its pick-up, however long, and goes on when it comes',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const found = (saw: string, why: string, run: Run) =>
      finding({ did: lab.did, saw, why, read: '#what-a-workflow-is-for', evidence: run });
    lab.did = 'Placed an order and let it be packed; nobody picked it up yet.';
    const run = await startOrder(lab, order);
    const open = await openWhileWaiting(lab, run, order);
    if (open && open !== 'shipParcel')
      return found(`While \`fulfilOrder\` was waiting, an activity was running: \`${open}\`.`, BELONGS, run);
    if (!open) await lab.pass('45 days');
    const shipped = lab.ledger.calls('shipping.ship')[0];
    if (shipped || open) {
      const events = await run.history();
      const { at = 0 } = eventsOf(events, 'RunStarted')[0] ?? {};
      const waited = shipped ? shipped.at - at : 0;
      if (ranOutBeforeShipping(events))
        return found(
          `\`shipParcel\` was called after ${sayDuration(waited)}, without a pick-up: a timer of the workflow had run out.`,
          LIMIT,
          run,
        );
      return found(
        `\`shipParcel\` was called ${waited > 3_600_000 ? `after ${sayDuration(waited)}` : 'at once'}.`,
        BELONGS,
        run,
      );
    }
    const stands = await run.outcome();
    if (stands.status !== 'unfinished') {
      lab.did = 'Placed an order and let it be packed; for 45 days nobody picked it up.';
      return found(
        `\`fulfilOrder\` ${sayEnd(stands)}.`,
        'A pick-up may come weeks later, and an order that has ended cannot take it. A workflow that waits occupies nobody: it can wait for as long as it takes.',
        run,
      );
    }
    lab.did = 'Placed an order, let it be packed, and signalled `pickedUp` 45 days later.';
    await run.signal('pickedUp');
    const outcome = await run.settle();
    if (outcome.status === 'completed') return holds;
    return found(
      `\`fulfilOrder\` ${sayEnd(outcome)}.`,
      'An order that was packed and picked up is shipped, invoiced and done, however long the pick-up took.',
      run,
    );
  },
);

const BELONGS =
  'A wait belongs to the workflow: there it is a line in the history and occupies nobody, for an hour or for weeks. What waits elsewhere is lost with its worker, and what does not wait ships air.';
const LIMIT =
  'The end of a time limit is not a pick-up. A workflow can wait for weeks and occupies nobody; `condition` with a time limit answers false when the time is over, and the code goes on either way.';

/** Whether a timer was what the workflow had waited for when it called `shipParcel`. */
function ranOutBeforeShipping(events: HistoryEvent[]): boolean {
  const ships = events.findIndex((event) => event.type === 'ActivityScheduled' && event.activity === 'shipParcel');
  const woken = events.slice(0, Math.max(ships, 0)).findLast(({ type }) => wakes.has(type));
  return woken?.type === 'TimerFired';
}

const wakes = new Set(['RunStarted', 'ActivityCompleted', 'ChildCompleted', 'Signaled', 'TimerFired']);

export const earlyPickUp: Check = check(
  'early-pick-up',
  'a pick-up that is signalled early counts',
  async ({ lab }) => {
    lab.did = 'Signalled `pickedUp` before the order was packed.';
    const run = await startPickedUp(lab, drawOrder(lab));
    const outcome = await run.settle();
    if (outcome.status !== 'timed-out') return holds;
    return finding({
      did: lab.did,
      saw: '`fulfilOrder` packed the items, and then it waited for a pick-up that had already been signalled.',
      why: 'Nobody signals twice. A signal can arrive at any moment after the start, also before the workflow has come to the place where it waits, and what it said must still be known there.',
      read: '#one-step-after-the-other',
      evidence: run,
    });
  },
  { needs: ['waits-for-pick-up'] },
);

/** Last events of a run that is about to go on by itself. */
const busy = new Set(['TaskScheduled', 'TaskStarted', 'ActivityCompleted', 'ActivityStarted', 'Signaled']);

/** Waits until an order has nothing more to do; answers the activity that is open all the same, if any. */
async function openWhileWaiting(lab: Lab, run: Run, order: Order): Promise<string | undefined> {
  const shipping = lab.world.holds('shipping.ship', 'before');
  const { open } = await lab.eventually(async () => {
    const packed = lab.ledger.effects('inventory.reserve').length >= order.items.length;
    const events = await run.history();
    const open = openActivity(events);
    const idle = !busy.has(events.at(-1)?.type ?? '');
    // An activity of the packing itself is about to end; any other one is what the order waits in.
    if (open) return packed && open !== 'packItem' && { open };
    // It waits although an item is missing: what it ships then is a claim of its own. A child may still be packing.
    return idle && (packed || !hasOpenChild(events)) && { open };
  }, 'the order to be packed');
  shipping.open();
  return open;
}

function hasOpenChild(events: HistoryEvent[]): boolean {
  return (
    eventsOf(events, 'ChildInitiated').length >
    events.filter(({ type }) => /^Child(?!Initiated|Started)/.test(type)).length
  );
}

/** The activity that was started and has not ended. */
function openActivity(events: HistoryEvent[]): string | undefined {
  const ended = new Set(
    events.map((event) => ('scheduled' in event && event.type !== 'ActivityStarted' ? event.scheduled : 0)),
  );
  return eventsOf(events, 'ActivityScheduled').find(({ id }) => !ended.has(id))?.activity;
}
