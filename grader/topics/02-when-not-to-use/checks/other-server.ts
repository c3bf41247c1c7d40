import { check, finding, holds } from '../../../check/check.ts';
import { agree, sayOutcome } from './clicks.ts';
import { finish } from './crash.ts';
import { answers, click, clickBeside, drawOrder, followStarted, openShop, restart } from './shop.ts';

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
    await followStarted(shop);
    await restart(shop);
    const second = await clickBeside(shop, order, paying);
    paying.open();
    await finish(lab, await followStarted(shop));
    const [seen] = await answers(shop, [second.outcome]);
    const [late] = await answers(shop, [click(shop, order)]);
    if (seen && late && agree([seen, late])) return holds;
    return finding({
      did: lab.did,
      saw: `The refund went on, and the second click ${sayOutcome(seen)}. A third one, later, ${sayOutcome(late)}.`,
      why: 'That a refund is under way has to be known where every web server can ask: by the Temporal server, under the name of the run. What one of them keeps in a variable dies with it, and the others have never seen it.',
      read: '#two-clicks-one-refund',
    });
  },
  { needs: ['clicks-answered', 'crash-before-mail'] },
);
