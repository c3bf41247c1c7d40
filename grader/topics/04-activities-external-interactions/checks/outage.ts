import { type Check, check, type Found, finding, holds } from '../../../check/check.ts';
import { inMs, sayDuration } from '../../../lab/duration.ts';
import type { Lab } from '../../../lab/lab.ts';
import { eventsOf } from '../../../lab/read-history.ts';
import type { Run } from '../../../lab/run.ts';
import { drawOrder, prepareOutage, sayEnd } from './order.ts';

export const waitsForRate: Check = check(
  'waits-for-rate',
  'while the rate service is down, the invoice waits',
  async ({ lab }) => {
    // Who asks often gets an answer earlier: what is judged is that it waits, not how.
    const beginOutage = prepareOutage(lab, 'rates.quote');
    lab.expectUpTo({ events: 1000 });
    const { order } = drawOrder(lab);
    lab.did = 'Ordered an invoice while the rate service was down for up to two hours.';
    await beginOutage(OUTAGE, 80);
    const run = await lab.start('invoice', order);
    const outcome = await run.settle({ accept: ['storm', 'unfinished'] });
    const calls = lab.ledger.calls('rates.quote').length;
    const deaf = outcome.status === 'storm' && outcome.of === 'attempts' && calls < outcome.count / 2;
    const limit = deaf ? undefined : await sayLimit(lab, run);
    // Retries of a local activity take real time: what is still waiting then does wait.
    const waited = outcome.status === 'completed' || outcome.status === 'unfinished' || outcome.status === 'storm';
    if (waited && !deaf) {
      if (!limit) return holds;
      // A workflow may answer the end of its limit by ordering the step anew: it has to come to that end.
      lab.expectUpTo({ events: 1000, attempts: MOST_TRIES });
      await beginOutage(OUTAGE);
      const other = await lab.start('invoice', { ...order, orderId: lab.draw.id('order') });
      return (await other.settle({ accept: ['storm', 'unfinished'] })).status === 'completed' ? holds : limit;
    }
    if (limit) return limit;
    return finding({
      did: lab.did,
      saw: deaf
        ? `\`${outcome.activity}\` was tried more than 100 times, and the rate service was asked ${calls === 1 ? 'once' : `${calls} times`}.`
        : `After ${calls} ${calls === 1 ? 'question' : 'questions'} to the rate service, \`invoice\` ${sayEnd(outcome)}.`,
      why: deaf
        ? 'An attempt that repeats what an earlier one heard can’t notice that the service works again: the invoice waits for ever. Each attempt has to ask.'
        : 'An outage ends, and the retries would have gone on until then. A limit on them turns it into a customer without an invoice, and into work for whoever has to find and order all of them again.',
      read: '#let-it-fail',
      evidence: run,
    });
  },
  { needs: ['time-limits', 'rate-known', 'survives-crash'] },
);

/** An outage of so long is what question 1 of the lesson waits out. */
const OUTAGE = '2 hours';
const OUTAGE_MS = inMs(OUTAGE);

/** So many attempts are one every ten seconds. */
const MOST_TRIES = OUTAGE_MS / 10_000;

/** On this server an attempt that fails knows nothing any more of the limit on all attempts: it is read where it was asked for. */
async function sayLimit(lab: Lab, run: Run): Promise<Found | undefined> {
  const [first] = eventsOf(await run.history(), 'ActivityScheduled');
  const ms = first?.options.scheduleToCloseMs ?? 0;
  if (!first || ms === 0 || ms > OUTAGE_MS) return undefined;
  return finding({
    did: lab.did,
    saw: `All attempts at \`${first.activity}\` together have ${sayDuration(ms)}.`,
    why: 'How long a service stays away is not up to the invoice. With a limit on all attempts, an outage that is longer turns into customers without an invoice, and into work for whoever has to find and order all of them again.',
    read: '#the-four-timeouts',
    evidence: run,
    decisive: first.id,
  });
}
