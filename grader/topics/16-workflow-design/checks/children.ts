import { check, finding, holds } from '../../../check/check.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import {
  drawOrder,
  drawSellers,
  finish,
  keyOf,
  readAnswer,
  readFamily,
  release,
  type Sold,
  sayEnd,
  sayTries,
  sellersWith,
  ship,
  startPaid,
  stopFor,
} from './order.ts';

export const carrierDown = check(
  'carrier-down',
  'a carrier that is down for days delays a parcel and costs nothing else',
  async ({ lab }) => {
    const order = drawOrder(lab);
    const { sellerId: late } = lab.draw.pick(order.sellers as [Sold, ...Sold[]]);
    const tries = stopFor(lab, ship, keyOf(order, late), '9 days');
    lab.did = `Three sellers packed for a day; after that the carrier took no parcel of ${late} for more than a week.`;
    const run = await startPaid(lab, order);
    const outcome = await finish(lab, run);
    const told = readAnswer(outcome)?.sellers.find(({ sellerId }) => sellerId === late)?.status;
    const isSent = sellersWith(lab, ship, order).includes(late);
    if (told === 'shipped' && isSent) return holds;
    const events = (await readFamily(run)).flatMap((member) => member.events);
    const isKilled = events.some(({ type }) => type === 'ChildTimedOut' || type === 'RunTimedOut');
    const asked = tries().length > 0 ? `had been tried ${sayTries(tries())}` : 'had not been tried';
    const kept = sellersWith(lab, release, order).includes(late) ? '' : ' Its goods had not been released either.';
    const parcel = isSent
      ? `The parcel of ${late} was shipped.`
      : `By then \`shipParcel\` ${asked}, and ${late} had shipped nothing.${kept}`;
    return finding({
      did: lab.did,
      saw: `\`marketplaceOrder\` ${sayEnd(outcome)}. ${parcel}`,
      why: isKilled
        ? 'A time limit on a workflow is a kill: no `catch` runs, nothing is cleaned up, and it comes whatever the workflow is in the middle of. What has a deadline in the business is a timer in the code.'
        : 'An outage ends by itself, and waiting for that costs nothing. Who gives up before makes a lost parcel of a late one.',
      read: '#deadlines-are-timers',
      evidence: run,
    });
  },
  { needs: ['all-ship'] },
);

export const twoOrders = check(
  'two-orders',
  'two orders may use the same sellers at the same time',
  async ({ lab }) => {
    const sellerIds = drawSellers(lab);
    const orders = [drawOrder(lab, sellerIds), drawOrder(lab, sellerIds)] as const;
    lab.did = 'Two customers ordered from the same three sellers on the same day, and paid.';
    const runs = [await startPaid(lab, orders[0]), await startPaid(lab, orders[1])] as const;
    await finish(lab, runs[0], [runs[1]]);
    for (const place of [0, 1] as const) {
      const [order, run] = [orders[place], runs[place]];
      const outcome = await run.outcome();
      const told = readAnswer(outcome)?.sellers.filter(({ status }) => status === 'shipped').length;
      if (told === 3 && sellersWith(lab, ship, order).length === 3) continue;
      const events = (await readFamily(run)).flatMap((member) => member.events);
      const [refused] = eventsOf(events, 'ChildStartFailed');
      const asked = eventsOf(events, 'ChildInitiated').find(({ id }) => id === refused?.initiated);
      return finding({
        did: lab.did,
        saw: [
          `One of the two orders ${sayEnd(outcome)}.`,
          ...(asked
            ? [`The server had refused to start its child \`${asked.workflowId}\`: a workflow of that id was running.`]
            : []),
        ].join(' '),
        why: 'A workflow id belongs to one open run in the whole namespace, not to its parent. A name that says less than what it stands for works until the second customer comes.',
        read: '#names',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['all-ship'] },
);

export const oneObject = check('one-object', 'a child gets one object', async ({ lab }) => {
  const order = drawOrder(lab);
  lab.did = 'A customer ordered from three sellers, and paid.';
  const run = await startPaid(lab, order);
  await finish(lab, run);
  const events = (await readFamily(run)).flatMap((member) => member.events);
  const odd = eventsOf(events, 'ChildInitiated').find(({ input }) => input.length > 1 || typeof input[0] !== 'object');
  if (!odd) return holds;
  return finding({
    did: lab.did,
    saw: `\`${odd.workflow}\` was started with ${odd.input.length} arguments: ${odd.input.map((one) => JSON.stringify(one)).join(', ')}.`,
    why: 'Arguments in a row can only be added at the end, two strings in the wrong order compile, and an open order replays with the row it was started with. A field more in an object harms nobody.',
    read: '#messages-and-inputs',
    evidence: run,
    decisive: odd.id,
  });
});
