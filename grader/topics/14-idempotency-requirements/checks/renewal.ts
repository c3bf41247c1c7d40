import { isDeepStrictEqual } from 'node:util';
import { type Check, check, finding, holds } from '../../../check/check.ts';
import type { Lab } from '../../../lab/lab.ts';
import type { Run } from '../../../lab/run.ts';
import {
  balanceOf,
  chargesOf,
  drawRenewal,
  nextPeriod,
  nextYear,
  pointsFor,
  type Renewal,
  receiptsOf,
  sayEnd,
  times,
  withAddOn,
} from './subscription.ts';

export const renewed: Check = check(
  'renewal',
  'a renewal charges what it is for, adds the points, sends the receipt and says so',
  async ({ lab }) => {
    const plain = drawRenewal(lab);
    const other = { ...drawRenewal(lab), subscriptionId: lab.draw.id('sub') };
    lab.world.knows('subscriptions.extend', (args) => ({ paidUntil: `the end of ${args.period}` }));
    lab.world.knows('payments.charge', (args) => ({ chargeId: `charge-of-${args.cents}` }));
    for (const renewal of [plain, withAddOn(lab, other)]) {
      const said = await renewOnce(lab, renewal);
      if (said.kind === 'found') return said;
    }
    return holds;
  },
);

async function renewOnce(lab: Lab, renewal: Renewal) {
  const { customerId, cents, addOnCents, period } = renewal;
  const prices = addOnCents > 0 ? [cents, addOnCents] : [cents];
  const chargeIds = prices.map((price) => `charge-of-${price}`);
  const points = pointsFor(renewal);
  const expected = { chargeIds, paidUntil: `the end of ${period}`, points };
  lab.did = `Renewed a subscription for ${cents} cents, ${addOnCents > 0 ? `with an add-on for ${addOnCents}` : 'without an add-on'}; everything worked.`;
  const before = lab.ledger.calls('payments.charge').length;
  const run = await lab.start('renewSubscription', renewal);
  const outcome = await run.settle();
  // In which order is seen where a charge is tried again: of two at the same moment either may come first.
  const owed = prices.map((price) => `${price} from ${customerId}`).sort();
  const asked = lab.ledger
    .calls('payments.charge')
    .slice(before)
    .map(({ args }) => `${args.cents} from ${args.account}`);
  const letters = receiptsOf(lab, renewal).filter(({ args }) =>
    chargeIds.every((id) => JSON.stringify(args).includes(id)),
  );
  const balance = await balanceOf(lab, renewal);
  const saw = !isDeepStrictEqual([...asked].sort(), owed)
    ? `${customerId} owed ${prices.join(' and ')} cents; asked for, in cents: ${asked.join(', ') || 'nothing'}.`
    : letters.length !== 1
      ? `Charged: ${chargeIds.join(', ')}; a receipt that names ${prices.length > 1 ? 'both' : 'it'} was mailed ${times(letters.length)}.`
      : balance !== points
        ? `${prices.join(' and ')} cents are ${points} points; the table has ${balance}.`
        : outcome.status !== 'completed' || !isDeepStrictEqual(outcome.result, expected)
          ? `\`renewSubscription\` ${sayEnd(outcome)}. The right answer was ${JSON.stringify(expected)}.`
          : undefined;
  if (!saw) return holds;
  return finding({
    did: lab.did,
    saw,
    why: 'All that follows is about doing these steps once. First they have to be done.',
    read: '#in-the-exercise',
    evidence: run,
  });
}

export const bothCharges: Check = check(
  'both-charges',
  'a plan and its add-on are two charges',
  async ({ lab }) => {
    const { cents, ...drawn } = drawRenewal(lab);
    // The same price: a key that is made of amounts does not tell the two apart.
    const renewal = { ...drawn, cents, addOnCents: cents };
    lab.did = `Renewed a subscription for ${cents} cents with an add-on for the same price; everything worked.`;
    const run = await lab.start('renewSubscription', renewal);
    const outcome = await run.settle();
    const made = chargesOf(lab, renewal).map(({ args }) => args.cents);
    const ids: unknown = outcome.status === 'completed' ? Object(outcome.result).chargeIds : [];
    const differ = Array.isArray(ids) && new Set(ids).size === 2;
    if (isDeepStrictEqual(made, [cents, cents]) && differ) return holds;
    const asked = lab.ledger.calls('payments.charge').length;
    const swallowed = asked > made.length;
    return finding({
      did: lab.did,
      saw: `The provider was asked for money ${times(asked)}, and took it ${times(made.length)}.${swallowed ? ' One request came with the key of another, so it was answered like that one, and nothing else was done.' : ''} \`renewSubscription\` ${sayEnd(outcome)}.`,
      why: 'A key says “this is that same thing again”. Two things under one key are one thing to the provider, and nothing fails: the second answer looks as good as the first.',
      read: '#what-makes-a-key',
      evidence: run,
    });
  },
  { needs: ['renewal'] },
);

export const eachRenewal: Check = check(
  'each-renewal',
  'no renewal takes the place of another one',
  async ({ lab }) => {
    const first = drawRenewal(lab);
    const renewals: { name: string; renewal: Renewal }[] = [
      { name: 'the first month', renewal: first },
      { name: 'the next month', renewal: { ...first, period: nextPeriod(first) } },
      { name: 'the same month of the next year', renewal: { ...first, period: nextYear(first) } },
      { name: 'the other subscription', renewal: { ...first, subscriptionId: `${first.subscriptionId}b` } },
    ];
    lab.did =
      'Renewed a subscription for two months, for the first of them again a year later, and then for another subscription of the same customer, at the same price; everything worked.';
    const look = async () => ({
      charge: chargesOf(lab, first).length,
      points: await balanceOf(lab, first),
      receipt: receiptsOf(lab, first).length,
    });
    const missing: string[] = [];
    const runs: Run[] = [];
    for (const { name, renewal } of renewals) {
      const before = await look();
      const run = await lab.start('renewSubscription', renewal);
      await run.settle();
      const after = await look();
      const lacking = (['charge', 'points', 'receipt'] as const).filter((what) => after[what] <= before[what]);
      if (lacking.length > 0) runs.push(run);
      missing.push(...lacking.map((what) => `the ${what} for ${name}`));
    }
    if (missing.length === 0) return holds;
    return finding({
      did: lab.did,
      saw: `Nothing failed, and yet something is missing: ${missing.join(', ')}.`,
      why: 'Whatever remembers by key remembers across runs and for years. A name that another renewal has as well makes the later one look done, and nobody is told.',
      read: '#what-makes-a-key',
      ...(runs[0] && { evidence: runs[0] }),
    });
  },
  { needs: ['renewal'] },
);
