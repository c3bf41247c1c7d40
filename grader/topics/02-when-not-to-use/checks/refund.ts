import { check, finding, holds } from '../../../check/check.ts';
import { ordinaryHost } from '../../../lab/ordinary-host.ts';
import { Stopped } from '../../../lab/stopped.ts';
import { answers, click, drawOrder, openShop, refund, refundIdOf, saySent } from './shop.ts';

export const refundDone = check(
  'refund-done',
  'a refund pays the money back, mails the customer and answers with its id',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const order = drawOrder(lab);
    lab.did = `Refunded ${order.cents} cents of ${order.name}; everything worked.`;
    lab.world.knows('payments.refund', ({ cents }) => ({ refundId: `refund-of-${cents}` }));
    const answer = await refund(shop, order);
    const id = `refund-of-${order.cents}`;
    const paid = lab.ledger.calls('payments.refund');
    const mailed = lab.ledger.effects('mail.send').filter(({ args }) => JSON.stringify(args).includes(id));
    const right = refundIdOf(answer) === id && paid.length === 1 && mailed.length === 1;
    if (right && JSON.stringify(mailed[0]?.args).includes(order.orderId)) return holds;
    const amounts = paid.map(({ args }) => `${args.cents} cents`).join(' and ');
    return finding({
      did: lab.did,
      saw: `Paid back: ${amounts || 'nothing'}. Mails about ${id}: ${mailed.length}. \`refund\` answered ${JSON.stringify(answer) ?? 'nothing'}.`,
      why: 'The customer who is told nothing calls, and whoever picks up needs the id to find the payment.',
      read: '#in-the-exercise',
    });
  },
);

export const oneMail = check(
  'one-mail',
  'one mail goes out for a refund, however often the button is pressed',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const order = drawOrder(lab);
    lab.did = `Clicked on refund for ${order.name}; when it was done, clicked again.`;
    await refund(shop, order);
    await answers(shop, [click(shop, order)]);
    const sent = () => lab.ledger.effects('mail.send').length;
    if (sent() <= 1) {
      await lab.pass('40 days');
      const other = { ...order, cents: order.cents - lab.draw.integer(1, 900) };
      lab.did = `Clicked on refund for ${order.name}, ${order.cents} cents; when it was done, clicked again, and 40 days later once more, for ${other.cents} cents.`;
      // Whether this click is answered or told no is not asked.
      await answers(shop, [click(shop, other)]);
    }
    const mails = sent();
    if (mails <= 1) return holds;
    return finding({
      did: lab.did,
      saw: saySent(lab.ledger.effects('payments.refund').length, mails),
      why: 'Two mails about one refund read like two refunds. Whatever is done once for an order has to be named after the order.',
      read: '#two-clicks-one-refund',
    });
  },
  { needs: ['one-refund-later', 'one-refund-an-order'] },
);

/** On a very slow machine hurried timers cut the app off from the server while it is made; that it can be made is seen elsewhere. */
function unlessCutOff(error: unknown): undefined {
  if (!(error instanceof Stopped && error.raw.kind === 'call-failed')) throw error;
}

/** How much sooner the timers of the web server fire while the bank does not answer, and for how long it does not. */
const HURRY = 10;
const SLOW_MS = 1200;

export const slowBank = check(
  'slow-bank',
  'a click is answered with the refund’s id, also when the bank takes its time',
  async ({ lab }) => {
    await lab.recover(ordinaryHost(lab, { hurry: HURRY }));
    const shop = await openShop(lab).catch(unlessCutOff);
    if (!shop) return holds;
    const order = drawOrder(lab);
    lab.did = `Clicked on refund for ${order.name}, and the bank took more than ten seconds to pay; when it was done, clicked again.`;
    const paying = lab.world.holds('payments.refund', 'before');
    const first = click(shop, order);
    await lab.until(Promise.race([paying.reached(), first]), 'the refund to be paid');
    await lab.linger(SLOW_MS);
    paying.open();
    const seen = [...(await answers(shop, [first])), ...(await answers(shop, [click(shop, order)]))];
    const [early, late] = seen.map((outcome) => (outcome.kind === 'value' ? refundIdOf(outcome.json) : undefined));
    // Whoever says that it takes longer has told nothing wrong.
    if (early === undefined || late === undefined || early === late) return holds;
    return finding({
      did: lab.did,
      saw: `The first click was answered with “${early.replaceAll(order.orderId, order.name)}”, before the bank had paid, and the second with “${late}”.`,
      why: 'Until the bank has answered, nobody can know under which id it will pay. Whatever is said in its place is an id of something else: the customer quotes it, and nobody finds a payment of that name.',
      read: '#in-the-exercise',
    });
  },
  { needs: ['refund-done', 'clicks-answered'] },
);
