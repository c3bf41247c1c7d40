import { check, finding, holds } from '../../../check/check.ts';
import { inMs } from '../../../lab/duration.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import { drawOrder, finish, keyOf, readAnswer, readFamily, reserve, sayEnd, startPaid } from './order.ts';

export const warrantyLives = check(
  'warranty-lives',
  'the warranty lives on when the order is done',
  async ({ lab }) => {
    const order = drawOrder(lab);
    lab.did = 'A customer ordered from three sellers and paid; all of them shipped, and the order was done.';
    const run = await startPaid(lab, order);
    const outcome = await finish(lab, run);
    const warrantyId = readAnswer(outcome)?.warrantyId;
    const events = (await readFamily(run)).flatMap((member) => member.events);
    const asked = eventsOf(events, 'ChildInitiated').filter(({ workflow }) => workflow === 'warranty');
    const [first] = asked;
    const started = eventsOf(events, 'ChildStarted').some(({ workflowId }) => workflowId === first?.workflowId);
    const own = await run.history();
    const took = (own.at(-1)?.at ?? 0) - (own[0]?.at ?? 0);
    const saw = () => {
      if (!first) return `No warranty was asked for: \`marketplaceOrder\` ${sayEnd(outcome)}.`;
      if (asked.length > 1) return `${asked.length} warranties were asked for; the order has one.`;
      if (!started)
        return 'The order asked for the warranty and ended before the server had started it. On a real server there is no warranty then.';
      if (first.closePolicy !== 'abandon')
        return `The warranty was started with the parent close policy ${first.closePolicy === 'unset' ? '“terminate”, which is the default' : `“${first.closePolicy}”`}. On a real server it ended together with the order.`;
      if (took > inMs('365 days'))
        return 'The order was not done when its parcels were on their way: it waited two years for the end of the warranty.';
      if (first.workflowId !== warrantyId)
        return `The warranty has the id \`${first.workflowId}\`, and the order answered \`${String(warrantyId)}\`.`;
      return undefined;
    };
    const wrong = saw();
    if (wrong === undefined) return holds;
    return finding({
      did: lab.did,
      saw: wrong,
      why: 'The order is done within days, and the warranty is for two years. A child belongs to its parent unless it is told otherwise, and what belongs to a workflow ends with it.',
      read: '#who-outlives-whom',
      evidence: run,
      ...(first && { decisive: first.id }),
    });
  },
  { needs: ['all-ship'] },
);

export const warrantyIfShipped = check(
  'warranty-if-shipped',
  'there is a warranty when something was shipped, and only then',
  async ({ lab }) => {
    const [none, one] = [drawOrder(lab), drawOrder(lab)];
    const [shipping] = one.sellers;
    lab.world.refuses(reserve, 'OutOfStock', ({ key }) => !shipping || key !== keyOf(one, shipping.sellerId));
    const cases = [
      {
        order: none,
        expected: 0,
        did: 'A customer ordered from three sellers and paid; all three had run out of stock.',
        why: 'A warranty on goods that nobody has is an open workflow that somebody will ask about in a year.',
      },
      {
        order: one,
        expected: 1,
        did: 'A customer ordered from three sellers and paid; two had run out of stock, and one shipped.',
        why: 'The customer has something in her hands, and it may break. What the other sellers did changes nothing about it.',
      },
    ];
    for (const { order, expected, did, why } of cases) {
      lab.did = did;
      const run = await startPaid(lab, order);
      const outcome = await finish(lab, run);
      const answer = readAnswer(outcome);
      if (answer?.status !== 'done')
        return finding({
          did,
          saw: `\`marketplaceOrder\` ${sayEnd(outcome)}. Expected was the status done, ${expected === 0 ? 'without' : 'with'} a warranty.`,
          why: 'What goes wrong at a seller is that seller’s result, also when it goes wrong at several or at all of them. The shop has to say which parcels are missing and why.',
          read: '#a-failure-stays-inside-its-border',
          evidence: run,
        });
      const events = (await readFamily(run)).flatMap((member) => member.events);
      const asked = eventsOf(events, 'ChildInitiated').filter(({ workflow }) => workflow === 'warranty').length;
      if (asked === expected && (answer.warrantyId !== undefined) === asked > 0) continue;
      return finding({
        did,
        saw: `${sayAsked(asked)} asked for, and the answer ${answer.warrantyId === undefined ? 'had no warranty’s id' : 'had the id of one'}.`,
        why,
        read: '#in-the-exercise',
        evidence: run,
      });
    }
    return holds;
  },
  { needs: ['others-ship'] },
);

function sayAsked(count: number): string {
  if (count > 1) return `${count} warranties were`;
  return count === 0 ? 'No warranty was' : 'A warranty of two years was';
}
