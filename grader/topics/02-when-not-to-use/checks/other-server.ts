import { check, finding, holds } from '../../../check/check.ts';
import { sayOutcome } from './clicks.ts';
import { finish } from './crash.ts';
import { answers, click, drawOrder, followStarted, openShop, refundIdOf, restart, started } from './shop.ts';

/** To join an open run leaves no trace, so there is nothing but a moment to wait for. */
const ARRIVING_MS = 150;

export const otherServer = check(
  'other-server',
  'a click that reaches another web server is answered with the one refund, too',
  async ({ lab }) => {
    const shop = await openShop(lab);
    const order = drawOrder(lab);
    lab.did = `Clicked on refund for ${order.name}. While the payment was under way, the web server’s machine died; another one took over, and the customer clicked again.`;
    const paying = lab.world.holds('payments.refund', 'before');
    const first = click(shop, order);
    await lab.until(Promise.race([paying.reached(), first]), 'the refund to be paid');
    const runs = (await followStarted(shop)).length;
    await restart(shop);
    const second = click(shop, order);
    const until = performance.now() + ARRIVING_MS;
    await lab.eventually(
      async () => performance.now() > until || (await started(shop)).length > runs,
      'the second click to arrive',
    );
    paying.open();
    await finish(lab, await followStarted(shop));
    const [seen] = await answers(shop, [second]);
    const [late] = await answers(shop, [click(shop, order)]);
    const [id, lateId] = [seen, late].map((one) => (one?.kind === 'value' ? refundIdOf(one.json) : undefined));
    if (id !== undefined && id === lateId) return holds;
    return finding({
      did: lab.did,
      saw: `The refund went on, and the second click ${sayOutcome(seen)}. A third one, later, ${sayOutcome(late)}.`,
      why: 'That a refund is under way has to be known where every web server can ask: by the Temporal server, under the name of the run. What one of them keeps in a variable dies with it, and the others have never seen it.',
      read: '#two-clicks-one-refund',
    });
  },
  { needs: ['clicks-answered', 'crash-before-mail'] },
);
